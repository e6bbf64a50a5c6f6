import { ELB_PRICES, LCU } from "../aws";
import type { LoadBalancerPlan } from "../plan";
import type { Traffic } from "./traffic";

/**
 * What listener rules cost: an ALB compares a request with its rules in the order of their priorities until one fits,
 * and bills the comparisons beyond the first ten of each request.
 */
export interface RuleCosts {
  /** If every rule answered equally many requests. */
  readonly byRules: EvaluationsPerRequest;
  /** As the traffic really was; null where none is given. */
  readonly byTraffic: (EvaluationsPerRequest & RuleBill) | null;
}

export interface EvaluationsPerRequest {
  readonly evaluationsPerRequest: number;
  /** Those beyond the free ones. */
  readonly billedPerRequest: number;
}

export interface RuleBill {
  readonly requestsPerSecond: number;
  /** LCUs of the dimension "rule evaluations"; the ALB bills the largest of its four dimensions. */
  readonly lcus: number;
  /** US dollars, at the list price of us-east-1. */
  readonly dollarsPerMonth: number;
}

/** @param traffic of this load balancer, where it is known */
export function ruleCosts(loadBalancer: Pick<LoadBalancerPlan, "listeners">, traffic?: Traffic): RuleCosts {
  const positions = contentRules(loadBalancer).map(({ priority }) => priority);
  return {
    byRules: {
      evaluationsPerRequest: mean(positions),
      billedPerRequest: mean(positions.map(billed)),
    },
    byTraffic: traffic === undefined ? null : { ...evaluationsOf(traffic), ...billOf(traffic) },
  };
}

/** Rules of the listener that tenants are behind. */
export function contentRules({ listeners }: Pick<LoadBalancerPlan, "listeners">) {
  return listeners.at(-1)?.rules ?? [];
}

function evaluationsOf(traffic: Traffic): EvaluationsPerRequest {
  return {
    evaluationsPerRequest: traffic.ruleEvaluations / traffic.requests,
    billedPerRequest: billedEvaluations(traffic) / traffic.requests,
  };
}

/** Of a tenant as many are free as if its requests had all met its mean number of rules. */
function billedEvaluations({ requests, ruleEvaluations, tenants }: Traffic): number {
  let [sum, restRequests, restEvaluations] = [0, requests, ruleEvaluations];
  for (const row of tenants.values()) {
    sum += row.requests === 0 ? 0 : row.requests * billed(row.ruleEvaluations / row.requests);
    restRequests -= row.requests;
    restEvaluations -= row.ruleEvaluations;
  }
  // What no tenant claims.
  return sum + (restRequests > 0 ? restRequests * billed(restEvaluations / restRequests) : 0);
}

function billOf(traffic: Traffic): RuleBill {
  const lcus = billedEvaluations(traffic) / traffic.seconds / LCU.ruleEvaluationsPerSecond;
  const { hoursPerMonth, lcuHour } = ELB_PRICES;
  return {
    requestsPerSecond: traffic.requests / traffic.seconds,
    lcus,
    dollarsPerMonth: lcus * hoursPerMonth * lcuHour,
  };
}

/** Evaluations of a request that are billed, of so many in all. */
export function billed(evaluations: number): number {
  return Math.max(0, evaluations - LCU.freeRuleEvaluations);
}

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
