import { unlinkSync, writeFileSync } from "node:fs";

/**
 * Writes a file that must not exist yet; of two writers at the same time one fails. What could not be written whole
 * is removed again.
 *
 * @throws the system's error, with the code EEXIST when there is such a file (also a link to nowhere)
 */
export function writeNewFile(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === "write") unlinkSync(path);
    throw error;
  }
}
