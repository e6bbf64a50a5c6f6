import { type Dirent, readdirSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Readable } from "node:stream";
import { FileError } from "../files";
import { compareText } from "../findings";
import { type LogFile, readFileName } from "./log-files";

/** Read at once: fewer, larger pieces take less time. */
const PIECE_BYTES = 1 << 16;

/**
 * The access logs in a directory and those below, by name: `*.log` and `*.log.gz`.
 *
 * @param since files that are by their name about an earlier time are left out
 * @throws FileError when a directory can't be opened
 */
export function directoryFiles(directory: string, since: Date | undefined): LogFile[] {
  return entriesOf(directory)
    .filter((entry) => entry.isFile() && /\.log(?:\.gz)?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort(compareText)
    .map((path) => ({
      name: path,
      compressed: path.endsWith(".gz"),
      ...nameParts(basename(path)),
      open: () => openFile(path),
    }))
    .filter(({ end }) => since === undefined || end === undefined || Date.parse(end) >= since.getTime());
}

function nameParts(name: string): Pick<LogFile, "loadBalancer" | "end"> {
  return readFileName(name) ?? { loadBalancer: undefined, end: undefined };
}

function entriesOf(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true });
  } catch (error) {
    throw new FileError(`Cannot read the directory ${directory}`, error);
  }
}

async function openFile(path: string): Promise<Readable> {
  try {
    return (await open(path)).createReadStream({ highWaterMark: PIECE_BYTES });
  } catch (error) {
    throw new FileError(`Cannot read ${path}`, error);
  }
}
