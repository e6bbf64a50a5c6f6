import type { TypedPath } from "../../controller";

/** ALB's characters of a path pattern (listener rules, path conditions), wildcards apart. */
const ALB_PATH = /^[A-Za-z0-9_\-.$/~"'@:+&*?]*$/;

/** What is wrong with a route's path, and what to do about it. */
export function pathProblem({ path, pathType }: TypedPath): [what: string, help: string] | undefined {
  if (!path.startsWith("/")) return ["does not begin with /", "Write an absolute path such as /api."];
  if (pathType !== "ImplementationSpecific" && /[*?]/.test(path)) {
    return [
      `contains a wildcard, but its type is ${pathType}`,
      'Set "pathType": "ImplementationSpecific", or remove the wildcard.',
    ];
  }
  if (!ALB_PATH.test(path)) {
    return [
      "contains a character that ALB does not allow in a path",
      "Use letters, digits and _ - . $ / ~ \" ' @ : + & only.",
    ];
  }
  if (pathType === "ImplementationSpecific") return undefined;
  // As the Kubernetes API has it for Exact and Prefix (k8s.io/kubernetes, networking validation, validateIngressPath).
  if (/\/\/|\/\.\.?(?:\/|$)/.test(path)) {
    return ["contains //, /./ or /../, which Kubernetes refuses", "Write the path in its normal form."];
  }
  return undefined;
}
