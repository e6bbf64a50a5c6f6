import { countWildcards } from "../alb";
import { AWS_LIMITS } from "../aws";
import { CATCH_ALL, NO_PATH, normalizePrefix, pathPatterns, type TypedPath } from "../controller";
import { countPacked, packHosts, roomBeside } from "./pack";

/*
 * How the paths of one answer are split over listener rules, together with hosts and sources.
 */

/** One listener rule. */
export interface PackedRule extends TypedPath {
  /** Patterns beside those of `path`. */
  readonly furtherPaths: readonly string[];
  readonly hosts: readonly string[];
  readonly sourceIps: readonly string[];
}

/** Hosts of an Ingress: all exact, or all wildcards. */
export interface HostList {
  readonly hosts: readonly string[];
  readonly wildcard: boolean;
}

/** A path pattern, and the path that it comes from. */
interface Pattern {
  readonly text: string;
  readonly at: TypedPath;
}

/** As few rules as possible in which every path meets every host and every source. */
export function packPaths(paths: readonly TypedPath[], hosts: HostList, sourceIps: readonly string[]): PackedRule[] {
  if (takesEverything(paths)) return packEverything(hosts, sourceIps);
  return splitPatterns(patternsOf(paths), hosts, sourceIps.length).chunks.flatMap((chunk) => {
    const { at, further } = writtenAs(chunk);
    return packHosts(hosts.hosts, sourceIps, roomFor(chunk, hosts)).map((packed) => ({
      ...at,
      furtherPaths: further,
      ...packed,
    }));
  });
}

/** The number of rules that `packPaths` makes. */
export function countPaths(paths: readonly TypedPath[], hosts: HostList, sourceIps: readonly string[]): number {
  if (takesEverything(paths)) return packEverything(hosts, sourceIps).length;
  return splitPatterns(patternsOf(paths), hosts, sourceIps.length).rules;
}

function takesEverything(paths: readonly TypedPath[]): boolean {
  return paths.some((path) => pathPatterns(path).includes("/*"));
}

/** Without the path where its value is worth a rule: five hosts, or a host with four sources. */
function packEverything({ hosts, wildcard }: HostList, sourceIps: readonly string[]): PackedRule[] {
  const withPath = roomBeside(1, 1, wildcard);
  const without = roomBeside(0, 0, wildcard);
  const saves =
    countPacked(hosts.length, sourceIps.length, without) < countPacked(hosts.length, sourceIps.length, withPath);
  return packHosts(hosts, sourceIps, saves ? without : withPath).map((packed) => {
    const { path, pathType } = packed.hosts.length + packed.sourceIps.length <= withPath.values ? CATCH_ALL : NO_PATH;
    return { path, pathType, furtherPaths: [], hosts: packed.hosts, sourceIps: packed.sourceIps };
  });
}

function patternsOf(paths: readonly TypedPath[]): Pattern[] {
  return paths.flatMap((at) => pathPatterns(at).map((text) => ({ text, at })));
}

function roomFor(patterns: readonly Pattern[], { wildcard }: HostList) {
  const wildcards = patterns.reduce((sum, { text }) => sum + countWildcards(text), 0);
  // More wildcards than a rule may have leave no room at all.
  if (wildcards > AWS_LIMITS.wildcardsPerRule) return { values: 0, hosts: 0 };
  return roomBeside(patterns.length, wildcards, wildcard);
}

interface Split {
  readonly rules: number;
  /** Prefixes whose two patterns stand in different rules. */
  readonly torn: number;
  readonly chunks: readonly (readonly Pattern[])[];
}

/**
 * Cuts a list of patterns where it takes the fewest rules, then where the fewest prefixes are torn apart. Of equals the
 * longest first chunk, so that a path that is appended changes the last rules only.
 */
function splitPatterns(patterns: readonly Pattern[], hosts: HostList, sources: number): Split {
  const best: Split[] = [{ rules: 0, torn: 0, chunks: [] }];
  // From the end: best[0] is about the patterns from `start` on.
  for (let start = patterns.length - 1; start >= 0; start--) {
    let found: Split = { rules: Number.POSITIVE_INFINITY, torn: 0, chunks: [] };
    const longest = Math.min(AWS_LIMITS.conditionValuesPerRule - 1, patterns.length - start);
    for (let length = longest; length >= 1; length--) {
      const chunk = patterns.slice(start, start + length);
      const rest = best[length - 1]!;
      const rules = countPacked(hosts.hosts.length, sources, roomFor(chunk, hosts)) + rest.rules;
      const torn = rest.torn + (chunk.at(-1)?.at === patterns[start + length]?.at ? 1 : 0);
      if (rules < found.rules || (rules === found.rules && torn < found.torn)) {
        found = { rules, torn, chunks: [chunk, ...rest.chunks] };
      }
    }
    best.unshift(found);
  }
  return best[0]!;
}

/** The path of the Ingress rule that gives the first patterns of a chunk, and what is left for its conditions. */
function writtenAs(patterns: readonly Pattern[]): { readonly at: TypedPath; readonly further: readonly string[] } {
  const [first, second] = patterns as [Pattern, Pattern | undefined];
  const { path, pathType } = first.at;
  const isWhole = pathType !== "Prefix" || first.at === second?.at;
  const at: TypedPath = isWhole
    ? { path: pathType === "Prefix" ? normalizePrefix(path) : path, pathType }
    : { path: first.text, pathType: countWildcards(first.text) === 0 ? "Exact" : "ImplementationSpecific" };
  const taken = pathPatterns(at).length;
  return { at, further: patterns.slice(taken).map(({ text }) => text) };
}
