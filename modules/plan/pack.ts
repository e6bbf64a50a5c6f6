import { AWS_LIMITS } from "../aws";

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
 * over and over, wherever that costs least. Plain rows of rectangles would cost more: 5 hosts with 5 sources take
 * 9 rules that way and 8 this way.
 */
export function packHosts(hosts: readonly string[], sourceIps: readonly string[], room: RuleRoom): Packed[] {
  if (sourceIps.length === 0) {
    const size = Math.min(room.hosts, room.values);
    return chunks(hosts, size).map((chunk) => ({ hosts: chunk, sourceIps: [] }));
  }
  const packed: Packed[] = [];
  cutInto(packed, hosts, sourceIps, room);
  return packed;
}

function cutInto(packed: Packed[], hosts: readonly string[], sourceIps: readonly string[], room: RuleRoom): void {
  const cut = bestCut(hosts.length, sourceIps.length, room);
  if (cut.hosts === 0 && cut.sources === 0) {
    packed.push({ hosts, sourceIps });
    return;
  }
  const atHost = cut.hosts === 0 ? hosts.length : cut.hosts;
  const atSource = cut.sources === 0 ? sourceIps.length : cut.sources;
  cutInto(packed, hosts.slice(0, atHost), sourceIps.slice(0, atSource), room);
  if (cut.hosts !== 0) cutInto(packed, hosts.slice(atHost), sourceIps, room);
  else cutInto(packed, hosts, sourceIps.slice(atSource), room);
}

/** Where to cut: after how many hosts or sources (both 0: it fits in one rule), and the rules that it takes. */
interface Cut {
  readonly rules: number;
  readonly hosts: number;
  readonly sources: number;
}

const cuts = new Map<string, Cut>();

function bestCut(hosts: number, sources: number, room: RuleRoom): Cut {
  if (hosts <= room.hosts && hosts + sources <= room.values) return { rules: 1, hosts: 0, sources: 0 };
  const key = `${hosts},${sources},${room.hosts},${room.values}`;
  const known = cuts.get(key);
  if (known !== undefined) return known;
  let best: Cut = { rules: Number.POSITIVE_INFINITY, hosts: 0, sources: 0 };
  // A first part larger than one rule's room gains nothing over cutting that part itself later.
  for (let at = 1; at < hosts && at < AWS_LIMITS.conditionValuesPerRule; at++) {
    const rules = bestCut(at, sources, room).rules + bestCut(hosts - at, sources, room).rules;
    if (rules < best.rules) best = { rules, hosts: at, sources: 0 };
  }
  for (let at = 1; at < sources && at < AWS_LIMITS.conditionValuesPerRule; at++) {
    const rules = bestCut(hosts, at, room).rules + bestCut(hosts, sources - at, room).rules;
    if (rules < best.rules) best = { rules, hosts: 0, sources: at };
  }
  cuts.set(key, best);
  return best;
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const result: T[][] = [];
  for (let start = 0; start < items.length; start += size) result.push(items.slice(start, start + size));
  return result;
}
