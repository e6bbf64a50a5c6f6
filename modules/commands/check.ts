import { checkFleet } from "../fleet";
import { count, escapeMarkdown, styleFor } from "../terminal";
import { fleetDirectory, shownPath } from "./fleet-directory";
import { print, printJson } from "./output";
import type { FleetOptions } from "./planned-fleet";
import { countFindings, renderFindings, renderFindingsMarkdown } from "./render-findings";
import { renderSummary } from "./summary";

/** `tenantry check`: every finding of every file. They are what was asked for, so they go to stdout. */
export function check(options: FleetOptions): number {
  const directory = fleetDirectory(options.fleet);
  const { findings, plan, decoded } = checkFleet(directory);
  const { tenantCount } = decoded;
  const ok = plan !== undefined;
  const verdict = `${shownPath(directory)}: ${count(tenantCount, "tenant")}, ${countFindings(findings)}.`;
  if (options.json) printJson({ ok, tenants: tenantCount, findings });
  else if (options.markdown) {
    print(`### ${ok ? "✅ The fleet is valid" : "❌ The fleet has errors"}\n\n${escapeMarkdown(verdict)}\n`);
    if (findings.length > 0) print(`\n${renderFindingsMarkdown(findings)}`);
  } else {
    if (findings.length > 0) print(`${renderFindings(findings, styleFor(process.stdout))}\n`);
    print(`${verdict}\n`);
    if (ok) print(`\n${renderSummary(plan)}`);
  }
  return ok ? 0 : 1;
}
