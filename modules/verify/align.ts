import { actionKey, conditionsKey, type ObservedRule } from "../alb";

/** What became of a planned rule, or where an ALB's rule comes from. Indexes are of the given lists. */
export interface Alignment {
  /** Equal, and in the right order among each other. */
  readonly same: readonly Pair[];
  /** Equal but in the wrong place: a rule that should answer later answers before another, or the other way round. */
  readonly moved: readonly Pair[];
  /** The same rule with another action or other conditions. */
  readonly changed: readonly Pair[];
  /** Of the plan only. */
  readonly missing: readonly number[];
  /** Of the ALB only. */
  readonly unexpected: readonly number[];
}

export interface Pair {
  readonly expected: number;
  readonly actual: number;
}

/**
 * Pairs the rules of a plan with those of an ALB by what they say, not by priority: one rule inserted in front of a
 * hundred is one difference. Both in priority order.
 */
export function alignRules(expected: readonly ObservedRule[], actual: readonly ObservedRule[]): Alignment {
  const openExpected = new Set(expected.keys());
  const openActual = new Set(actual.keys());
  const pairBy = (key: (rule: ObservedRule) => readonly string[]): Pair[] => {
    const pairs = pairByKeys(expected, actual, openExpected, openActual, key);
    for (const pair of pairs) {
      openExpected.delete(pair.expected);
      openActual.delete(pair.actual);
    }
    return pairs;
  };
  const equal = pairBy((rule) => [`${requestsKey(rule)} ${actionKey(rule.action)}`]);
  // From the surest to the vaguest sign that two rules are the same one: its answer changed, its hosts, its paths.
  const changed = [
    ...pairBy((rule) => [requestsKey(rule)]),
    ...pairBy((rule) =>
      hostKeys(rule, [...rule.conditions.paths].sort().join(" "), rule.conditions.sourceIps.length > 0),
    ),
    ...pairBy((rule) => hostKeys(rule, actionKey(rule.action), rule.conditions.sourceIps.length > 0)),
  ];
  const inOrder = longestIncreasing(equal.map((pair) => pair.actual));
  return {
    same: equal.filter((_, index) => inOrder.has(index)),
    moved: equal.filter((_, index) => !inOrder.has(index)),
    changed: changed.sort((a, b) => a.expected - b.expected),
    missing: [...openExpected],
    unexpected: [...openActual],
  };
}

/** Equal for rules that take the same requests and rewrite them alike. */
export function requestsKey({ conditions, transforms = [] }: ObservedRule): string {
  return JSON.stringify([conditionsKey(conditions), transforms]);
}

/** A key for each host, so that rules are found that share one. */
function hostKeys({ conditions }: ObservedRule, ...more: readonly unknown[]): string[] {
  return conditions.hosts.map((host) => JSON.stringify([host.toLowerCase(), ...more]));
}

/** Pairs each open rule of the plan, in order, with the first open one of the ALB that shares a key. */
function pairByKeys(
  expected: readonly ObservedRule[],
  actual: readonly ObservedRule[],
  openExpected: ReadonlySet<number>,
  openActual: ReadonlySet<number>,
  keysOf: (rule: ObservedRule) => readonly string[],
): Pair[] {
  const byKey = new Map<string, number[]>();
  for (const index of openActual) {
    for (const key of keysOf(actual[index]!)) {
      const indexes = byKey.get(key);
      if (indexes === undefined) byKey.set(key, [index]);
      else indexes.push(index);
    }
  }
  const taken = new Set<number>();
  const pairs: Pair[] = [];
  for (const index of openExpected) {
    const candidates = keysOf(expected[index]!).flatMap((key) => byKey.get(key) ?? []);
    const match = candidates.find((candidate) => !taken.has(candidate));
    if (match === undefined) continue;
    taken.add(match);
    pairs.push({ expected: index, actual: match });
  }
  return pairs;
}

/** Indexes of a longest strictly increasing subsequence, by patience sorting: O(n log n). */
function longestIncreasing(values: readonly number[]): Set<number> {
  /** At n: index of the smallest value that ends an increasing subsequence of length n + 1. */
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  values.forEach((value, index) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[ends[middle]!]! < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = ends[low - 1];
    ends[low] = index;
  });
  const chosen = new Set<number>();
  for (let index = ends.at(-1); index !== undefined; index = previous[index]) chosen.add(index);
  return chosen;
}
