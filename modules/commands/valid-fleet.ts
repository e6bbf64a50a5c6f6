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
  printInvalid(checked, options);
  return undefined;
}

/** Answers instead of a command's result: what is wrong with the fleet. */
export function printInvalid({ tenantCount, findings }: CheckedFleet, { json }: OutputOptions): void {
  if (json) printJson({ ok: false, tenants: tenantCount, findings });
  printDiagnostic(`${renderFindings(findings, styleFor(process.stderr))}\n${countFindings(findings)}.\n`);
}
