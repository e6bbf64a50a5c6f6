import type { QuotaName } from "../plan";
import { weeksUntil } from "./forecast";
import { QUOTA_LABELS } from "./quota-labels";
import type { LoadBalancerCapacity, QuotaCapacity } from "./types";

/** Half a year: raising a quota takes days, but customers with certificates and DNS of their own move in months. */
const ACT_WITHIN_WEEKS = 26;

type Measured = Omit<LoadBalancerCapacity, "advice">;

/**
 * What to do about the quotas of a load balancer that are short, or soon will be.
 *
 * @param alike other load balancers on which its tenants could be instead
 */
export function adviceFor(loadBalancer: Measured, alike: readonly Measured[], today: number): string[] {
  return [
    ...Object.values(loadBalancer.quotas)
      .filter((quota) => isDue(quota, today))
      .flatMap((quota) => ADVICE[quota.name](quota, loadBalancer, alike)),
    ...orders(loadBalancer),
    ...cheaperRules(loadBalancer),
  ];
}

/** Tenants that many requests are for, behind rules of others. */
function orders({ orderAdvice }: Measured): string[] {
  return orderAdvice.map(({ tenant, order, from, to, share, savedPerRequest, calls }) => {
    const percent = `${Math.round(share * 100)} %`;
    return `Write "order": ${order} to tenants/${tenant}.json, for which ${percent} of the requests are: its rules move from place ${from} to ${to}, which saves ${savedPerRequest.toFixed(1)} billed evaluations a request and costs ${calls} calls of AWS once.`;
  });
}

/** From this number of LCUs on, rules cost as much as the ALB itself does by the hour. */
const MANY_LCUS = 3;

function cheaperRules({ ruleCosts: { byTraffic }, orderAdvice }: Measured): string[] {
  if (byTraffic === null || byTraffic.lcus < MANY_LCUS || orderAdvice.length > 0) return [];
  return [
    "Make rules fewer: a pool answers for all tenants that differ in their host only, with one rule (docs/pools.md); hosts of one tenant share a rule.",
  ];
}

function isDue({ level, runsOut }: QuotaCapacity, today: number): boolean {
  return level !== "ok" || (runsOut !== null && weeksUntil(runsOut, today) < ACT_WITHIN_WEEKS);
}

const ADVICE: Readonly<
  Record<QuotaName, (quota: QuotaCapacity, loadBalancer: Measured, alike: readonly Measured[]) => string[]>
> = {
  rules: (quota, loadBalancer, alike) => [
    raise(quota, loadBalancer.key, "Rules per Application Load Balancer"),
    roomElsewhere(alike),
    ...packing(loadBalancer),
  ],
  targetGroups: () => [
    "AWS never raises the quota of target groups: carry fewer services, or split them over two load balancers.",
  ],
  certificates: (quota, { key }) => [
    raise(quota, key, "Certificates per Application Load Balancer"),
    "Put several domains into one certificate: ACM takes ten names, and more on request.",
  ],
  securityGroupRules: (quota, { key }) => [
    raise(quota, key, "Inbound or outbound rules per security group"),
    "Summarize inboundCidrs: each network takes one rule for each port.",
  ],
};

function raise({ name, limit }: QuotaCapacity, key: string, awsName: string): string {
  return `Raise the quota: ask AWS for more than ${limit} of "${awsName}", then write the new limit to loadBalancers.${key}.quotas.${name}.`;
}

/** Another load balancer with room for new tenants, or a new one. */
function roomElsewhere(alike: readonly Measured[]): string {
  const rules = ({ quotas }: Measured) => quotas.rules;
  const [roomiest] = alike.filter((other) => rules(other).level === "ok").sort((a, b) => rules(b).free - rules(a).free);
  return roomiest === undefined
    ? "Add a load balancer to platform.json for new tenants, which `tenantry add` then prefers: it takes the one with the most room."
    : `Put new tenants on ${roomiest.key}, which has ${rules(roomiest).free} ${QUOTA_LABELS.rules} free, or on a new load balancer.`;
}

/** A tenant with fewer rules is not worth a look. */
const MANY_RULES = 4;

function packing({ largestTenants }: Measured): string[] {
  const advice = "Pack hosts: up to five share a rule, so hosts of one customer cost least in one tenant's file";
  const [largest] = largestTenants;
  return [
    largest === undefined || largest.rules < MANY_RULES
      ? `${advice}.`
      : `${advice}; and look at ${largest.tenant}, which takes ${largest.rules} rules (${largest.why}).`,
  ];
}
