/**
 * JSON as the controller reads it. Go takes the keys of a structure without regard to case, so the `Type` and
 * `RedirectConfig` of older guides work as well as `type` and `redirectConfig`.
 */

/** The object that a text is; undefined when it is anything else. */
export function parseObject(text: string): object | undefined {
  const value = parse(text);
  return isObject(value) ? value : undefined;
}

/** The list that a text is; undefined when it is anything else. */
export function parseArray(text: string): unknown[] | undefined {
  const value = parse(text);
  return Array.isArray(value) ? value : undefined;
}

/** The value of a key, whatever its case. */
export function field(object: object, key: string): unknown {
  const wanted = key.toLowerCase();
  return Object.entries(object).find(([name]) => name.toLowerCase() === wanted)?.[1];
}

/** The text of a key, whatever its case; undefined when it is none. */
export function textField(object: object, key: string): string | undefined {
  const value = field(object, key);
  return typeof value === "string" ? value : undefined;
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
