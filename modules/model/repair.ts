import type * as z from "zod";
import { type DocumentPath, formatPath } from "../source";
import { valueAt } from "./value-at";

/**
 * What stands in for required parts of a file that are wrong, so that the rest can be looked at: by path, where `*`
 * is any key and `#` any index.
 */
export type Placeholders = Readonly<Record<string, unknown>>;

export interface Repaired<T> {
  /** Undefined when nothing would be left. */
  readonly value: T | undefined;
  /** The places that were left out or replaced, as people write them: `hosts[0]`. */
  readonly places: readonly string[];
}

/**
 * Decodes a value without the parts that issues name: an optional part is left out, a required one replaced by its
 * placeholder, and where there is none, the part around it goes.
 */
export function repair<S extends z.ZodType>(
  schema: S,
  root: unknown,
  issues: readonly z.core.$ZodIssue[],
  placeholders: Placeholders,
): Repaired<z.output<S>> {
  const copy = structuredClone(root);
  const tried = new Set<string>();
  const places = new Set<string>();
  for (let wrong = issues; ; ) {
    if (!wrong.flatMap(pathsOf).every((path) => mend(copy, path, tried, placeholders, places)))
      return { value: undefined, places: [...places] };
    const result = schema.safeParse(copy);
    if (result.success) return { value: result.data, places: [...places] };
    wrong = result.error.issues;
  }
}

function pathsOf(issue: z.core.$ZodIssue): DocumentPath[] {
  const path = issue.path as DocumentPath;
  return issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...path, key]) : [path];
}

/** Takes the next step at a path: leaves it out, then replaces it, then does the same with what is around it. */
function mend(
  root: unknown,
  path: DocumentPath,
  tried: Set<string>,
  placeholders: Placeholders,
  places: Set<string>,
): boolean {
  const last = path.at(-1);
  if (last === undefined) return false;
  const parent = valueAt(root, path.slice(0, -1));
  // What is around it went already, for another issue.
  if (typeof parent !== "object" || parent === null) return true;
  const container = parent as Record<string | number, unknown>;
  places.add(formatPath(path));
  const isNew = (step: string) => {
    const before = tried.size;
    return tried.add(step).size > before;
  };
  if (!Array.isArray(parent) && Object.hasOwn(parent, last) && isNew(`without ${formatPath(path)}`)) {
    delete container[last];
    return true;
  }
  const placeholder = placeholderAt(placeholders, path);
  if (placeholder !== undefined && isNew(`instead ${formatPath(path)}`)) {
    container[last] = structuredClone(placeholder);
    return true;
  }
  return mend(root, path.slice(0, -1), tried, placeholders, places);
}

function placeholderAt(placeholders: Placeholders, path: DocumentPath): unknown {
  const matches = (pattern: string) => {
    const parts = pattern.split(".");
    const fits = (part: string, at: string | number) => part === (typeof at === "number" ? "#" : at) || part === "*";
    return parts.length === path.length && parts.every((part, index) => fits(part, path[index]!));
  };
  const pattern = Object.keys(placeholders).find(matches);
  return pattern === undefined ? undefined : placeholders[pattern];
}
