/**
 * Patterns as ALB reads them: `*` stands for any number of characters (dots and slashes too), `?` for exactly one.
 */

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
    } else if (char !== undefined && (char === "?" || char === text[inText])) {
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

/** Whether everything that `inner` matches is matched by `outer` as well. */
export function coversPattern(outer: string, inner: string): boolean {
  // Row by row of outer: which prefixes of inner are covered by the part of outer read so far.
  let row = new Array<boolean>(inner.length + 1).fill(false);
  row[0] = true;
  for (const char of outer) {
    const next = new Array<boolean>(inner.length + 1).fill(false);
    next[0] = char === "*" && row[0] === true;
    for (let end = 1; end <= inner.length; end++) {
      const last = inner[end - 1];
      if (char === "*") next[end] = row[end] === true || next[end - 1] === true;
      else next[end] = row[end - 1] === true && (char === last || (char === "?" && last !== "*"));
    }
    row = next;
  }
  return row[inner.length] === true;
}

/** The number of wildcards in a pattern; ALB allows five in a rule. */
export function countWildcards(pattern: string): number {
  return pattern.split(/[*?]/).length - 1;
}
