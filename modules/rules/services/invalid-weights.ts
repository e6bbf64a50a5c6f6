import { AWS_LIMITS } from "../../aws";
import type { UncodedFinding } from "../../findings";
import type { DocumentPath } from "../../source";
import { inTenant } from "../support/context";
import { defineRule } from "../support/define-rule";

/** Weights name two to five services (five target groups per action), and not all are 0. */
export const invalidWeights = defineRule({
  code: "invalid-weights",
  severity: "error",
  summary: "weights that are not of 2 to 5 services, or all 0",
  valid: [{ tenants: { acme: { hosts: ["acme.shop.example"], weights: { web: 90, api: 10 } } } }],
  invalid: [
    { tenants: { acme: { hosts: ["acme.shop.example"], weights: { web: 1 } } } },
    { tenants: { acme: { hosts: ["acme.shop.example"], weights: { web: 0, api: 0 } } } },
  ],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const tenant of context.tenants) {
      const check = (weights: Readonly<Record<string, number>> | undefined, path: DocumentPath) => {
        if (weights === undefined) return;
        const problem = weightsProblem(Object.values(weights));
        if (problem === undefined) return;
        findings.push(inTenant(context, tenant, path, { ...problem }));
      };
      check(tenant.weights, ["weights"]);
      tenant.routes.forEach((route, index) => {
        check(route.weights, ["routes", index, "weights"]);
      });
    }
    return findings;
  },
});

function weightsProblem(values: readonly number[]): { message: string; help: string } | undefined {
  const most = AWS_LIMITS.targetGroupsPerAction;
  if (values.length < 2) return { message: "Weights must name at least two services.", help: 'Use "service" for one.' };
  if (values.length > most) {
    return {
      message: `Weights name ${values.length} services; ALB allows ${most} target groups in an action.`,
      help: `Keep at most ${most}.`,
    };
  }
  if (values.every((value) => value === 0)) {
    return {
      message: "All weights are 0, so nothing would answer.",
      help: "Give at least one service a weight above 0.",
    };
  }
  return undefined;
}
