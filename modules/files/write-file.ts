import { closeSync, openSync, readSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { UserError } from "../errors";
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

/** A file that is there already and that this program has not written. */
export class ForeignFileError extends UserError {
  override readonly name = "ForeignFileError";
  override readonly code = "foreign-file";
}

/** A mark of the writer stands at the beginning. */
const MARK_BYTES = 4096;

/**
 * Writes a file, in the place of an older one that has the same mark in its first 4 KiB. What is no regular file (a
 * pipe, a terminal) has nothing to lose.
 *
 * @param mark a text that `text` has, by which the program knows its own
 * @param help what to do when it fails, a sentence
 * @throws FileError, ForeignFileError
 */
export function replaceFile(path: string, text: string, mark: string, help: string): void {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isFile() === true && stat.size > 0 && !beginningOf(path).includes(mark)) {
      throw new ForeignFileError(`${path} exists, and is something else than what is to be written. ${help}`);
    }
    writeFileSync(path, text);
  } catch (error) {
    throw error instanceof ForeignFileError ? error : new FileError(`Cannot write ${path}`, error, help);
  }
}

function beginningOf(path: string): string {
  const file = openSync(path, "r");
  try {
    const start = Buffer.alloc(MARK_BYTES);
    return start.toString("utf8", 0, readSync(file, start));
  } finally {
    closeSync(file);
  }
}
