/*
 * Values of annotations as the controller's parser reads them (pkg/annotations/parser.go).
 */

/** `a, b` as the controller reads it; an empty value counts as no annotation. */
export function readList(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/**
 * `a=1,b=2` as the controller reads it; a comma behind a backslash belongs to its value. Undefined when it is
 * malformed, which stops the group.
 */
export function readMap(text: string): Map<string, string> | undefined {
  const pairs = new Map<string, string>();
  for (const part of splitPairs(text)) {
    const at = part.indexOf("=");
    const key = part.slice(0, at).trim();
    if (at < 0 || key === "") return undefined;
    pairs.set(key, part.slice(at + 1).trim());
  }
  return pairs;
}

function splitPairs(text: string): string[] {
  const parts: string[] = [];
  let current = "";
  for (let at = 0; at < text.length; at++) {
    const rest = text.slice(at + 1).trim();
    if (text[at] === "\\" && at + 1 < text.length) current += text[++at];
    else if (text[at] !== ",") current += text[at];
    else if (rest.includes("=")) {
      parts.push(current.trim());
      current = "";
    } else if (rest === "") current += ",";
    else return [...parts, current.trim(), rest];
  }
  return current === "" ? parts : [...parts, current.trim()];
}

/** A flag as Go's strconv.ParseBool reads it; undefined when it is malformed, which is an error. */
export function readFlag(text: string): boolean | undefined {
  if (["1", "t", "T", "TRUE", "true", "True"].includes(text)) return true;
  if (["0", "f", "F", "FALSE", "false", "False"].includes(text)) return false;
  return undefined;
}

/** A 32-bit integer as Go's strconv.ParseInt reads it; undefined when it is malformed, which is an error. */
export function readInteger(text: string): number | undefined {
  const number = Number(text);
  return /^[+-]?\d+$/.test(text) && number >= -(2 ** 31) && number < 2 ** 31 ? number : undefined;
}
