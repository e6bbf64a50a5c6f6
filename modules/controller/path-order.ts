import type { PathType, TypedPath } from "./path-types";

/**
 * The paths of one rule of an Ingress in the controller's order (pkg/ingress/model_build_listener_rules.go,
 * sortIngressPaths): Exact, then Prefix, the longest first, then ImplementationSpecific. Lengths are those of the text
 * as it is written, so `/app/` comes before `/app`, although both match the same requests.
 */
export function orderAsWritten<P extends TypedPath>(paths: readonly P[]): P[] {
  const ofType = (pathType: PathType) => paths.filter((one) => one.pathType === pathType);
  // Go counts bytes; a path that Kubernetes accepts may hold other characters than ASCII.
  const length = ({ path }: P) => new TextEncoder().encode(path).length;
  return [
    ...ofType("Exact"),
    ...ofType("Prefix").sort((a, b) => length(b) - length(a)),
    ...ofType("ImplementationSpecific"),
  ];
}

/** The path patterns of a path's listener rule, of which the controller cuts one trailing slash; none for no path. */
export function patternsAsWritten({ path, pathType }: TypedPath): string[] {
  if (path === "") return [];
  if (pathType !== "Prefix") return [path];
  if (path === "/") return ["/*"];
  const bare = path.replace(/\/$/, "");
  return [bare, `${bare}/*`];
}
