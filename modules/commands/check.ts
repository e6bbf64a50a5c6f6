import { version } from "../../package.json";
import { heading, paragraph } from "../document";
import type { Finding } from "../findings";
import { checkFleet, FINDING_KINDS } from "../fleet";
import { runGit } from "../git";
import { sarifLog } from "../sarif";
import { count } from "../terminal";
import { explainCode } from "./explain-code";
import { countFindings, findingsBlocks } from "./findings-document";
import { fleetDirectory, shownPath } from "./fleet-directory";
import { printDocument, printJson } from "./output";
import type { FleetOptions } from "./planned-fleet";
import { summaryTable } from "./summary";

export interface CheckOptions extends FleetOptions {
  readonly sarif?: boolean;
  /** A finding code to explain instead of checking. */
  readonly explain?: string;
}

/** `tenantry check`: every finding of every file. They are what was asked for, so they go to stdout. */
export function check(options: CheckOptions): number {
  if (options.explain !== undefined) return explainCode(options.explain, options);
  const directory = fleetDirectory(options.fleet);
  const { findings, plan, decoded } = checkFleet(directory);
  const { tenantCount } = decoded;
  const ok = plan !== undefined;
  const verdict = `${shownPath(directory)}: ${count(tenantCount, "tenant")}, ${countFindings(findings)}.`;
  if (options.json) printJson({ ok, tenants: tenantCount, findings });
  else if (options.sarif) printJson(sarif(findings, directory));
  else if (options.markdown) {
    const title = ok ? heading("The fleet is valid", "good") : heading("The fleet has errors", "bad");
    printDocument([title, paragraph(verdict), ...findingsBlocks(findings)], options);
  } else {
    // On a terminal what comes last is read first.
    const summary = ok ? [summaryTable(plan)] : [];
    printDocument([...findingsBlocks(findings), paragraph(verdict), ...summary], options);
  }
  return ok ? 0 : 1;
}

/** Code scanning names files from the repository's root; a fleet in none is a root itself. */
function sarif(findings: readonly Finding[], directory: string): object {
  const asked = runGit(directory, ["rev-parse", "--show-prefix"]);
  const prefix = "output" in asked ? asked.output.replace(/\n$/, "") : "";
  return sarifLog(findings, { kinds: FINDING_KINDS, prefix, version });
}
