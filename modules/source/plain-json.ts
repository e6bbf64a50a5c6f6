/**
 * The value, when the text is plain JSON in which no key repeats; else undefined. `JSON.parse` keeps quiet about
 * repeated keys, but writing its value out again then gives less than the text without its white space.
 */
export function parsePlainJson(text: string): { value: unknown } | undefined {
  if (text.includes("__proto__") || /\\u[dD][89a-fA-F]/.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const compact = text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, "$1");
  return compact === JSON.stringify(value) ? { value } : undefined;
}
