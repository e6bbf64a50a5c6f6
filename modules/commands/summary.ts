import { type Table, table } from "../document";
import type { Plan } from "../plan";

const right = (title: string) => ({ title, align: "right" as const });
const COLUMNS = [
  { title: "LOAD BALANCER" },
  { title: "ALB" },
  ...["TENANTS", "HOSTS", "TARGET GROUPS", "RULES"].map(right),
];

/** A line per load balancer: tenants, hosts, rules of the quota. */
export function summaryTable({ loadBalancers }: Plan): Table {
  const rows = loadBalancers.map(({ key, name, tenants, hostCount, targetGroups, quotas: { rules } }) => {
    const share = Math.round(rules.usedShare * 100);
    const numbers = [tenants.length, hostCount, targetGroups.length].map(String);
    return [key, name, ...numbers, `${rules.used} of ${rules.limit} (${share} %)`];
  });
  return table(COLUMNS, rows);
}
