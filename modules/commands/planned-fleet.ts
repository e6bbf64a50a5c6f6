import { paragraph } from "../document";
import { checkFleet, type PlannedFleet, type RefusedFleet } from "../fleet";
import { countFindings, findingsBlocks } from "./findings-document";
import { fleetDirectory } from "./fleet-directory";
import { type OutputOptions, printDiagnostics, printJson } from "./output";

export interface FleetOptions extends OutputOptions {
  readonly fleet?: string;
}

/** Loads a fleet for a command that needs its plan; else prints the findings and gives undefined (exit 1). */
export function loadPlannedFleet(options: FleetOptions): PlannedFleet | undefined {
  const checked = checkFleet(fleetDirectory(options.fleet));
  if (checked.plan !== undefined) return checked;
  printRefused(checked, options);
  return undefined;
}

/** Answers instead of a command's result: what is wrong with the fleet. */
export function printRefused({ decoded, findings }: RefusedFleet, { json }: OutputOptions): void {
  if (json) printJson({ ok: false, tenants: decoded.tenantCount, findings });
  printDiagnostics([...findingsBlocks(findings), paragraph(`${countFindings(findings)}.`)]);
}
