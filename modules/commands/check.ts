import { checkFleet } from "../rules";
import { styleFor } from "../terminal";
import { fleetDirectory, shownPath } from "./fleet-directory";
import { print, printDiagnostic, printJson } from "./output";
import { countFindings, renderFindings, renderFindingsMarkdown } from "./render-findings";
import { renderSummary } from "./summary";
import type { FleetOptions } from "./valid-fleet";

/** `tenantry check`: every finding of every file. */
export function check(options: FleetOptions): number {
  const directory = fleetDirectory(options.fleet);
  const { findings, tenantCount, valid } = checkFleet(directory);
  const ok = valid !== undefined;
  const verdict = `${shownPath(directory)}: ${tenantCount} tenants, ${countFindings(findings)}.\n`;
  if (options.json) printJson({ ok, tenants: tenantCount, findings });
  else if (options.markdown) {
    print(
      `### ${ok ? "✅ The fleet is valid" : "❌ The fleet has errors"}\n\n${verdict}\n${renderFindingsMarkdown(findings)}`,
    );
  } else {
    if (findings.length > 0) printDiagnostic(`${renderFindings(findings, styleFor(process.stderr))}\n`);
    print(verdict);
    if (ok) print(`\n${renderSummary(valid.plan)}`);
  }
  return ok ? 0 : 1;
}
