import { compareText } from "../findings";

/**
 * Values of a plan as they may be shown: what Terraform marks as sensitive, or does not know before it applies, is
 * replaced before anything looks at it, so that no output can print it by mistake.
 */

/** Stands in a value's place. */
export class Redacted {
  private constructor(private readonly words: string) {}

  static readonly sensitive = new Redacted("(sensitive)");
  static readonly unknown = new Redacted("(known after apply)");
  /** Below the deepest level of any resource here; plans can be nested as deeply as somebody likes. */
  static readonly tooDeep = new Redacted("(nested too deeply)");

  toString(): string {
    return this.words;
  }
}

/** Ingresses have some 15 levels, dashboards are text. */
const MAX_DEPTH = 64;

/**
 * A value without what must not be shown.
 *
 * @param sensitive marks as in `before_sensitive`: true, or the structure of the value with true where it is
 *   sensitive. A part is hidden when one of the marks says so: what becomes sensitive is a secret already.
 * @param unknown marks as in `after_unknown`; such parts are absent from the value
 */
export function visible(value: unknown, sensitive: readonly unknown[], unknown: unknown): unknown {
  // Most values have marks of nothing; there is no need to copy those.
  const marked = [...sensitive, unknown].some((mark) => needsLook(mark, true));
  return marked || needsLook(value) ? redacted(value, sensitive, unknown, 0) : value;
}

function redacted(value: unknown, sensitive: readonly unknown[], unknown: unknown, depth: number): unknown {
  if (sensitive.includes(true)) return Redacted.sensitive;
  if (unknown === true) return Redacted.unknown;
  if (depth > MAX_DEPTH) return Redacted.tooDeep;
  const part = (key: string | number) =>
    redacted(
      at(value, key),
      sensitive.map((mark) => at(mark, key)),
      at(unknown, key),
      depth + 1,
    );
  if (Array.isArray(value) || (value == null && Array.isArray(unknown))) {
    return Array.from({ length: Math.max(list(value).length, list(unknown).length) }, (_, index) => part(index));
  }
  if (isRecord(value) || (value == null && isRecord(unknown))) {
    return Object.fromEntries([...new Set([...keys(value), ...keys(unknown)])].map((key) => [key, part(key)]));
  }
  return value;
}

/** Whether a value from JSON has a part that equals `sought`, or is nested too deeply to be taken as it is. */
function needsLook(value: unknown, sought?: true, depth = 0): boolean {
  if (typeof value !== "object" || value === null) return sought !== undefined && value === sought;
  return depth > MAX_DEPTH || Object.values(value).some((part) => needsLook(part, sought, depth + 1));
}

/**
 * What a text in JSON holds, cut at a depth that no annotation reaches.
 *
 * @throws SyntaxError
 */
export function parseJson(json: string): unknown {
  return visible(JSON.parse(json), [], undefined);
}

/** The part of a value at a path; undefined where there is none; what is hidden hides its parts. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let current = value;
  for (const key of path) {
    if (current instanceof Redacted) return current;
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<string | number, unknown>)[key];
  }
  return current;
}

/** A list's elements; none when it is absent or something else. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The entries of a map of texts, as text. What is hidden as a whole has one entry that says so. */
export function textMap(value: unknown): ReadonlyMap<string, string> {
  if (value instanceof Redacted) return new Map([["", text(value)]]);
  return new Map(
    Object.entries(isRecord(value) ? value : {})
      .filter(([, entry]) => entry != null)
      .map(([key, entry]) => [key, text(entry)]),
  );
}

/** A scalar as text; empty where there is none. */
export function text(value: unknown): string {
  if (value == null) return "";
  if (value instanceof Redacted || typeof value !== "object") return String(value);
  return JSON.stringify(value, (_, inner) => (inner instanceof Redacted ? String(inner) : inner));
}

/** A value as JSON can have it; null where there is none. */
export function jsonValue(value: unknown): unknown {
  return value === undefined
    ? null
    : JSON.parse(JSON.stringify(value, (_, inner) => (inner instanceof Redacted ? String(inner) : inner)));
}

/** Whether a value says nothing to a provider: absent, an empty text, list or map, or nothing but such. */
export function isEmpty(value: unknown): boolean {
  return value === "" || withoutEmpty(value) === undefined;
}

/** Whether two values are the same for a provider: absent, empty lists and empty maps are one. */
export function sameValue(a: unknown, b: unknown): boolean {
  return text(withoutEmpty(a)) === text(withoutEmpty(b));
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(withoutEmpty);
  if (!isRecord(value)) return value ?? undefined;
  const entries = Object.entries(value)
    .map(([key, entry]) => [key, withoutEmpty(entry)] as const)
    .filter(([, entry]) => entry !== undefined && entry !== "")
    .sort(([x], [y]) => compareText(x, y));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function keys(value: unknown): string[] {
  return isRecord(value) ? Object.keys(value) : [];
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Redacted);
}
