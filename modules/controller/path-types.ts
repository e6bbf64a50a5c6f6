/** Kubernetes path types and what the controller makes of them (pkg/ingress/model_build_listener_rules.go). */
export type PathType = "Exact" | "Prefix" | "ImplementationSpecific";

/** A path of an Ingress, and so of a route: where it matches. */
export interface TypedPath {
  readonly path: string;
  readonly pathType: PathType;
}

/** What answers everything that no other path answers. */
export const CATCH_ALL: TypedPath = { path: "/*", pathType: "ImplementationSpecific" };

/** The same without a path condition, where a rule has no value left for one. */
export const NO_PATH: TypedPath = { path: "", pathType: "ImplementationSpecific" };

/** The path patterns of the listener rule for a path: Prefix `/foo` gives `/foo` and `/foo/*`, no path gives none. */
export function pathPatterns({ path, pathType }: TypedPath): string[] {
  if (pathType !== "Prefix") return path === "" ? [] : [path];
  const prefix = normalizePrefix(path);
  return prefix === "/" ? ["/*"] : [prefix, `${prefix}/*`];
}

/** Kubernetes reads the prefixes `/foo` and `/foo/` the same; one spelling gives one rule. */
export function normalizePrefix(path: string): string {
  return path.replace(/(?<=.)\/+$/, "");
}

/** Paths in the controller's order: Exact as written, Prefix with the longest first, ImplementationSpecific as written. */
export function orderPaths<Path extends TypedPath>(paths: readonly Path[]): Path[] {
  if (paths.length < 2) return [...paths];
  const ofType = (pathType: PathType) => paths.filter((path) => path.pathType === pathType);
  const length = ({ path }: Path) => normalizePrefix(path).length;
  return [
    ...ofType("Exact"),
    ...ofType("Prefix").sort((a, b) => length(b) - length(a)),
    ...ofType("ImplementationSpecific"),
  ];
}
