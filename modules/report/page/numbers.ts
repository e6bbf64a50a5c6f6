/** 12345 → `12,345`. The page speaks English wherever it is read. */
export function grouped(number: number): string {
  return number.toLocaleString("en-GB");
}

/** `1 host`, `2 hosts`. */
export function counted(number: number, noun: string): string {
  return `${grouped(number)} ${nounFor(number, noun)}`;
}

export function nounFor(number: number, noun: string): string {
  return number === 1 ? noun : `${noun}s`;
}
