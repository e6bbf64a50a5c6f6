/*
 * JSON as the controller reads it. Go takes the keys of a structure without regard to case, so the `Type` and
 * `RedirectConfig` of older guides work as well as `type` and `redirectConfig`; of keys that differ in case alone the
 * last one counts; null is the same as nothing.
 */

export type JsonObject = Readonly<Record<string, unknown>>;

/** What a text is; undefined when it is not JSON. */
export function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value of a key, whatever its case; undefined when there is none. */
export function field(object: JsonObject, key: string): unknown {
  const wanted = key.toLowerCase();
  const entry = Object.entries(object).findLast(([name]) => name.toLowerCase() === wanted);
  return entry?.[1] ?? undefined;
}
