import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { checkFleet, type PlannedFleet } from "../../modules/fleet";
import type { Plan } from "../../modules/plan";
import { countEntries, type LogFile, type Top, type TopOptions } from "../../modules/top";
import type { FleetFiles } from "../support/arbitrary-fleet";
import { TemporaryDirectory } from "../support/temporary-directory";

export const NOW = new Date("2026-03-01T12:10:00Z");

/** A fleet that is valid. */
export function plannedOf(files: FleetFiles): PlannedFleet {
  const temporary = new TemporaryDirectory();
  try {
    temporary.fleet(files);
    const planned = checkFleet(temporary.directory);
    if (planned.plan === undefined) throw new Error(`The fleet is not valid: ${JSON.stringify(planned.findings)}`);
    return planned;
  } finally {
    temporary.remove();
  }
}

export function planOf(files: FleetFiles): Plan {
  return plannedOf(files).plan;
}

export interface FileParts extends Partial<LogFile> {
  readonly lines?: readonly string[];
  /** What is in the file; by default the lines. */
  readonly bytes?: Buffer;
}

/** A file with these lines, compressed. */
export function logFile({
  lines = [],
  bytes = gzipSync(lines.map((line) => `${line}\n`).join("")),
  ...parts
}: FileParts): LogFile {
  return {
    name: "a.log.gz",
    compressed: true,
    loadBalancer: undefined,
    end: undefined,
    open: async () => Readable.from([bytes]),
    ...parts,
  };
}

/** What files say about all load balancers of a fleet, or of one. */
export function topOf(
  { loadBalancers }: Plan,
  files: readonly FileParts[],
  { lb, ...options }: Partial<TopOptions> & { readonly lb?: string } = {},
): Promise<Top> {
  return countEntries({
    files: files.map(logFile),
    loadBalancers,
    selected: loadBalancers.filter(({ key }) => lb === undefined || key === lb),
    by: "tenant",
    since: undefined,
    now: NOW,
    ...options,
  });
}
