import { AWS_LIMITS } from "../aws";

/**
 * Patterns as ALB reads them: `*` stands for any number of characters (dots and slashes too), `?` for exactly one.
 */

/** In a text: a place where any text may stand, over which only a star stands. No request has it in its path or host. */
const ANY_TEXT = "\x01";

/** Whether a text matches a pattern. Both as they are: lower the case of hosts before. */
export function matchesPattern(pattern: string, text: string): boolean {
  // Greedy with one step back to the last star: linear for the patterns that people write, never exponential.
  let inPattern = 0;
  let inText = 0;
  let star = -1;
  let starText = 0;
  while (inText < text.length) {
    const char = pattern[inPattern];
    if (char === "*") {
      star = inPattern++;
      starText = inText;
    } else if (char !== undefined && ((char === "?" && text[inText] !== ANY_TEXT) || char === text[inText])) {
      inPattern++;
      inText++;
    } else if (star !== -1) {
      inPattern = star + 1;
      inText = ++starText;
    } else return false;
  }
  while (pattern[inPattern] === "*") inPattern++;
  return inPattern === pattern.length;
}

/**
 * Whether everything that `inner` matches is matched by `outer` as well. A pattern with more wildcards than ALB
 * allows covers nothing: it never becomes a rule, and could take for ever to compare.
 */
export function coversPattern(outer: string, inner: string): boolean {
  const fixed = outer.search(/[*?]/);
  if (fixed === -1) return outer === inner;
  if (!inner.startsWith(outer.slice(0, fixed)) || countWildcards(outer) > AWS_LIMITS.wildcardsPerRule) return false;
  if (countWildcards(inner) === 0) return matchesPattern(outer, inner);
  // Comparing two patterns in full takes a thousand times as long as to see that most pairs differ already in the text
  // in which each wildcard of inner is a character that is not in outer, or that a star of outer stands over each of inner.
  const example = inner.replaceAll("?", "\0");
  if (!matchesPattern(outer, example.replaceAll("*", "\0"))) return false;
  if (matchesPattern(outer, example.replaceAll("*", ANY_TEXT))) return true;
  // Every character of outer and one that is not in it: all others behave like that one.
  const alphabet = new Set(`${outer.replaceAll(/[*?]/g, "")}\0`);
  const seen = new Set<string>();
  // Walks through inner with all positions in outer that the text so far can have led to.
  const covers = (at: number, positions: readonly number[]): boolean => {
    const state = `${at} ${positions}`;
    if (positions.length === 0) return false;
    if (seen.has(state)) return true;
    seen.add(state);
    const char = inner[at];
    if (char === undefined) return positions.some((position) => /^\**$/.test(outer.slice(position)));
    if (char !== "*" && char !== "?") return covers(at + 1, step(outer, positions, char));
    if (char === "*" && !covers(at + 1, positions)) return false;
    const next = char === "*" ? at : at + 1;
    return [...alphabet].every((any) => covers(next, step(outer, positions, any)));
  };
  return covers(0, [0]);
}

/** The positions in a pattern after one more character of the text. */
function step(pattern: string, positions: readonly number[], char: string): number[] {
  const next = new Set<number>();
  for (let position of positions) {
    // A star may stand for nothing more, or for this character and further ones.
    for (; pattern[position] === "*"; position++) next.add(position);
    if (pattern[position] === char || pattern[position] === "?") next.add(position + 1);
  }
  // What a star can become includes what the positions before it can.
  const sorted = [...next].sort((a, b) => a - b);
  return sorted.slice(
    Math.max(
      0,
      sorted.findLastIndex((position) => pattern[position] === "*"),
    ),
  );
}

/** Whether some text matches both patterns. */
export function patternsOverlap(a: string, b: string): boolean {
  if (differAtTheStart(a, b)) return false;
  // reachable[j]: the pattern b up to j can match what a up to i does. Row by row, so long patterns cost little.
  let reachable = closure([true, ...new Array<boolean>(b.length).fill(false)], b);
  for (const char of a) {
    const next = new Array<boolean>(b.length + 1).fill(false);
    for (let at = 0; at <= b.length; at++) {
      if (!reachable[at]) continue;
      if (char === "*") next.fill(true, at);
      else if (b[at] === "*") next[at] = true;
      else if (at < b.length && (char === "?" || b[at] === "?" || char === b[at])) next[at + 1] = true;
    }
    reachable = closure(next, b);
  }
  return reachable[b.length] === true;
}

/** Most patterns have other characters before their first wildcard. */
function differAtTheStart(a: string, b: string): boolean {
  for (let at = 0; at < a.length && at < b.length; at++) {
    const [one, other] = [a[at]!, b[at]!];
    if (isWildcard(one) || isWildcard(other)) return false;
    if (one !== other) return true;
  }
  return false;
}

function isWildcard(char: string): boolean {
  return char === "*" || char === "?";
}

/** A star may stand for nothing. */
function closure(reachable: boolean[], pattern: string): boolean[] {
  for (let at = 0; at < pattern.length; at++) {
    if (reachable[at] && pattern[at] === "*") reachable[at + 1] = true;
  }
  return reachable;
}

/** The number of wildcards in a pattern; ALB allows five in a rule. */
export function countWildcards(pattern: string): number {
  return pattern.split(/[*?]/).length - 1;
}
