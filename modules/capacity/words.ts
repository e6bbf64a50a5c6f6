import { count } from "../terminal";
import { HORIZON_WEEKS } from "./forecast";
import { QUOTA_LABELS } from "./quota-labels";
import type { LoadBalancerCapacity, QuotaCapacity } from "./types";

/*
 * Sentences about capacity that the terminal, Markdown and the report's page all show.
 */

/** The quota that runs out first, or is the fullest. */
export function firstQuota({ firstToRunOut, quotas }: LoadBalancerCapacity): QuotaCapacity {
  return quotas[firstToRunOut];
}

/** What runs out first, and when, as one sentence. */
export function describeRunOut(loadBalancer: LoadBalancerCapacity): string {
  const { noForecast, growth } = loadBalancer;
  const { name, free, reserved, runsOut } = firstQuota(loadBalancer);
  const label = QUOTA_LABELS[name];
  if (free <= 0) return `Used up${reserved > 0 ? ", but for what headroom keeps free" : ""}: ${label}.`;
  if (runsOut !== null) return `First to run out: ${label}, in the week of ${runsOut.date} (${runsOut.week}).`;
  if (noForecast !== null) return `Fullest: ${label}. No forecast: ${noForecast}.`;
  return (growth?.perWeek.rules ?? 0) <= 0
    ? `Fullest: ${label}. No forecast: it has hardly grown lately.`
    : `Fullest: ${label}. At today's rate nothing runs out within ${HORIZON_WEEKS / 52} years.`;
}

/** How fast it fills, as one sentence; undefined when that is not known. */
export function describeGrowth({ growth, quotas, tenants }: LoadBalancerCapacity): string | undefined {
  if (growth === null) return undefined;
  const { rulesByWeek, perWeek, tenantsPerWeek } = growth;
  const rules = `${change(perWeek.rules, "rule")} a week over the last ${rulesByWeek.length - 1} weeks`;
  const perTenant = count(rounded(quotas.rules.used / tenants), "rule");
  return `${rules}, ${change(tenantsPerWeek, "tenant")} a week; ${perTenant} a tenant.`;
}

/** Such as `3 rules more`. */
function change(number: number, noun: string): string {
  return `${count(rounded(Math.abs(number)), noun)} ${number < 0 ? "fewer" : "more"}`;
}

/** A mean as people say it: one decimal below ten, none above. */
export function rounded(number: number): number {
  return Number(number.toFixed(number < 10 ? 1 : 0));
}

const STEPS = "▁▂▃▄▅▆▇█";

/** Numbers as a row of bars, the highest number as the highest bar. */
export function sparkline(numbers: readonly number[]): string {
  const highest = Math.max(1, ...numbers);
  return numbers.map((number) => STEPS[Math.ceil((number / highest) * (STEPS.length - 1))]).join("");
}
