import { compareText } from "../findings";
import type { Fleet } from "../model";
import { type LoadBalancerPlan, planFleet } from "../plan";
import { billed, contentRules } from "./rule-costs";
import type { Traffic } from "./traffic";

/** A tenant whose rules would better stand further in front. */
export interface OrderAdvice {
  readonly tenant: string;
  /** For its file. */
  readonly order: number;
  /** Priorities of the first of its rules, now and then. */
  readonly from: number;
  readonly to: number;
  /** Its part of all requests, 0 to 1. */
  readonly share: number;
  /** Billed evaluations for each request of the load balancer that it would save, less those that others would meet. */
  readonly savedPerRequest: number;
  /** Calls of AWS that moving it costs once: one SetRulePriorities, and AddTags for each rule that moves. */
  readonly calls: number;
}

const MOST_ADVISED = 3;

/** Less saved for each request of the load balancer is not worth a deployment. */
const LEAST_SAVED = 0.5;

/**
 * Which tenants should get a lower `order`, for the traffic that there was: at most three, each as if it were moved
 * alone. The plan says where all rules would stand: those that it passes come one place later.
 */
export function orderAdvice(fleet: Fleet, loadBalancer: LoadBalancerPlan, traffic: Traffic): OrderAdvice[] {
  const now = firstPositions(loadBalancer);
  const lowest = Math.min(...fleet.tenants.filter(({ name }) => now.has(name)).map(({ order }) => order));
  const order = Math.max(0, lowest - 1);
  return fleet.tenants
    .filter((tenant) => tenant.order > order && (now.get(tenant.name) ?? 0) > 1)
    .map(({ name }) => ({ name, most: savedBy(traffic, name, now.get(name)! - 1) }))
    .filter(({ most }) => most >= LEAST_SAVED)
    .sort((a, b) => b.most - a.most || compareText(a.name, b.name))
    .slice(0, MOST_ADVISED)
    .map(({ name }) => adviceFor(fleet, loadBalancer, traffic, name, order))
    .filter(({ savedPerRequest }) => savedPerRequest >= LEAST_SAVED);
}

function adviceFor(
  fleet: Fleet,
  loadBalancer: LoadBalancerPlan,
  traffic: Traffic,
  tenant: string,
  order: number,
): OrderAdvice {
  const tenants = fleet.tenants.map((one) => (one.name === tenant ? { ...one, order } : one));
  const moved = planFleet({ ...fleet, tenants }).loadBalancers.find(({ key }) => key === loadBalancer.key)!;
  const [now, then] = [firstPositions(loadBalancer), firstPositions(moved)];
  const saved = [...now].map(([name, place]) => savedBy(traffic, name, place - (then.get(name) ?? place)));
  return {
    ...{ tenant, order, from: now.get(tenant)!, to: then.get(tenant)! },
    share: (traffic.tenants.get(tenant)?.requests ?? 0) / traffic.requests,
    savedPerRequest: saved.reduce((sum, one) => sum + one, 0),
    calls: callsFor(loadBalancer, moved),
  };
}

/** SetRulePriorities once, and AddTags for each rule that has another priority then. */
function callsFor(before: LoadBalancerPlan, after: LoadBalancerPlan): number {
  const places = (plan: LoadBalancerPlan) => contentRules(plan).map(({ ingress }) => ingress);
  const [now, then] = [places(before), places(after)];
  const moved = then.filter((ingress, index) => now[index] !== ingress).length;
  return moved === 0 ? 0 : moved + 1;
}

/** Billed evaluations for each request of the load balancer, when a tenant's rules stand so many places further in front. */
function savedBy({ requests, tenants }: Traffic, tenant: string, places: number): number {
  const row = tenants.get(tenant);
  if (row === undefined || row.requests === 0) return 0;
  const position = row.ruleEvaluations / row.requests;
  return ((billed(position) - billed(position - places)) * row.requests) / requests;
}

/** By tenant: the priority of the first of its rules. */
function firstPositions(loadBalancer: LoadBalancerPlan): Map<string, number> {
  const first = new Map<string, number>();
  for (const { tenant, priority } of contentRules(loadBalancer)) {
    if (tenant !== null && !first.has(tenant)) first.set(tenant, priority);
  }
  return first;
}
