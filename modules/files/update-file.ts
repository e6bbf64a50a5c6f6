import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { UserError } from "../errors";
import { FileError } from "./file-error";

/** Somebody else has changed a file since it was read. */
export class ChangedFileError extends UserError {
  override readonly name = "ChangedFileError";
  override readonly code = "changed-file";
}

/**
 * Puts a new text into a file that is there. Whoever reads it at the same time gets the old or the new text, whole.
 *
 * @param before what was read from it
 * @throws FileError; ChangedFileError when the file says something else by now
 */
export function updateFile(path: string, before: string, after: string): void {
  // In tenants/ a name that begins with a dot and does not end in .json is left alone.
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}`);
  try {
    if (readFileSync(path, "utf8") !== before) {
      throw new ChangedFileError(`${path} has been changed meanwhile, and is left as it is. Run the command again.`);
    }
    writeFileSync(temporary, after, { mode: statSync(path).mode });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error instanceof ChangedFileError ? error : new FileError(`Cannot write ${path}`, error);
  }
}
