import { count } from "../terminal";
import type { Figures } from "./tally";
import type { LoadBalancerTop, Row, Top } from "./types";
import { describeAge, describeBytes, describeNumber, describeSeconds, describeShare } from "./units";

/** Above this an Athena query is faster, and costs less than the transfer. */
const LONG_SPAN_MS = 3_600_000;

export const COLUMNS = ["REQUESTS", "SHARE", "5XX", "P50", "P95", "P99", "IN", "OUT", "RULES"].map((title) => ({
  title,
  align: "right" as const,
}));

/** The cells of COLUMNS. */
export function cells(row: Figures & { readonly share: number }): string[] {
  const { targetSeconds } = row;
  return [
    describeNumber(row.requests),
    describeShare(row.share),
    describeNumber(row.errors),
    ...(["p50", "p95", "p99"] as const).map((p) => (targetSeconds === null ? "" : describeSeconds(targetSeconds[p]))),
    describeBytes(row.receivedBytes),
    describeBytes(row.sentBytes),
    row.requests === 0 ? "" : String(Math.round(row.ruleEvaluations / row.requests)),
  ];
}

/** What went wrong, by cause: `target 502: 7, 429 of WAF: 3`. */
export function causes({ errorCauses, tooManyRequests: { application, waf, rule } }: Figures): string {
  const limits = { "429 of the application": application, "429 of WAF": waf, "429 of a rule": rule };
  return Object.entries({ ...errorCauses, ...limits })
    .filter(([, number]) => number > 0)
    .map(([cause, number]) => `${cause}: ${describeNumber(number)}`)
    .join(", ");
}

export function rowName({ tenant, host, outcome }: Row): string {
  if (outcome !== undefined) return `${outcome.status === 0 ? "none" : outcome.status} ${outcome.by}`;
  if (host !== undefined) return host === "" ? "(no host)" : host;
  return tenant ?? "(nobody's)";
}

export function headline({ key, name, total, from, to }: LoadBalancerTop): string {
  const span = from === undefined ? "" : ` from ${shownTime(from)} to ${shownTime(to!)} UTC`;
  return `${key} (${name}): ${describeRequests(total.requests)}${span}`;
}

export function describeRequests(requests: number): string {
  return `${describeNumber(requests)} ${requests === 1 ? "request" : "requests"}`;
}

/** How far behind the logs are. */
export function freshness({ newest }: LoadBalancerTop, { now, since }: Top): string {
  if (newest !== undefined) {
    const age = describeAge(Date.parse(now) - Date.parse(newest));
    return `The newest log is about the time up to ${shownTime(newest)} UTC, ${age} ago. ALB writes one every 5 minutes, some minutes late.`;
  }
  const where = since === undefined ? "" : ` since ${shownTime(since)} UTC`;
  return `There is no log${where}. ALB writes one every 5 minutes, some minutes late, and none while nothing is asked for.`;
}

/** What the table leaves out. */
export function restOf(rows: readonly Row[], shown: number, noun: string, plural: string): string | undefined {
  const rest = rows.slice(shown);
  if (rest.length === 0) return undefined;
  const share = rest.reduce((sum, row) => sum + row.share, 0);
  return `${count(rest.length, noun, plural)} more, with ${describeShare(share)} of the requests, are in --json.`;
}

/** What is to be known about the reading itself, sentence by sentence. */
export function notes(top: Top, athenaQueries: readonly string[]): string[] {
  const { damagedFiles, unparsable, otherLoadBalancers, loadBalancers } = top;
  const others = Object.entries(otherLoadBalancers);
  const otherEntries = others.reduce((sum, [, number]) => sum + number, 0);
  return [
    ...damagedFiles.map(({ name, why }) => `${name} could not be read to its end: ${why}.`),
    ...(unparsable.lines === 0
      ? []
      : [`${count(unparsable.lines, "line")} could not be read as an entry, first ${unparsable.examples.join(", ")}.`]),
    ...(otherEntries === 0
      ? []
      : [`${ofOthers(otherEntries, others.length)}: ${others.map(([name]) => name).join(", ")}.`]),
    ...(loadBalancers.some(({ overflowed, unclaimed }) => overflowed || unclaimed.overflowed)
      ? [
          "There were more hosts than are counted at once: rare ones are missing, and counts can be too high by what --json tells.",
        ]
      : []),
    ...longSpan(top, athenaQueries),
  ];
}

function ofOthers(entries: number, loadBalancers: number): string {
  const verb = entries === 1 ? "is" : "are";
  return `${count(entries, "entry", "entries")} ${verb} of ${loadBalancers === 1 ? "another load balancer" : "other load balancers"}`;
}

function longSpan({ since, now }: Top, athenaQueries: readonly string[]): string[] {
  if (since === undefined || Date.parse(now) - Date.parse(since) <= LONG_SPAN_MS) return [];
  const how =
    athenaQueries.length > 0
      ? `the named query ${athenaQueries.join(", ")} answers faster`
      : "accessLogs.athena in platform.json makes named queries that answer faster";
  return [`For more than an hour, Athena reads the logs where they are: ${how}.`];
}

function shownTime(iso: string): string {
  return iso.slice(0, 19).replace("T", " ");
}
