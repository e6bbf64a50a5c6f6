import { closeSync, constants, type Dirent, fstatSync, lstatSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors";
import {
  type FileProblem,
  type FleetEntry,
  type FleetFiles,
  NOT_REGULAR,
  tenantsUnreadable,
  tooLarge,
} from "./fleet-files";
import { PLATFORM_FILE, TENANTS_DIRECTORY } from "./layout";

/** The fleet directory or `platform.json` cannot be opened: wrong usage rather than a wrong fleet. */
export class FleetNotFoundError extends UserError {
  override readonly name = "FleetNotFoundError";
  override readonly code = "fleet-not-found";
}

/** A fleet as it stands in a directory. */
export class DiskFiles implements FleetFiles {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  readPlatform(maxBytes: number): Buffer | FileProblem {
    const path = join(this.#directory, PLATFORM_FILE);
    let stats: ReturnType<typeof lstatSync>;
    try {
      stats = lstatSync(path);
    } catch (error) {
      throw new FleetNotFoundError(
        `Cannot open ${path} (${errorCode(error)}). A fleet is a directory with platform.json and tenants/; name it with --fleet DIR or FLEET.`,
      );
    }
    if (stats.isSymbolicLink()) return NOT_REGULAR;
    if (!stats.isFile()) throw new FleetNotFoundError(`Cannot open ${path}: it is not a regular file.`);
    const bytes = readRegularFile(path, maxBytes);
    if (!Buffer.isBuffer(bytes) && bytes[0] === UNREADABLE) {
      throw new FleetNotFoundError(`Cannot open ${path}: ${bytes[1]}`);
    }
    return bytes;
  }

  listTenants(): readonly FleetEntry[] | FileProblem {
    const path = join(this.#directory, TENANTS_DIRECTORY);
    try {
      if (lstatSync(path).isSymbolicLink()) return NOT_REGULAR;
      return readdirSync(path, { withFileTypes: true }).map((entry) => ({ name: entry.name, kind: kindOf(entry) }));
    } catch (error) {
      return tenantsUnreadable(errorCode(error));
    }
  }

  readTenant(name: string, maxBytes: number): Buffer | FileProblem {
    return readRegularFile(join(this.#directory, TENANTS_DIRECTORY, name), maxBytes);
  }
}

function kindOf(entry: Dirent): FleetEntry["kind"] {
  if (entry.isFile()) return "file";
  return entry.isDirectory() ? "directory" : "other";
}

const UNREADABLE = "unreadable-file";

/** Every file is read into this one, which takes half the time that a buffer for each took. It grows as it must. */
let buffer = Buffer.allocUnsafeSlow(64 * 1024);

/**
 * The file's bytes, until the next call.
 *
 * O_NOFOLLOW and O_NONBLOCK: a link or FIFO that took the file's place since the listing is refused, not waited for.
 */
function readRegularFile(path: string, maxBytes: number): Buffer | FileProblem {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return NOT_REGULAR;
    if (stats.size > maxBytes) return tooLarge(stats.size, maxBytes);
    if (stats.size > buffer.length) buffer = Buffer.allocUnsafeSlow(stats.size);
    let length = 0;
    // One read, but for network file systems.
    while (length < stats.size) {
      const read = readSync(descriptor, buffer, length, stats.size - length, null);
      if (read === 0) break;
      length += read;
    }
    return buffer.subarray(0, length);
  } catch (error) {
    return [UNREADABLE, `The file cannot be read (${errorCode(error)}).`, "Check that it exists and its mode."];
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function errorCode(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
