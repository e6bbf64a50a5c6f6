import { loadBalancerOfTenantStack } from "../plan";
import { PLAN_DECISIONS } from "./decisions";
import { listNames } from "./limits";
import type { StackReview, Violation } from "./types";

/**
 * Tenants whose Ingresses one stack of a load balancer destroys and another one creates: what a change of
 * `tenantStacks` looks like when the states were not moved before.
 */
export function stackMoves(stacks: readonly StackReview[]): Violation[] {
  return stacks.flatMap((from) => {
    const loadBalancer = loadBalancerOfTenantStack(from.stack);
    if (loadBalancer === undefined) return [];
    const others = stacks.filter(
      (to) => to.stack !== from.stack && loadBalancerOfTenantStack(to.stack) === loadBalancer,
    );
    const made = new Set(others.flatMap(({ added }) => added.map(({ tenant }) => tenant)));
    const moved = from.removed.filter(({ tenant }) => made.has(tenant));
    if (moved.length === 0) return [];
    const { code, effect } = PLAN_DECISIONS.movesBetweenStacks;
    const names = listNames(moved.map(({ tenant }) => tenant));
    return [
      {
        code,
        address: moved[0]?.addresses[0] ?? "",
        message: `${from.stack} destroys what another stack of ${loadBalancer} creates: ${names}. ${effect} Move the states first, see docs/tenant-stacks.md.`,
      },
    ];
  });
}
