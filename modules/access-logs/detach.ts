/** A copy of a short text: a slice of a larger one would keep all of that in memory for as long as it is held. */
export function detach(text: string): string {
  return Buffer.from(text, "latin1").toString("latin1");
}
