import { AWS_LIMITS } from "../aws";

/*
 * How hosts and sources are split over listener rules, each of which has five values and five wildcards.
 */

/** What one listener rule has room for. */
export interface RuleRoom {
  /** Hosts and sources together. */
  readonly values: number;
  /** Most hosts, where each is a wildcard; else as many as `values`. */
  readonly hosts: number;
}

/** Hosts and sources of one listener rule. */
export interface Packed {
  readonly hosts: readonly string[];
  readonly sourceIps: readonly string[];
}

/** The room that path patterns leave in a rule (five values, five wildcards). */
export function roomBeside(pathValues: number, pathWildcards: number, wildcardHosts: boolean): RuleRoom {
  const values = AWS_LIMITS.conditionValuesPerRule - pathValues;
  return { values, hosts: wildcardHosts ? Math.min(values, AWS_LIMITS.wildcardsPerRule - pathWildcards) : values };
}

/**
 * Splits hosts (and sources, if any) over as few listener rules as possible, so that every host meets every source
 * in one rule. Hosts and sources span a table, and each rule covers a rectangle of it; the table is cut in two,
 * over and over, wherever that costs least. Squares of two by two would cost more: 3 hosts with 3 sources take
 * 4 rules that way and 3 this way.
 */
export function packHosts(hosts: readonly string[], sourceIps: readonly string[], room: RuleRoom): Packed[] {
  if (sourceIps.length === 0) {
    const size = Math.min(room.hosts, room.values);
    if (hosts.length <= size) return [{ hosts, sourceIps }];
    return chunks(hosts, size).map((chunk) => ({ hosts: chunk, sourceIps }));
  }
  const packed: Packed[] = [];
  cutInto(packed, hosts, sourceIps, room);
  return packed;
}

/** The number of rules that `packHosts` makes; infinite where a rule has no room for a host and a source. */
export function countPacked(hosts: number, sources: number, room: RuleRoom): number {
  if (room.hosts < 1 || room.values < (sources === 0 ? 1 : 2)) return Number.POSITIVE_INFINITY;
  return sources === 0 ? Math.ceil(hosts / Math.min(room.hosts, room.values)) : bestCut(hosts, sources, room).rules;
}

function cutInto(packed: Packed[], hosts: readonly string[], sourceIps: readonly string[], room: RuleRoom): void {
  const cut = bestCut(hosts.length, sourceIps.length, room);
  if (cut.rules === 1) {
    packed.push({ hosts, sourceIps });
    return;
  }
  if (cut.hosts === 0 && cut.sources === 0) {
    const pick = (values: readonly string[], indexes: readonly number[]) => indexes.map((index) => values[index]!);
    for (const [h, s] of INTERLOCKED) packed.push({ hosts: pick(hosts, h), sourceIps: pick(sourceIps, s) });
    return;
  }
  const atHost = cut.hosts === 0 ? hosts.length : cut.hosts;
  const atSource = cut.sources === 0 ? sourceIps.length : cut.sources;
  cutInto(packed, hosts.slice(0, atHost), sourceIps.slice(0, atSource), room);
  if (cut.hosts !== 0) cutInto(packed, hosts.slice(atHost), sourceIps, room);
  else cutInto(packed, hosts, sourceIps.slice(atSource), room);
}

/**
 * Five hosts with five sources in seven rules (indexes of hosts and sources); with cuts alone it takes eight. For all
 * other sizes up to ten by ten, cuts alone reach the least number that is possible.
 */
const INTERLOCKED_SIZE = 5;
const INTERLOCKED: readonly (readonly [hosts: readonly number[], sources: readonly number[]])[] = [
  [[0], [0, 1, 2]],
  [[0, 1, 2], [3]],
  [[0, 3, 4], [4]],
  [
    [1, 2],
    [0, 1],
  ],
  [
    [1, 2],
    [2, 4],
  ],
  [
    [3, 4],
    [0, 1],
  ],
  [
    [3, 4],
    [2, 3],
  ],
];

/**
 * Where to cut: after how many hosts or sources, and the rules that it takes. Both 0: nowhere, since it fits in one
 * rule or is covered by interlocked ones.
 */
interface Cut {
  readonly rules: number;
  readonly hosts: number;
  readonly sources: number;
}

/** A dozen is cut off a longer list, which costs nothing: twos and threes both go into it. */
const DOZEN = 12;

const cuts = new Map<string, Cut>();

function bestCut(hosts: number, sources: number, room: RuleRoom): Cut {
  if (hosts <= room.hosts && hosts + sources <= room.values) return { rules: 1, hosts: 0, sources: 0 };
  const key = `${hosts},${sources},${room.hosts},${room.values}`;
  const known = cuts.get(key);
  if (known !== undefined) return known;
  const fits = hosts === INTERLOCKED_SIZE && sources === INTERLOCKED_SIZE && room.values >= 4 && room.hosts >= 3;
  if (hosts > 2 * DOZEN) return cutAt(DOZEN, 0, hosts, sources, room);
  if (sources > 2 * DOZEN) return cutAt(0, DOZEN, hosts, sources, room);
  let best: Cut = { rules: fits ? INTERLOCKED.length : Number.POSITIVE_INFINITY, hosts: 0, sources: 0 };
  const candidates = [
    ...cutsOf(hosts, Math.min(room.hosts, room.values - 1)).map((at) => cutAt(at, 0, hosts, sources, room)),
    ...cutsOf(sources, room.values - 1).map((at) => cutAt(0, at, hosts, sources, room)),
  ];
  for (const cut of candidates) if (cut.rules < best.rules) best = cut;
  cuts.set(key, best);
  return best;
}

/** Exactly one of the two places is 0. */
function cutAt(atHost: number, atSource: number, hosts: number, sources: number, room: RuleRoom): Cut {
  const first = bestCut(atHost || hosts, atSource || sources, room);
  const second = bestCut(hosts - atHost, sources - atSource, room);
  return { rules: first.rules + second.rules, hosts: atHost, sources: atSource };
}

/**
 * Where a list can be cut. As many as fit into a rule come first, so that a value that is appended changes the last
 * rules only. A first part larger than what is covered without a cut gains nothing over cutting that part later.
 */
function cutsOf(length: number, fits: number): number[] {
  const all = Array.from({ length: Math.min(length - 1, INTERLOCKED_SIZE) }, (_, index) => index + 1);
  return [...all.filter((at) => at <= fits).reverse(), ...all.filter((at) => at > fits)];
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const result: T[][] = [];
  for (let start = 0; start < items.length; start += size) result.push(items.slice(start, start + size));
  return result;
}
