import { readFileSync } from "node:fs";
import { FileError } from "./file-error";

/**
 * The text of a file that the user named.
 *
 * @throws FileError
 */
export function readInput(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new FileError(`Cannot read ${path}`, error);
  }
}
