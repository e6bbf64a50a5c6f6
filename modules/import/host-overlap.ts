import { countWildcards, patternsOverlap } from "../alb";

/** Whether a request can be for hosts of both lists, of which an empty one means any host. */
export function hostsOverlap(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return true;
  return a.some((one) => b.some((other) => one === other || (isWild(one, other) && patternsOverlap(one, other))));
}

function isWild(a: string, b: string): boolean {
  return countWildcards(a) + countWildcards(b) > 0;
}
