import { quote, type UncodedFinding } from "../../findings";
import { inTenant, isWrongInTenant } from "../support/context";
import { defineRule } from "../support/define-rule";
import { pathProblem } from "../support/route-paths";

/** A route's path is one that the Kubernetes API, the controller and ALB all take. */
export const invalidPath = defineRule({
  code: "invalid-path",
  severity: "error",
  summary: "a path that Kubernetes, the controller or ALB does not take",
  help: "Absolute, of ALB's characters; wildcards with ImplementationSpecific only; Exact and Prefix in normal form.",
  valid: [{ tenants: { acme: { hosts: ["acme.shop.example"], routes: [{ path: "/api", service: "api" }] } } }],
  invalid: [
    { tenants: { acme: { hosts: ["acme.shop.example"], routes: [{ path: "api", service: "api" }] } } },
    { tenants: { acme: { hosts: ["acme.shop.example"], routes: [{ path: "/*", service: "api" }] } } },
  ],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const tenant of context.tenants) {
      tenant.routes.forEach((route, index) => {
        // Of a type that is not known, only what no type allows can be said.
        const isTypeKnown = !isWrongInTenant(context, tenant, ["routes", index, "pathType"]);
        const problem = pathProblem(isTypeKnown ? route : { ...route, pathType: "ImplementationSpecific" });
        if (problem === undefined) return;
        const [what, help] = problem;
        const message = `The path ${quote(route.path)} ${what}.`;
        findings.push(inTenant(context, tenant, ["routes", index, "path"], { message, help }));
      });
    }
    return findings;
  },
});
