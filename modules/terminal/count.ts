/** A number with its noun: `1 host`, `2 hosts`, `1.5 hosts`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}
