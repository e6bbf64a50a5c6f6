import type { Fleet, Tenant } from "../model";
import { type LoadBalancerPlan, type Plan, protocolOf, type QuotaName, type QuotaUse } from "../plan";
import { adviceFor } from "./advice";
import { growthOf, isoDay, weekOfRunningOut } from "./forecast";
import type { History } from "./history";
import { largestTenants } from "./largest-tenants";
import { orderAdvice } from "./order-advice";
import { proposeMoves } from "./proposed-moves";
import { ruleCosts } from "./rule-costs";
import type { Traffic } from "./traffic";
import type { Capacity, LoadBalancerCapacity, QuotaCapacity } from "./types";

/** From this share of what may be used on, a quota is tight. */
const TIGHT = 0.8;

/**
 * Adds to each quota of the plan how long it lasts and what to do.
 *
 * @param today milliseconds since 1970
 * @param traffic by load balancer, where it is known
 */
export function measureCapacity(
  { fleet, plan }: { readonly fleet: Fleet; readonly plan: Plan },
  history: History,
  today: number,
  traffic: ReadonlyMap<string, Traffic> = new Map(),
): Capacity {
  const tenants = new Map(fleet.tenants.map((tenant) => [tenant.name, tenant]));
  const measured = plan.loadBalancers.map((loadBalancer) =>
    measure(loadBalancer, tenants, history, today, fleet, traffic),
  );
  return {
    date: isoDay(today),
    loadBalancers: measured.map((one) => {
      const alike = measured.filter((other) => canTakeTenantsOf(one, other, fleet));
      return { ...one, advice: adviceFor(one, alike, today) };
    }),
    moves: proposeMoves({ fleet, plan }, TIGHT),
  };
}

type Keyed = Pick<LoadBalancerPlan, "key">;

/** Whether tenants can be put on another load balancer instead: one that the same clients reach, in the same way. */
function canTakeTenantsOf({ key }: Keyed, other: Keyed, { platform: { loadBalancers } }: Fleet): boolean {
  const [from, to] = [loadBalancers[key]!, loadBalancers[other.key]!];
  return key !== other.key && from.scheme === to.scheme && protocolOf(from) === protocolOf(to);
}

function measure(
  loadBalancer: LoadBalancerPlan,
  tenants: ReadonlyMap<string, Tenant>,
  history: History,
  today: number,
  fleet: Fleet,
  traffic: ReadonlyMap<string, Traffic>,
): Omit<LoadBalancerCapacity, "advice"> {
  const ofThis = traffic.get(loadBalancer.key);
  const { growth, noForecast } = growthOn(loadBalancer, history);
  const quotas = mapValues(loadBalancer.quotas, (use): QuotaCapacity => {
    const perWeek = growth?.perWeek[use.name] ?? 0;
    return { ...use, level: levelOf(use), runsOut: weekOfRunningOut(use.free, perWeek, today) ?? null };
  });
  return {
    key: loadBalancer.key,
    name: loadBalancer.name,
    tenants: loadBalancer.tenants.length,
    hosts: loadBalancer.hostCount,
    quotas,
    firstToRunOut: firstToRunOut(quotas),
    growth,
    noForecast,
    largestTenants: largestTenants(loadBalancer, tenants),
    ruleCosts: ruleCosts(loadBalancer, ofThis),
    orderAdvice: ofThis === undefined ? [] : orderAdvice(fleet, loadBalancer, ofThis),
  };
}

function mapValues<T>(quotas: LoadBalancerPlan["quotas"], map: (use: QuotaUse) => T): Record<QuotaName, T> {
  const { rules, targetGroups, certificates, securityGroupRules } = quotas;
  return {
    rules: map(rules),
    targetGroups: map(targetGroups),
    certificates: map(certificates),
    securityGroupRules: map(securityGroupRules),
  };
}

function growthOn(
  loadBalancer: LoadBalancerPlan,
  history: History,
): Pick<LoadBalancerCapacity, "growth" | "noForecast"> {
  if (!history.known) return { growth: null, noForecast: history.why };
  if (loadBalancer.tenants.length === 0) return { growth: null, noForecast: "it has no tenants" };
  const former = history.plans.map((plan) => plan?.loadBalancers.find(({ key }) => key === loadBalancer.key));
  // What is not committed yet is what it is today.
  const growth = growthOf([...former, loadBalancer]);
  if (growth !== undefined) return { growth, noForecast: null };
  return { growth: null, noForecast: "git has its tenants for less than four weeks" };
}

function levelOf(use: QuotaUse): QuotaCapacity["level"] {
  if (use.free <= 0) return "full";
  return shareOfUsable(use) >= TIGHT ? "tight" : "ok";
}

/** The share of what may be used, which is less than the limit by the headroom. */
function shareOfUsable({ used, limit, reserved }: QuotaUse): number {
  return used / (limit - reserved);
}

function firstToRunOut(quotas: LoadBalancerCapacity["quotas"]): QuotaName {
  const [first] = Object.values(quotas).sort(
    (a, b) => weekNumber(a) - weekNumber(b) || shareOfUsable(b) - shareOfUsable(a),
  );
  return first!.name;
}

/** Finite even for "never", since the difference of two infinities is no order. */
function weekNumber({ runsOut }: QuotaCapacity): number {
  return runsOut === null ? Number.MAX_SAFE_INTEGER : Date.parse(runsOut.date);
}
