/** Whether some text matches both of two patterns with ALB's wildcards `*` and `?`. */
export function patternsOverlap(a: string, b: string): boolean {
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

/** A star may stand for nothing. */
function closure(reachable: boolean[], pattern: string): boolean[] {
  for (let at = 0; at < pattern.length; at++) {
    if (reachable[at] && pattern[at] === "*") reachable[at + 1] = true;
  }
  return reachable;
}
