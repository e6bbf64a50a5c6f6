import { unlinkSync, writeFileSync } from "node:fs";
import { FileError } from "./file-error";

/**
 * Writes a file that must not exist yet; of two writers at the same time one fails. What could not be written whole
 * is removed again.
 *
 * @throws FileError also when there is such a file (or a link to nowhere)
 */
export function writeNewFile(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: "wx" });
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === "write") unlinkSync(path);
    throw new FileError(
      `Cannot write ${path}`,
      error,
      code === "EEXIST" ? "Somebody else has just written it." : undefined,
    );
  }
}

/**
 * Writes a file, in the place of an older one if there is one.
 *
 * @param help what to do when it fails, a sentence
 * @throws FileError
 */
export function overwriteFile(path: string, text: string, help?: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new FileError(`Cannot write ${path}`, error, help);
  }
}
