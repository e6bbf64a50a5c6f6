import { pipeline, type Readable, type TransformOptions } from "node:stream";
import { createGunzip, type ZlibOptions } from "node:zlib";
import { readLines } from "../access-logs";
import { UserError } from "../errors";
import { EntryCounter, type EntryCounterOptions } from "./entry-counter";
import { FileGoneError, type LogFile } from "./log-files";
import type { Top } from "./types";

export interface TopOptions extends EntryCounterOptions {
  /** In the order in which they are read. */
  readonly files: readonly LogFile[];
  /** Called before each file. */
  readonly onProgress?: (progress: TopProgress) => void;
}

export interface TopProgress {
  /** The file that is read, from 1. */
  readonly file: number;
  readonly files: number;
  /** Entries read so far. */
  readonly entries: number;
}

/** Files that are opened and unpacked ahead of the one that is read: the time to reach each is spent meanwhile. */
const AHEAD = 4;

/** Unpacked in larger pieces it is faster; each file that is open holds some of them. */
const PIECE_BYTES = 1 << 16;

/** Unpacked before it is asked for: another thread does that while entries are counted. */
const AHEAD_BYTES = 1 << 18;

const UNPACKING: ZlibOptions & TransformOptions = { chunkSize: PIECE_BYTES, highWaterMark: AHEAD_BYTES };

/**
 * Reads access logs, one file after the other, and adds them up. What it needs of memory does not depend on how much
 * there is to read.
 *
 * @throws UserError when a file can't be opened, or ALBs can't be told apart; a file that breaks off is part of the result
 */
export async function countEntries(options: TopOptions): Promise<Top> {
  const { files, onProgress } = options;
  const counter = new EntryCounter(options);
  for (const file of files) counter.sawFile(file);
  const opened = files.slice(0, AHEAD).map(open);
  try {
    for (const [index, file] of files.entries()) {
      onProgress?.({ file: index + 1, files: files.length, entries: counter.entries });
      const next = files[index + AHEAD];
      if (next !== undefined) opened.push(open(next));
      await readFile(file, await opened[0]!, counter);
      opened.shift();
    }
  } finally {
    for (const one of opened) (await one).stream?.destroy();
  }
  return counter.result();
}

/** A file's text, or why it can't be opened: found out ahead, told when its turn comes. */
type Opened =
  | { readonly stream: Readable; readonly error?: never }
  | { readonly stream?: never; readonly error: unknown };

async function open(file: LogFile): Promise<Opened> {
  try {
    const stream = await file.open();
    if (!file.compressed) return { stream };
    // Whoever reads the unpacked text learns of errors, too.
    return { stream: pipeline(stream, createGunzip(UNPACKING), () => {}) };
  } catch (error) {
    return { error };
  }
}

async function readFile({ name }: LogFile, { stream, error }: Opened, counter: EntryCounter): Promise<void> {
  if (stream === undefined && !(error instanceof FileGoneError)) throw error;
  try {
    if (stream === undefined) throw error;
    counter.startFile(name);
    await readLines(
      stream,
      (text, start, end) => counter.addLine(text, start, end),
      () => counter.addUnparsable(),
    );
  } catch (damage) {
    if (damage instanceof UserError) throw damage;
    counter.addDamagedFile(name, (damage as Error).message);
  }
}
