import { loadBalancerOfTenantStack } from "../plan";
import { PLAN_DECISIONS } from "./decisions";
import { listNames } from "./limits";
import type { DnsMove, StackReview, TenantDns, Violation } from "./types";

/**
 * Tenants that a load balancer stops to serve while the weight of its record is above 0 in what is deployed, though
 * another load balancer goes on to serve them: a move that has skipped a step. Who leaves for good is counted instead.
 */
export function earlyRemovals(stacks: readonly StackReview[]): Violation[] {
  return stacks.flatMap((stack) => {
    const elsewhere = new Set(stacks.filter((one) => one !== stack).flatMap(servedTenants));
    const early = stack.removed.filter(({ tenant }) => {
      const before = stack.dns.find((one) => one.tenant === tenant)?.before;
      return before?.kind === "weighted" && before.weight > 0 && elsewhere.has(tenant);
    });
    if (early.length === 0) return [];
    const { code, effect } = PLAN_DECISIONS.removedWithTraffic;
    const names = listNames(early.map(({ tenant }) => tenant));
    return [
      {
        code,
        address: early[0]?.addresses[0] ?? "",
        message: `${stack.stack} removes ${names}, to which DNS still leads there with a weight above 0. ${effect} Take the steps of tenantry move one by one.`,
      },
    ];
  });
}

function servedTenants({ added, changed, replaced, unchanged }: StackReview): string[] {
  return [...[...added, ...changed, ...replaced].map(({ tenant }) => tenant), ...unchanged];
}

/** Where DNS will lead the clients of tenants for which that changes, as far as the plans of this review tell. */
export function dnsMoves(stacks: readonly StackReview[]): DnsMove[] {
  const changed = new Set(stacks.flatMap(({ dns }) => dns.filter(isChanged).map(({ tenant }) => tenant)));
  return [...changed].sort().flatMap((tenant) => {
    const weights = new Map<string, number>();
    for (const { stack, dns } of stacks) {
      const after = dns.find((one) => one.tenant === tenant)?.after;
      const loadBalancer = loadBalancerOfTenantStack(stack);
      if (after?.kind === "weighted" && loadBalancer !== undefined) weights.set(loadBalancer, after.weight);
    }
    // Of one weight alone nobody knows what share it is.
    const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
    if (weights.size < 2 || total === 0) return [];
    return [{ tenant, shares: Object.fromEntries([...weights].map(([key, weight]) => [key, weight / total])) }];
  });
}

function isChanged({ before, after }: TenantDns): boolean {
  return JSON.stringify(before) !== JSON.stringify(after);
}

/** A move in words: `10 % of DNS to edge-2, 90 % to edge-1`; the smallest part that is not 0 first. */
export function describeMove({ shares }: DnsMove): string {
  const parts = Object.entries(shares)
    .filter(([, share]) => share > 0)
    .sort(([, a], [, b]) => a - b);
  return parts
    .map(([key, share], index) => `${Math.round(share * 100)} %${index === 0 ? " of DNS" : ""} to ${key}`)
    .join(", ");
}
