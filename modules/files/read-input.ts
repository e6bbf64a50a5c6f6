import { closeSync, openSync, readSync } from "node:fs";
import { UserError } from "../errors";
import { FileError } from "./file-error";

/** About 25,000 Ingresses, as a list or as a plan; V8 itself refuses texts of more than 512 MiB. */
const MAX_MIB = 256;
const CHUNK_BYTES = 1024 * 1024;

/** An input that goes on after the most that is read: no list and no plan does. */
export class InputTooLargeError extends UserError {
  override readonly name = "InputTooLargeError";
  override readonly code = "input-too-large";
}

/**
 * The text of a file that the user named.
 *
 * @throws FileError, InputTooLargeError
 */
export function readInput(path: string): string {
  return decodeText(readInputBytes(path));
}

/**
 * The content of a file that the user named, of at most 256 MiB.
 *
 * @throws FileError, InputTooLargeError
 */
export function readInputBytes(path: string): Buffer {
  return reading(path, () => {
    const file = openSync(path, "r");
    try {
      return readAll(file, path);
    } finally {
      closeSync(file);
    }
  });
}

/** By its number: process.stdin would make a pipe non-blocking, which cannot be read in one go. */
const STANDARD_INPUT = 0;

/**
 * The text that is piped in, of at most 256 MiB.
 *
 * @throws FileError, InputTooLargeError
 */
export function readStandardInput(): string {
  const name = "the standard input";
  return decodeText(reading(name, () => readAll(STANDARD_INPUT, name)));
}

/**
 * A text as programs write it: UTF-8, or UTF-16, which is what `>` makes in Windows PowerShell. A byte order mark is no
 * part of it.
 */
export function decodeText(bytes: Buffer): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

/** By the byte order mark, or by where the zero stands beside the first character, which is ASCII in JSON (RFC 4627, 3). */
function encodingOf([first, second]: Buffer): "utf-16le" | "utf-16be" | "utf-8" {
  if (second === undefined) return "utf-8";
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return "utf-16be";
  return "utf-8";
}

function reading(name: string, read: () => Buffer): Buffer {
  try {
    return read();
  } catch (error) {
    throw error instanceof InputTooLargeError ? error : new FileError(`Cannot read ${name}`, error);
  }
}

/** A pipe or a device does not say how much it has, so reading stops at the limit. */
function readAll(file: number, name: string): Buffer {
  const chunks: Buffer[] = [];
  for (let length = 0; ; ) {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const bytes = readSync(file, chunk);
    if (bytes === 0) return Buffer.concat(chunks, length);
    length += bytes;
    if (length > MAX_MIB * 1024 * 1024) {
      throw new InputTooLargeError(`There is more in ${name} than ${MAX_MIB} MiB, the most that is read of an input.`);
    }
    chunks.push(chunk.subarray(0, bytes));
  }
}
