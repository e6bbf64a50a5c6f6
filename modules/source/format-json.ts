const LINE_WIDTH = 100;

/** JSON as people write it: two spaces, and what fits in a line stands in one; the outermost object never does. */
export function formatJson(value: object): string {
  return `${expanded(value, "")}\n`;
}

function formatted(value: unknown, indent: string, before: number): string {
  const line = inline(value);
  const fits = indent.length + before + line.length + ",".length <= LINE_WIDTH;
  return typeof value !== "object" || value === null || (fits && !isListOfObjects(value))
    ? line
    : expanded(value, indent);
}

/** Entries with several parts are easier to read, and to change, each in its own line. */
function isListOfObjects(value: object): boolean {
  return Array.isArray(value) && value.length > 1 && value.every((item) => typeof item === "object" && item !== null);
}

function expanded(value: object, indent: string): string {
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const entries = Array.isArray(value)
    ? value.map((item) => formatted(item, inner, 0))
    : definedEntries(value).map(([key, item]) => `${JSON.stringify(key)}: ${formatted(item, inner, key.length + 4)}`);
  if (entries.length === 0) return open + close;
  return `${open}\n${entries.map((entry) => inner + entry).join(",\n")}\n${indent}${close}`;
}

function inline(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  const entries = definedEntries(value).map(([key, item]) => `${JSON.stringify(key)}: ${inline(item)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

function definedEntries(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, item]) => item !== undefined);
}
