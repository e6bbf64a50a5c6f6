/*
 * Lists and maps in the values of annotations (pkg/annotations/parser.go).
 */

/** `a, b` as the controller reads it; an empty value counts as no annotation. */
export function readList(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** `a=1,b=2` as the controller reads it; undefined when it is malformed, which stops the group. */
export function readMap(text: string): Map<string, string> | undefined {
  const pairs = new Map<string, string>();
  for (const part of readList(text)) {
    const at = part.indexOf("=");
    if (at < 1) return undefined;
    pairs.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
  }
  return pairs;
}
