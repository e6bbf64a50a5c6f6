import { join } from "node:path";
import fc from "fast-check";
import { checkFleet } from "../../modules/fleet";
import type { Fleet } from "../../modules/model";
import { type LoadBalancerPlan, type Plan, type PlannedRule, planFleet } from "../../modules/plan";
import { arbitraryFleet, decodeFiles } from "../support/arbitrary-fleet";
import { type ReadLoadBalancer, readIngresses } from "../support/controller-reader";
import { runs } from "../support/property-runs";
import { appliedObjects } from "../support/synthesized-stacks";

/** `routes` shows the plan; this shows that the controller makes exactly that of the generated Terraform. */

function withoutService({ action }: Pick<PlannedRule, "action">) {
  if (action.type !== "forward") return action;
  return { ...action, targetGroups: action.targetGroups.map(({ name, weight }) => ({ name, weight })) };
}

function planned({ name, listeners }: LoadBalancerPlan) {
  return {
    name,
    listeners: listeners.map(({ port, protocol, rules, default: action }) => ({
      port,
      protocol,
      default: withoutService({ action }),
      rules: rules.map((rule) => ({
        priority: rule.priority,
        ingress: rule.ingress,
        hosts: [...rule.conditions.hosts].sort(),
        paths: [...rule.conditions.paths].sort(),
        sourceIps: [...rule.conditions.sourceIps].sort(),
        action: withoutService(rule),
      })),
    })),
  };
}

function read({ name, listeners }: ReadLoadBalancer) {
  const sorted = (values: readonly string[] = []) => [...values].sort();
  return {
    name,
    listeners: listeners.map(({ rules, ...listener }) => ({
      ...listener,
      rules: rules.map(({ priority, ingress, conditions, action }) => ({
        priority,
        ingress,
        hosts: sorted(conditions["host-header"]),
        paths: sorted(conditions["path-pattern"]),
        sourceIps: sorted(conditions["source-ip"]),
        action,
      })),
    })),
  };
}

/** What the controller makes of the generated stacks, and what the plan says. */
function compare(fleet: Fleet, plan: Plan) {
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
  expect(readIngresses(appliedObjects(fleet, plan)).map(read)).toEqual(plan.loadBalancers.map(planned).sort(byName));
}

test("the example fleet's Ingresses, read back as the controller does, are its plan rule for rule", () => {
  const { fleet, plan } = checkFleet(join(__dirname, "../support/example"));
  compare(fleet!, plan!);
});

test("so are those of random fleets", () => {
  fc.assert(
    fc.property(arbitraryFleet, (files) => {
      const fleet = decodeFiles(files);
      compare(fleet, planFleet(fleet));
    }),
    runs(12),
  );
});
