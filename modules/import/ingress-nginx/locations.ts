import type { TypedPath } from "../../controller";
import { compareText } from "../../findings";
import type { DumpIngress, DumpPath } from "../dump";

/** A location of nginx (internal/ingress/controller/location.go and template.go). */
export interface Location {
  /** As nginx compares it: the whole path, or its beginning. */
  readonly text: string;
  readonly isExact: boolean;
  /** The same as a path of an Ingress on ALB. */
  readonly path: TypedPath;
}

/**
 * The locations of a path. A Prefix of `/app` is the exact `/app` and everything below `/app/`; `/app/` is what begins
 * so; ImplementationSpecific `/app` is whatever begins with these letters, `/apple` too.
 */
export function locationOf({ path, pathType }: Pick<DumpPath, "path" | "pathType">): Location {
  const text = path === "" ? "/" : path;
  if (pathType === "Exact") return { text, isExact: true, path: { path: text, pathType: "Exact" } };
  if (text === "/") return { text, isExact: false, path: { path: "/", pathType: "Prefix" } };
  if (pathType === "Prefix" && !text.endsWith("/")) {
    // Its exact half stands before all that is not exact, and nothing longer can match the same.
    return { text: `${text}/`, isExact: false, path: { path: text, pathType: "Prefix" } };
  }
  return { text, isExact: false, path: { path: `${text}*`, pathType: "ImplementationSpecific" } };
}

/** Of an exact location: before every beginning, however long. */
export const EXACT_RANK = -(2 ** 31);

/** The order in which nginx prefers them: exact ones, then the longest beginning. */
export function rankOf({ text, isExact }: Pick<Location, "text" | "isExact">): number {
  return isExact ? EXACT_RANK : -text.length;
}

/**
 * Oldest first, as ingress-nginx takes them where two have the same path of a host; of the same age the last name
 * (store.go, sortIngressSlice).
 */
export function oldestFirst(a: DumpIngress, b: DumpIngress): number {
  return compareText(a.createdAt ?? "", b.createdAt ?? "") || compareText(b.id, a.id);
}
