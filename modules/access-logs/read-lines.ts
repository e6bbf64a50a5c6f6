import type { Readable } from "node:stream";

/** Longer than any entry: Host, path and user agent together have 64 KiB at most. */
const LONGEST_LINE = 1 << 18;

/** Gets a line as a part of a larger text; without its end. */
export type OnLine = (text: string, start: number, end: number) => void;

/**
 * Calls back for every line of a stream, in constant memory. Bytes become characters one by one (ISO 8859-1): entries
 * are ASCII.
 *
 * @param onLine for lines; a last one without an end counts too, and is called for also when the stream breaks there
 * @param onTooLong for every line that is longer than an entry can be
 * @throws what the stream fails with, after the lines before
 */
export async function readLines(stream: Readable, onLine: OnLine, onTooLong: () => void): Promise<void> {
  let rest = "";
  let skipping = false;
  const finish = () => {
    if (rest !== "") onLine(rest, 0, rest.length);
    rest = "";
  };
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const text = rest + chunk.toString("latin1");
      let start = 0;
      for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", start)) {
        if (skipping) skipping = false;
        else if (end > start) onLine(text, start, text.charCodeAt(end - 1) === 0x0d ? end - 1 : end);
        start = end + 1;
      }
      rest = skipping ? "" : text.slice(start);
      if (rest.length > LONGEST_LINE) {
        onTooLong();
        rest = "";
        skipping = true;
      }
    }
  } finally {
    finish();
  }
}
