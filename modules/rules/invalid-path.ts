import { type Finding, quote } from "../findings";
import { pathProblem } from "./route-paths";
import { inTenant, type Rule } from "./rule";

/** A route's path is one that the Kubernetes API, the controller and ALB all take. */
export const invalidPath: Rule = (context) => {
  const findings: Finding[] = [];
  for (const tenant of context.tenants) {
    tenant.routes.forEach((route, index) => {
      const problem = pathProblem(route);
      if (problem === undefined) return;
      const [what, help] = problem;
      const message = `The path ${quote(route.path)} ${what}.`;
      findings.push(inTenant(context, tenant, ["routes", index, "path"], { code: "invalid-path", message, help }));
    });
  }
  return findings;
};
