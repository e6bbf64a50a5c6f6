import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileError } from "./file-error";

/**
 * Gives `work` a directory of its own, which is gone when it returns.
 *
 * @throws FileError when the system refuses to make it, or to write into it (it is full, say)
 */
export function inTemporaryDirectory<T>(work: (directory: string) => T): T {
  const parent = tmpdir();
  const help = "Free some room there, or name another directory with TMPDIR.";
  const refusing = <R>(act: () => R): R => {
    try {
      return act();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).syscall !== undefined)
        throw new FileError(`Cannot write to ${parent}`, error, help);
      throw error;
    }
  };
  const directory = refusing(() => mkdtempSync(join(parent, "tenantry-")));
  try {
    return refusing(() => work(directory));
  } finally {
    rmSync(directory, { recursive: true });
  }
}
