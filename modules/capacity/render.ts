import { escapeMarkdown, renderMarkdownTable, renderTable, type Style } from "../terminal";
import type { Capacity, LoadBalancerCapacity, QuotaCapacity } from "./capacity";
import { count } from "./count";
import { QUOTA_LABELS } from "./quota-labels";
import { describeGrowth, describeRunOut, sparkline } from "./words";

const right = (title: string) => ({ title, align: "right" as const });
const COLUMNS = [{ title: "QUOTA" }, ...["USED", "LIMIT", "RESERVED", "FREE", "SHARE"].map(right)];

/** Capacity for a terminal: a table with bars for each load balancer, and what to do. */
export function renderCapacity({ loadBalancers }: Capacity, style: Style): string {
  return loadBalancers.map((loadBalancer) => loadBalancerText(loadBalancer, style)).join("\n");
}

function loadBalancerText(loadBalancer: LoadBalancerCapacity, style: Style): string {
  const { quotas, growth, largestTenants, advice } = loadBalancer;
  const table = renderTable(
    [...COLUMNS, { title: "" }],
    quotas.map((quota) => [...cells(quota), bar(quota, style)]),
  );
  const growing = describeGrowth(loadBalancer);
  const lines = [
    style.bold(heading(loadBalancer)),
    "",
    table,
    describeRunOut(loadBalancer),
    ...(growing === undefined ? [] : [`${sparkline(growth!.addedPerWeek)}  ${growing}`]),
  ];
  if (largestTenants.length > 0) {
    const rows = largestTenants.map(({ tenant, rules, why }) => [String(rules), tenant, why]);
    lines.push("", renderTable([right("RULES"), { title: "TENANT" }, { title: "WHY" }], rows).trimEnd());
  }
  if (advice.length > 0) lines.push("", ...advice.map((sentence) => `${style.green("→")} ${sentence}`));
  return `${lines.join("\n")}\n`;
}

/** Capacity for an issue or a pull request. */
export function renderCapacityMarkdown({ loadBalancers }: Capacity): string {
  return loadBalancers.map(loadBalancerMarkdown).join("\n");
}

function loadBalancerMarkdown(loadBalancer: LoadBalancerCapacity): string {
  const { quotas, largestTenants, advice } = loadBalancer;
  const growing = describeGrowth(loadBalancer);
  const parts = [
    `### ${escapeMarkdown(heading(loadBalancer))}\n`,
    renderMarkdownTable(COLUMNS, quotas.map(cells)),
    `${escapeMarkdown([describeRunOut(loadBalancer), growing ?? ""].join(" ").trim())}\n`,
  ];
  if (largestTenants.length > 0) {
    const rows = largestTenants.map(({ tenant, rules, why }) => [String(rules), tenant, why]);
    parts.push(renderMarkdownTable([right("RULES"), { title: "TENANT" }, { title: "WHY" }], rows));
  }
  if (advice.length > 0) parts.push(advice.map((sentence) => `- ${escapeMarkdown(sentence)}\n`).join(""));
  return parts.join("\n");
}

function heading({ key, name, tenants, hosts }: LoadBalancerCapacity): string {
  return `${key} (${name}): ${count(tenants, "tenant")}, ${count(hosts, "host")}`;
}

function cells({ name, used, limit, reserved, free, usedShare }: QuotaCapacity): string[] {
  return [QUOTA_LABELS[name], ...[used, limit, reserved, free].map(String), `${Math.round(usedShare * 100)} %`];
}

const BAR_WIDTH = 30;

/** Used, free and reserved parts of a limit. A little that is used shows, and so does a little that is free. */
function bar({ used, limit, reserved, free, level }: QuotaCapacity, style: Style): string {
  const width = (part: number) => Math.round((part / limit) * BAR_WIDTH);
  const kept = Math.min(width(reserved), BAR_WIDTH);
  const least = used > 0 ? 1 : 0;
  const most = BAR_WIDTH - kept - (free > 0 ? 1 : 0);
  const full = Math.max(least, Math.min(width(used), most));
  const paint = { ok: style.green, tight: style.yellow, full: style.red }[level];
  return `${paint("█".repeat(full))}${style.dim(`${"░".repeat(Math.max(0, BAR_WIDTH - full - kept))}${"▒".repeat(kept)}`)}`;
}
