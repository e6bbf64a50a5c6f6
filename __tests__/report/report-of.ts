import { type History, measureCapacity } from "../../modules/capacity";
import { checkFleet } from "../../modules/fleet";
import { type ReportData, renderReport, reportData } from "../../modules/report";
import { type FleetFiles, withFleetDirectory } from "../support/arbitrary-fleet";

export const TODAY = Date.parse("2026-11-25T12:00:00Z");

/** The report of a valid fleet, on a day of its own. */
export function reportOf(
  files: FleetFiles,
  history: History = { known: false, why: "git is not installed" },
): { data: ReportData; html: string } {
  const planned = withFleetDirectory(files, checkFleet);
  if (planned.plan === undefined) throw new Error(JSON.stringify(planned.findings));
  const data = reportData(planned, measureCapacity(planned, history, TODAY));
  return { data, html: renderReport(data) };
}
