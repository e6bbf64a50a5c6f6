import { distance } from "fastest-levenshtein";

/** The known name that a misspelt one most likely stands for, if one is near enough. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  // Long texts are no misspelt names, and comparing them takes time.
  if (name.length > 100) return undefined;
  let best: string | undefined;
  let bestDistance = Math.min(name.length, Math.max(2, Math.floor(name.length / 3)) + 1);
  for (const candidate of known) {
    const far = distance(name.toLowerCase(), candidate.toLowerCase());
    if (far < bestDistance) [best, bestDistance] = [candidate, far];
  }
  return best;
}
