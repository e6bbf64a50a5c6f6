import { type Finding, quote } from "../findings";
import { pathProblem } from "./route-paths";
import { inTenant, isWrongInTenant, type Rule } from "./rule";

/** A route's path is one that the Kubernetes API, the controller and ALB all take. */
export const invalidPath: Rule = (context) => {
  const findings: Finding[] = [];
  for (const tenant of context.tenants) {
    tenant.routes.forEach((route, index) => {
      // Of a type that is not known, only what no type allows can be said.
      const isTypeKnown = !isWrongInTenant(context, tenant, ["routes", index, "pathType"]);
      const problem = pathProblem(isTypeKnown ? route : { ...route, pathType: "ImplementationSpecific" });
      if (problem === undefined) return;
      const [what, help] = problem;
      const message = `The path ${quote(route.path)} ${what}.`;
      findings.push(inTenant(context, tenant, ["routes", index, "path"], { code: "invalid-path", message, help }));
    });
  }
  return findings;
};
