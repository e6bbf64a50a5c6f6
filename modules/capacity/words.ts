import type { LoadBalancerCapacity } from "./capacity";
import { count } from "./count";
import { HORIZON_WEEKS } from "./forecast";
import { QUOTA_LABELS } from "./quota-labels";

/*
 * Sentences about capacity that the terminal, Markdown and the report's page all show.
 */

/** What runs out first, and when, as one sentence. */
export function describeRunOut({ firstToRunOut, noForecast, growth, quotas }: LoadBalancerCapacity): string {
  const { quota, week, date } = firstToRunOut;
  const label = QUOTA_LABELS[quota];
  const { free } = quotas.find(({ name }) => name === quota)!;
  if (free <= 0) return `Used up, but for what headroom keeps free: ${label}.`;
  if (week !== null) return `First to run out: ${label}, in the week of ${date} (${week}).`;
  if (noForecast !== null) return `Fullest: ${label}. No forecast: ${noForecast}.`;
  return growth?.tenantsPerWeek === 0
    ? `Fullest: ${label}. No forecast: hardly any tenant was added lately.`
    : `Fullest: ${label}. At today's rate nothing runs out within ${HORIZON_WEEKS / 52} years.`;
}

/** How fast it fills, as one sentence; undefined when that is not known. */
export function describeGrowth({ growth, quotas, tenants }: LoadBalancerCapacity): string | undefined {
  if (growth === null) return undefined;
  const { addedPerWeek, tenantsPerWeek } = growth;
  const rules = quotas.find(({ name }) => name === "rules")!;
  const perWeek = count(rounded(tenantsPerWeek), "tenant");
  const perTenant = count(rounded(rules.used / tenants), "rule");
  return `${perWeek} a week over the last ${addedPerWeek.length} weeks, ${perTenant} a tenant.`;
}

function rounded(number: number): number {
  return Number(number.toFixed(number < 10 ? 1 : 0));
}

const STEPS = "▁▂▃▄▅▆▇█";

/** Numbers as a row of bars, the highest number as the highest bar. */
export function sparkline(numbers: readonly number[]): string {
  const highest = Math.max(1, ...numbers);
  return numbers.map((number) => STEPS[Math.ceil((number / highest) * (STEPS.length - 1))]).join("");
}
