import { renderText } from "../document";
import type { Finding } from "../findings";
import type { Plan } from "../plan";
import { type Style, styleFor } from "../terminal";
import { findingsBlocks } from "./findings-document";
import { summaryTable } from "./summary";

export { countFindings } from "./findings-document";
export { fleetDirectory } from "./fleet-directory";

/** Findings for people at a terminal: place, what is wrong, what to do. */
export function renderFindings(findings: readonly Finding[], style: Style): string {
  return renderText(findingsBlocks(findings), { style });
}

/** A line per load balancer: tenants, hosts, rules of the quota. */
export function renderSummary(plan: Plan): string {
  return renderText([summaryTable(plan)], { style: styleFor({}) });
}
