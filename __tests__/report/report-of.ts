import { type History, measureCapacity } from "../../modules/capacity";
import { type ReportData, renderReport, reportData } from "../../modules/report";
import { checkFleet } from "../../modules/rules";
import { type FleetFiles, withFleetDirectory } from "../support/arbitrary-fleet";

export const TODAY = Date.parse("2026-11-25T12:00:00Z");

/** The report of a valid fleet, on a day of its own. */
export function reportOf(
  files: FleetFiles,
  history: History = { known: false, why: "git is not installed" },
): { data: ReportData; html: string } {
  const { valid, findings } = withFleetDirectory(files, checkFleet);
  if (valid === undefined) throw new Error(JSON.stringify(findings));
  const data = reportData({ ...valid, findings }, measureCapacity(valid, history, TODAY));
  return { data, html: renderReport(data) };
}
