import { ELB_PRICES, LCU } from "../aws";
import type { LoadBalancerCapacity } from "./types";
import { rounded } from "./words";

/** How many rules a request meets and what that costs, as sentences with what they are computed from. */
export function describeRuleCosts({ ruleCosts: { byRules, byTraffic } }: LoadBalancerCapacity): string[] {
  if (byRules.evaluationsPerRequest === 0) return [];
  const { freeRuleEvaluations, ruleEvaluationsPerSecond } = LCU;
  const evenly = `A request meets ${rounded(byRules.evaluationsPerRequest)} rules if all of them answer equally many, of which ${rounded(byRules.billedPerRequest)} are billed (the first ${freeRuleEvaluations} are free)`;
  if (byTraffic === null) {
    const lcus = (100 * byRules.billedPerRequest) / ruleEvaluationsPerSecond;
    return [
      `${evenly}: at 100 requests/s ${shown(lcus)} LCUs, ${price(lcus)}. With --traffic it is computed from what tenantry top --json wrote.`,
    ];
  }
  const { requestsPerSecond, billedPerRequest, evaluationsPerRequest, lcus } = byTraffic;
  return [
    `${evenly}.`,
    `By the traffic given it meets ${rounded(evaluationsPerRequest)}, of which ${rounded(billedPerRequest)} are billed: ${shown(requestsPerSecond)} requests/s × ${shown(billedPerRequest)} / ${ruleEvaluationsPerSecond} = ${shown(lcus)} LCUs, ${price(lcus)}, if rules are the largest of the four that an ALB bills.`,
  ];
}

function price(lcus: number): string {
  const { lcuHour, hoursPerMonth } = ELB_PRICES;
  return `× ${hoursPerMonth} h × ${lcuHour} USD (us-east-1) = ${(lcus * hoursPerMonth * lcuHour).toFixed(2)} USD a month`;
}

function shown(number: number): string {
  return String(Number(number.toPrecision(3)));
}
