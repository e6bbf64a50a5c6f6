/** Kubernetes path types and what the controller makes of them (pkg/ingress/model_build_listener_rules.go). */
export type PathType = "Exact" | "Prefix" | "ImplementationSpecific";

/** The part of a route that decides where it matches. */
export interface TypedPath {
  readonly path: string;
  readonly pathType: PathType;
}

/** What answers everything that no route answers. */
export const CATCH_ALL: TypedPath = { path: "/*", pathType: "ImplementationSpecific" };

/** The path patterns of the listener rule for a path: Prefix `/foo` gives `/foo` and `/foo/*`. */
export function pathPatterns({ path, pathType }: TypedPath): string[] {
  if (pathType !== "Prefix") return [path];
  const prefix = normalizePrefix(path);
  return prefix === "/" ? ["/*"] : [prefix, `${prefix}/*`];
}

/** Kubernetes reads the prefixes `/foo` and `/foo/` the same; one spelling gives one rule. */
export function normalizePrefix(path: string): string {
  return path.replace(/(?<=.)\/+$/, "");
}

/** Routes in the controller's order: Exact as written, Prefix with the longest first, ImplementationSpecific as written. */
export function orderRoutes<R extends TypedPath>(routes: readonly R[]): R[] {
  if (routes.length < 2) return [...routes];
  const ofType = (pathType: PathType) => routes.filter((route) => route.pathType === pathType);
  const length = (route: R) => normalizePrefix(route.path).length;
  return [
    ...ofType("Exact"),
    ...ofType("Prefix").sort((a, b) => length(b) - length(a)),
    ...ofType("ImplementationSpecific"),
  ];
}
