import type { Plan } from "../plan";
import { renderTable } from "../terminal";

/** A line per load balancer: tenants, hosts, rules of the quota. */
export function renderSummary(plan: Plan): string {
  const rows = plan.loadBalancers.map(({ key, name, tenants, hostCount, targetGroups, quotas }) => {
    const { rules } = quotas;
    const share = Math.round(rules.usedShare * 100);
    return [
      key,
      name,
      tenants.length,
      hostCount,
      targetGroups.length,
      `${rules.used} of ${rules.limit} (${share} %)`,
    ].map(String);
  });
  const right = (title: string) => ({ title, align: "right" as const });
  return renderTable(
    [
      { title: "LOAD BALANCER" },
      { title: "ALB" },
      right("TENANTS"),
      right("HOSTS"),
      right("TARGET GROUPS"),
      right("RULES"),
    ],
    rows,
  );
}
