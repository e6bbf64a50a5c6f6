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

/** By its number: process.stdin would make a pipe non-blocking, which cannot be read in one go. */
const STANDARD_INPUT = 0;

/**
 * The text that is piped in.
 *
 * @throws FileError
 */
export function readStandardInput(): string {
  try {
    return readFileSync(STANDARD_INPUT, "utf8");
  } catch (error) {
    throw new FileError("Cannot read the standard input", error);
  }
}
