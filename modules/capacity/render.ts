import { count, escapeControls, escapeMarkdown, renderMarkdownTable, renderTable, type Style } from "../terminal";
import type { Capacity, LoadBalancerCapacity, QuotaCapacity } from "./capacity";
import type { LargeTenant } from "./largest-tenants";
import { QUOTA_LABELS } from "./quota-labels";
import { describeGrowth, describeRunOut, sparkline } from "./words";

const right = (title: string) => ({ title, align: "right" as const });
const TENANT_COLUMNS = [right("RULES"), { title: "TENANT" }, { title: "WHY", wrap: true }];
const COLUMNS = [{ title: "QUOTA" }, ...["USED", "LIMIT", "RESERVED", "FREE", "SHARE"].map(right)];

/**
 * Capacity for a terminal: a table with bars for each load balancer, and what to do.
 *
 * @param width of the terminal; undefined where there is none
 */
export function renderCapacity({ loadBalancers }: Capacity, style: Style, width?: number): string {
  return loadBalancers.map((loadBalancer) => loadBalancerText(loadBalancer, style, width)).join("\n");
}

function loadBalancerText(loadBalancer: LoadBalancerCapacity, style: Style, width: number | undefined): string {
  const { growth, largestTenants, advice } = loadBalancer;
  const growing = describeGrowth(loadBalancer);
  const lines = [
    style.bold(heading(loadBalancer)),
    "",
    ...quotaLines(loadBalancer, style, width),
    "",
    escapeControls(describeRunOut(loadBalancer)),
    ...(growing === undefined ? [] : [`${sparkline(growth!.addedPerWeek)}  ${growing}`]),
  ];
  if (largestTenants.length > 0) {
    lines.push("", renderTable(TENANT_COLUMNS, largestTenants.map(tenantCells), width).trimEnd());
  }
  if (advice.length > 0) lines.push("", ...advice.map((sentence) => `${style.green("→")} ${sentence}`));
  return `${lines.join("\n")}\n`;
}

/** The table of quotas with a bar behind each, as long as there is room for. */
function quotaLines(loadBalancer: LoadBalancerCapacity, style: Style, width = Number.POSITIVE_INFINITY): string[] {
  const quotas = Object.values(loadBalancer.quotas);
  const [titles = "", ...rows] = renderTable(COLUMNS, quotas.map(cells)).trimEnd().split("\n");
  const room = Math.min(BAR_WIDTH, width - titles.length - 2);
  return [titles, ...rows.map((row, index) => (room < 1 ? row : `${row}  ${bar(quotas[index]!, room, style)}`))];
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
    renderMarkdownTable(COLUMNS, Object.values(quotas).map(cells)),
    `${escapeMarkdown([describeRunOut(loadBalancer), growing ?? ""].join(" ").trim())}\n`,
  ];
  if (largestTenants.length > 0) {
    parts.push(renderMarkdownTable(TENANT_COLUMNS, largestTenants.map(tenantCells)));
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

function tenantCells({ tenant, rules, why }: LargeTenant): string[] {
  return [String(rules), tenant, why];
}

const BAR_WIDTH = 30;

/** Used, free and reserved parts of a limit. A little that is used shows, and so does a little that is free. */
function bar({ used, limit, reserved, free, level }: QuotaCapacity, room: number, style: Style): string {
  const width = (part: number) => Math.round((part / limit) * room);
  const kept = Math.min(width(reserved), room);
  const least = used > 0 ? 1 : 0;
  const most = room - kept - (free > 0 ? 1 : 0);
  const full = Math.max(least, Math.min(width(used), most));
  const paint = { ok: style.green, tight: style.yellow, full: style.red }[level];
  return `${paint("█".repeat(full))}${style.dim(`${"░".repeat(Math.max(0, room - full - kept))}${"▒".repeat(kept)}`)}`;
}
