import { Readable } from "node:stream";
import { readLines } from "../../modules/access-logs";

async function linesOf(chunks: readonly string[], fail?: Error) {
  const lines: string[] = [];
  let tooLong = 0;
  const stream = Readable.from(
    (function* () {
      for (const chunk of chunks) yield Buffer.from(chunk, "latin1");
      if (fail !== undefined) throw fail;
    })(),
  );
  const outcome = readLines(
    stream,
    (text, start, end) => lines.push(text.slice(start, end)),
    () => {
      tooLong++;
    },
  );
  const error = await outcome.then(
    () => undefined,
    (thrown: Error) => thrown.message,
  );
  return { lines, tooLong, error };
}

test.each([
  ["lines", ["a\nb\n"], ["a", "b"]],
  ["lines over several pieces", ["a", "b\nc", "", "d\n", "e\n"], ["ab", "cd", "e"]],
  ["a last line without an end", ["a\nb"], ["a", "b"]],
  ["line ends of Windows, and empty lines", ["a\r\n\n\nb\n"], ["a", "b"]],
  ["bytes that are not ASCII", ["\xe9\n"], ["\xe9"]],
  ["nothing", [], []],
])("reads %s", async (_, chunks, lines) => {
  expect(await linesOf(chunks)).toEqual({ lines, tooLong: 0, error: undefined });
});

test("passes over a line that is too long for an entry, without holding it", async () => {
  const piece = "x".repeat(100_000);
  const chunks = ["a\n", piece, piece, piece, piece, piece, "\nb\n"];
  expect(await linesOf(chunks)).toEqual({ lines: ["a", "b"], tooLong: 1, error: undefined });
});

test("gives what was read before the stream broke, then fails as it did", async () => {
  const outcome = await linesOf(["a\nb"], new Error("unexpected end of file"));
  expect(outcome).toEqual({ lines: ["a", "b"], tooLong: 0, error: "unexpected end of file" });
});
