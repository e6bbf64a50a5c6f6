import type * as z from "zod";
import { type DocumentPath, formatPath } from "../source";
import { recoveryAt } from "./recovery";
import { valueAt } from "./value-at";

export interface Repaired<T> {
  /** Undefined when nothing would be left. */
  readonly value: T | undefined;
  /** The places that were left out or replaced, as people write them: `hosts[0]`. */
  readonly places: readonly string[];
}

/**
 * Decodes a value without the parts that issues name: an optional part is left out, a required one replaced by its
 * recovery value, and where there is none, the part around it goes.
 */
export function repair<S extends z.ZodType>(
  schema: S,
  root: unknown,
  issues: readonly z.core.$ZodIssue[],
): Repaired<z.output<S>> {
  const copy = structuredClone(root);
  const tried = new Set<string>();
  const places = new Set<string>();
  for (let wrong = issues; ; ) {
    if (!wrong.flatMap(pathsOf).every((path) => mend(schema, copy, path, tried, places)))
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
  schema: z.core.$ZodType,
  root: unknown,
  path: DocumentPath,
  tried: Set<string>,
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
  const recovery = recoveryAt(schema, path);
  if (recovery !== undefined && isNew(`instead ${formatPath(path)}`)) {
    container[last] = structuredClone(recovery.value);
    return true;
  }
  return mend(schema, root, path.slice(0, -1), tried, places);
}
