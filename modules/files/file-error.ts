import { UserError } from "../errors";

/** A file or directory that the system refuses to read or to write. */
export class FileError extends UserError {
  override readonly name = "FileError";
  override readonly code = "file";

  /**
   * @param problem a clause, such as `Cannot read dump.json`
   * @param cause what the system threw
   * @param help what to do, a sentence
   */
  constructor(problem: string, cause: unknown, help = "") {
    super(`${problem} (${systemCode(cause)}).${help === "" ? "" : ` ${help}`}`, { cause });
  }
}

/** The system's name of an error, such as ENOENT, which people can look up; the message of any other. */
export function systemCode(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
