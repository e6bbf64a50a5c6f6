import type { Finding } from "../findings";
import type { RouteInput } from "../model";
import { inTenant, type Rule } from "./rule";

/** A route's path is one that the Kubernetes API, the controller and ALB all take. */
export const invalidPath: Rule = (context) => {
  const findings: Finding[] = [];
  for (const tenant of context.tenants) {
    tenant.routes.forEach((route, index) => {
      const problem = pathProblem(route);
      if (problem === undefined) return;
      const [what, help] = problem;
      const message = `The path ${JSON.stringify(route.path)} ${what}.`;
      findings.push(inTenant(context, tenant, ["routes", index, "path"], { code: "invalid-path", message, help }));
    });
  }
  return findings;
};

/** ALB's characters of a path pattern (listener rules, path conditions), wildcards apart. */
const ALB_PATH = /^[A-Za-z0-9_\-.$/~"'@:+&*?]*$/;

function pathProblem({ path, pathType }: RouteInput): [what: string, help: string] | undefined {
  if (!path.startsWith("/")) return ["does not begin with /", "Write an absolute path such as /api."];
  if (!ALB_PATH.test(path)) {
    return [
      "contains a character that ALB does not allow in a path",
      "Use letters, digits and _ - . $ / ~ \" ' @ : + & only.",
    ];
  }
  if (pathType === "ImplementationSpecific") return undefined;
  if (/[*?]/.test(path)) {
    return [
      `contains a wildcard, but its type is ${pathType}`,
      'Set "pathType": "ImplementationSpecific", or remove the wildcard.',
    ];
  }
  // As the Kubernetes API has it for Exact and Prefix (k8s.io/kubernetes, networking validation, validateIngressPath).
  if (/\/\/|\/\.\.?(?:\/|$)/.test(path)) {
    return ["contains //, /./ or /../, which Kubernetes refuses", "Write the path in its normal form."];
  }
  return undefined;
}
