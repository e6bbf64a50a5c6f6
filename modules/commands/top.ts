import { resolve } from "node:path";
import { accessLogQueryName } from "../access-logs";
import type { PlannedFleet } from "../fleet";
import type { LoadBalancerPlan } from "../plan";
import { Progress } from "../terminal";
import {
  awsObjectClient,
  countEntries,
  directoryFiles,
  type LogFile,
  s3Logs,
  type Top,
  type TopBy,
  topDocument,
  topJson,
} from "../top";
import { parseDuration } from "./duration";
import { shownPath } from "./fleet-directory";
import { printDiagnostic, printDocument, printJson, UsageError } from "./output";
import { type FleetOptions, loadPlannedFleet } from "./planned-fleet";
import { selectLoadBalancers } from "./routes";

export interface TopCommandOptions extends FleetOptions {
  readonly since?: string;
  readonly by: TopBy;
  readonly lb?: string;
  readonly logs?: string;
}

/** As far back as S3 is asked when nothing is said; a directory is read wholly. */
const DEFAULT_SINCE = "15m";

/** `tenantry top`: who is it, from the ALBs' access logs. */
export async function top(options: TopCommandOptions): Promise<number> {
  const now = new Date();
  const since = sinceOf(options, now);
  const fleet = loadPlannedFleet(options);
  if (fleet === undefined) return 1;
  const selected = selectedLoadBalancers(fleet, options);
  const progress = new Progress(process.stderr);
  const found = await read(fleet, selected, options, since, now, progress).finally(() => progress.end());
  const queries = athenaQueries(fleet, selected, options.by);
  if (options.json) printJson(topJson(found));
  else printDocument(topDocument(found, queries), options);
  return 0;
}

function sinceOf({ since, logs }: TopCommandOptions, now: Date): Date | undefined {
  const text = since ?? (logs === undefined ? DEFAULT_SINCE : undefined);
  return text === undefined ? undefined : new Date(now.getTime() - parseDuration("--since", text, "15m, 6h or 2d"));
}

/** From S3, only load balancers that write logs. */
function selectedLoadBalancers({ plan, fleet: { platform } }: PlannedFleet, { lb, logs }: TopCommandOptions) {
  const selected = selectLoadBalancers(plan, lb);
  if (logs !== undefined) return selected;
  const writing = selected.filter(({ key }) => platform.loadBalancers[key]?.accessLogs !== undefined);
  if (writing.length === 0) {
    throw new UsageError(
      `${lb === undefined ? "No load balancer" : `Load balancer ${lb}`} has ${lb === undefined ? "" : "no "}accessLogs in platform.json. Set it, or give a directory of access logs with --logs.`,
    );
  }
  const silent = selected.filter((loadBalancer) => !writing.includes(loadBalancer)).map(({ key }) => key);
  if (silent.length > 0) printDiagnostic(`Left out, since they have no accessLogs: ${silent.join(", ")}.\n`);
  return writing;
}

async function read(
  { plan, fleet: { platform } }: PlannedFleet,
  selected: readonly LoadBalancerPlan[],
  { logs, by }: TopCommandOptions,
  since: Date | undefined,
  now: Date,
  progress: Progress,
): Promise<Top> {
  const { loadBalancers } = plan;
  progress.step("Looking for access logs");
  const files =
    logs === undefined
      ? await s3Logs({
          client: await awsObjectClient(platform.aws.region),
          platform,
          loadBalancers,
          selected,
          since: since!,
          now,
        })
      : filesIn(logs, since);
  return await countEntries({
    files,
    loadBalancers,
    selected,
    by,
    since,
    now,
    onProgress: ({ file, entries }) =>
      progress.step(`Reading file ${file} of ${files.length}, ${entries.toLocaleString("en-US")} entries so far`),
  });
}

function filesIn(directory: string, since: Date | undefined): LogFile[] {
  const path = resolve(directory);
  const files = directoryFiles(path, since);
  if (files.length > 0) return files;
  const span = since === undefined ? "" : " about that time";
  throw new UsageError(`${shownPath(path)} has no *.log or *.log.gz file${span}.`);
}

/** The named queries that answer the same over longer spans. */
function athenaQueries(
  { fleet: { platform } }: PlannedFleet,
  selected: readonly LoadBalancerPlan[],
  by: TopBy,
): string[] {
  const query = by === "status" ? "top-hosts-by-5xx" : "top-hosts-by-requests";
  return selected
    .filter(({ key }) => platform.loadBalancers[key]?.accessLogs?.athena !== undefined)
    .map(({ key }) => accessLogQueryName(platform.fleet, key, query));
}
