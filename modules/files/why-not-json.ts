import { visit } from "jsonc-parser";

/**
 * Why a text that a program should have written is not JSON, as a predicate: `is empty`, `is cut off: …`, `is not JSON
 * …`. It never quotes the text, where secrets may stand.
 */
export function whyNotJson(text: string): string {
  if (text.trim() === "") return "is empty";
  let first: number | undefined;
  const onError = (_error: unknown, offset: number) => {
    first ??= offset;
  };
  visit(text, { onError }, { disallowComments: true });
  // What a string may not contain, JSON.parse knows better.
  if (first === undefined) return "is not JSON";
  const lines = text.slice(0, first).split("\n");
  const place = `line ${lines.length}, column ${lines.at(-1)!.length + 1}`;
  const isCutOff = text.slice(first).trim() === "" || /^"[^"]*$/.test(text.slice(first));
  return isCutOff ? `is cut off: its JSON goes on behind ${place}` : `is not JSON from ${place} on`;
}
