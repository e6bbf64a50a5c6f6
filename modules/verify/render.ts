import { escapeMarkdown, type Style } from "../terminal";
import { oneLine } from "./errors";
import type { Difference, GroupEvent, LoadBalancerVerification, Verification } from "./types";

/** Longer lists are cut: `--json` has all. */
const MOST_DIFFERENCES = 50;

const SIGN = { missing: "-", unexpected: "+", changed: "~" } as const;

/** For people at a terminal. */
export function renderVerificationText({ loadBalancers }: Verification, style: Style): string {
  return Object.entries(loadBalancers)
    .map(([key, verification]) => loadBalancerText(key, verification, style))
    .join("\n");
}

function loadBalancerText(key: string, verification: LoadBalancerVerification, style: Style): string {
  const { state, differences, events, notes } = verification;
  const paint = state === "converged" ? style.green : style.red;
  const lines = [`${style.bold(key)}: ${paint(headline(verification))}`];
  for (const difference of differences.slice(0, MOST_DIFFERENCES)) {
    const sign = { missing: style.red, unexpected: style.yellow, changed: style.yellow }[difference.kind](
      SIGN[difference.kind],
    );
    lines.push(`  ${sign} ${style.bold(place(difference))}: ${oneLine(difference.message)}`);
  }
  lines.push(...restLine(differences).map((line) => `  ${line}`));
  if (events.length > 0) lines.push("  What the controller says:");
  for (const event of events)
    lines.push(`  ! ${style.bold(event.reason)} ${style.dim(eventPlace(event))}: ${oneLine(event.message)}`);
  for (const note of notes) lines.push(`  ${style.dim(`Note: ${oneLine(note)}`)}`);
  return `${lines.join("\n")}\n`;
}

/** For a pull request or a job's summary. */
export function renderVerificationMarkdown({ ok, loadBalancers }: Verification): string {
  const title = ok ? "### Every load balancer equals the plan\n" : "### Not every load balancer equals the plan\n";
  return [title, ...Object.entries(loadBalancers).map(([key, one]) => loadBalancerMarkdown(key, one))].join("\n");
}

function loadBalancerMarkdown(key: string, verification: LoadBalancerVerification): string {
  const { differences, events, notes } = verification;
  const lines = [`**${escapeMarkdown(key)}**: ${headline(verification)}\n`];
  for (const difference of differences.slice(0, MOST_DIFFERENCES)) {
    lines.push(`- **${difference.kind}** ${escapeMarkdown(`${place(difference)}: ${oneLine(difference.message)}`)}`);
  }
  lines.push(...restLine(differences).map((line) => `- ${line}`));
  if (events.length > 0) lines.push("\nWhat the controller says:\n");
  for (const event of events) {
    lines.push(
      `- **${escapeMarkdown(event.reason)}** ${escapeMarkdown(`${eventPlace(event)}: ${oneLine(event.message)}`)}`,
    );
  }
  if (notes.length > 0) lines.push("", ...notes.map((note) => `_${escapeMarkdown(oneLine(note))}_\n`));
  return `${lines.join("\n")}\n`;
}

function headline({ state, differences }: LoadBalancerVerification): string {
  if (state === "converged") return "the ALB equals the plan";
  if (state === "missing") return "there is no ALB";
  const tenants = new Set(differences.flatMap(({ tenant }) => tenant ?? [])).size;
  const ofTenants = tenants === 0 ? "" : ` of ${tenants} ${tenants === 1 ? "tenant" : "tenants"}`;
  return `the ALB differs from the plan in ${differences.length} ${differences.length === 1 ? "place" : "places"}${ofTenants}`;
}

function place({ port, priority, tenant }: Difference): string {
  const where = priority === null ? `port ${port}` : `port ${port}, priority ${priority}`;
  return tenant === undefined ? where : `${tenant} (${where})`;
}

function restLine(differences: readonly Difference[]): string[] {
  const rest = differences.length - MOST_DIFFERENCES;
  return rest > 0 ? [`and ${rest} more; --json lists all`] : [];
}

function eventPlace({ object, ingresses, lastSeen }: GroupEvent): string {
  const others = ingresses > 1 ? ` and ${ingresses - 1} more` : "";
  return `${object}${others}${lastSeen === undefined ? "" : `, ${lastSeen}`}`;
}
