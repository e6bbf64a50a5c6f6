import { UsageError } from "./output";

const MS_OF_UNIT = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/**
 * Milliseconds of a time such as `90s`, `15m`, `6h` or `2d`.
 *
 * @param examples for the message, such as `15m, 6h, 2d`
 * @throws UsageError
 */
export function parseDuration(option: string, text: string, examples: string): number {
  const [, number, unit] = /^([1-9]\d{0,4})([smhd])$/.exec(text) ?? [];
  if (unit === undefined) {
    throw new UsageError(`${option} ${JSON.stringify(text)} is not a time: write ${examples}.`);
  }
  return Number(number) * MS_OF_UNIT[unit as keyof typeof MS_OF_UNIT];
}
