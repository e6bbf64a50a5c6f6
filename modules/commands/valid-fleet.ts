import type { Fleet } from "../model";
import type { Plan } from "../plan";
import { type CheckedFleet, checkFleet } from "../rules";
import { styleFor } from "../terminal";
import { fleetDirectory } from "./fleet-directory";
import { type OutputOptions, printDiagnostic, printJson } from "./output";
import { countFindings, renderFindings } from "./render-findings";

export interface FleetOptions extends OutputOptions {
  readonly fleet?: string;
}

/** A checked fleet without errors, and where it is. */
export interface ValidFleet extends CheckedFleet {
  readonly directory: string;
  readonly fleet: Fleet;
  readonly plan: Plan;
}

/** Loads a fleet for a command that needs a valid one; else prints the findings and gives undefined (exit 1). */
export function loadValidFleet(options: FleetOptions): ValidFleet | undefined {
  const directory = fleetDirectory(options.fleet);
  const checked = checkFleet(directory);
  if (checked.valid !== undefined) return { ...checked, ...checked.valid, directory };
  if (options.json) printJson({ ok: false, tenants: checked.tenantCount, findings: checked.findings });
  printDiagnostic(
    `${renderFindings(checked.findings, styleFor(process.stderr))}\n${countFindings(checked.findings)}.\n`,
  );
  return undefined;
}
