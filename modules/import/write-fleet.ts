import { lstatSync, mkdirSync, readdirSync, rmSync, type Stats } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors";
import { writeNewFile } from "../files";
import { PLATFORM_FILE, TENANTS_DIRECTORY } from "../source";

/** A directory that a fleet cannot be written to. Its message is meant for the user. */
export class NotWritableError extends UserError {
  override readonly name = "NotWritableError";
  override readonly code = "not-writable";
}

/**
 * Makes sure that there is no fleet yet, not even a part of one.
 *
 * @throws NotWritableError
 */
export function requireNoFleet(directory: string): void {
  const platform = join(directory, PLATFORM_FILE);
  if (statOf(platform) !== undefined) throw new NotWritableError(`${platform} exists already, and ${NO_OVERWRITING}`);
  const tenants = join(directory, TENANTS_DIRECTORY);
  const stats = statOf(tenants);
  if (stats === undefined) return;
  if (!stats.isDirectory()) throw new NotWritableError(`${tenants} is not a directory.`);
  const [first] = looking(tenants, () => readdirSync(tenants)).filter((name) => name.endsWith(".json"));
  if (first === undefined) return;
  throw new NotWritableError(`${join(tenants, first)} exists already, and ${NO_OVERWRITING}`);
}

const NO_OVERWRITING =
  "nothing is overwritten. Name an empty directory with --fleet; tenants can be moved over by hand.";

/**
 * Writes the files of a new fleet, all or none.
 *
 * @param files by path relative to the directory, which is made where it is missing
 * @throws NotWritableError
 */
export function writeFleet(directory: string, files: ReadonlyMap<string, string>): void {
  requireNoFleet(directory);
  const written: string[] = [];
  try {
    mkdirSync(join(directory, TENANTS_DIRECTORY), { recursive: true });
    for (const [file, text] of files) {
      const path = join(directory, file);
      writeNewFile(path, text);
      written.push(path);
    }
  } catch (error) {
    for (const path of written) rmSync(path, { force: true });
    const why = (error as Error).message.replace(/\.$/, "");
    throw new NotWritableError(`The fleet could not be written, and nothing is left of it: ${why}.`, { cause: error });
  }
}

function statOf(path: string): Stats | undefined {
  return looking(path, () => lstatSync(path, { throwIfNoEntry: false }));
}

function looking<T>(path: string, look: () => T): T {
  try {
    return look();
  } catch (error) {
    throw new NotWritableError(`Cannot look at ${path}: ${(error as Error).message}.`, { cause: error });
  }
}
