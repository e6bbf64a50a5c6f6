import { compareText } from "../findings";
import type { Tenant } from "../model";
import { type LoadBalancerPlan, wildcardDepth } from "../plan";
import { count } from "../terminal";

/** A tenant that takes more rules than others, and why. */
export interface LargeTenant {
  readonly tenant: string;
  readonly rules: number;
  /** Such as `9 exact hosts, 3 routes beside the catch-all`. */
  readonly why: string;
}

const MOST_SHOWN = 5;

/** The tenants that use most of a load balancer's rules, at most five; none that has a single rule. */
export function largestTenants(
  { listeners }: Pick<LoadBalancerPlan, "listeners">,
  tenants: ReadonlyMap<string, Tenant>,
): LargeTenant[] {
  const rulesOf = new Map<string, number>();
  for (const { tenant } of listeners.flatMap(({ rules }) => rules)) {
    if (tenant !== null) rulesOf.set(tenant, (rulesOf.get(tenant) ?? 0) + 1);
  }
  return [...rulesOf]
    .filter(([, rules]) => rules > 1)
    .sort(([a, rulesA], [b, rulesB]) => rulesB - rulesA || compareText(a, b))
    .slice(0, MOST_SHOWN)
    .map(([tenant, rules]) => ({ tenant, rules, why: whyRules(tenants.get(tenant)!) }));
}

/** What multiplies a tenant's rules, in words. */
function whyRules({ hosts, routes, allowedCidrs = [], status }: Tenant): string {
  const depths = hosts.map(wildcardDepth);
  const exact = depths.filter((depth) => depth === undefined).length;
  const wildcards = hosts.length - exact;
  const wildcardDepths = new Set(depths.filter((depth) => depth !== undefined)).size;
  const reasons = [];
  if (exact > 0) reasons.push(count(exact, wildcards > 0 ? "exact host" : "host"));
  if (wildcards > 0) reasons.push(wildcardsInWords(wildcards, wildcardDepths));
  // A tenant that is down answers everything and everybody with one response.
  if (status === "active" && routes.length > 0) reasons.push(`${count(routes.length, "route")} beside the catch-all`);
  if (status === "active" && allowedCidrs.length > 0) {
    reasons.push(`${count(allowedCidrs.length, "allowed network")} and the 403 for all others`);
  }
  return reasons.join(", ");
}

function wildcardsInWords(wildcards: number, depths: number): string {
  return depths > 1 ? `${count(wildcards, "wildcard")} of ${depths} depths` : count(wildcards, "wildcard");
}
