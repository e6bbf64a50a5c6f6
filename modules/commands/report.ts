import { measureCapacity, readHistory } from "../capacity";
import { replaceFile } from "../files";
import { REPORT_MARK, renderReport, reportData } from "../report";
import { count } from "../terminal";
import { fleetDirectory, shownPath } from "./fleet-directory";
import { print, printJson } from "./output";
import { type FleetOptions, loadPlannedFleet } from "./planned-fleet";

export interface ReportOptions extends FleetOptions {
  readonly out: string;
}

/** `tenantry report`: one page with load balancers, capacity and the routing table. It replaces an older report, and nothing else. */
export function report(options: ReportOptions): number {
  const planned = loadPlannedFleet(options);
  if (planned === undefined) return 1;
  const today = Date.now();
  const capacity = measureCapacity(planned, readHistory(fleetDirectory(options.fleet), today), today);
  const html = renderReport(reportData(planned, capacity));
  replaceFile(options.out, html, REPORT_MARK, "Name a new file, or an older report, such as --out report.html.");
  const written = { file: options.out, bytes: Buffer.byteLength(html), tenants: planned.fleet.tenants.length };
  if (options.json) printJson(written);
  else
    print(`${shownPath(options.out)}: ${count(written.tenants, "tenant")}, ${Math.ceil(written.bytes / 1024)} KiB.\n`);
  return 0;
}
