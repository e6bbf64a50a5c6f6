const UNITS = ["B", "kB", "MB", "GB", "TB", "PB"];

/** Bytes with three digits: `999 B`, `1.23 MB`. */
export function describeBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  for (; value >= 999.5 && unit < UNITS.length - 1; unit++) value /= 1000;
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${value.toFixed(digits)} ${UNITS[unit]}`;
}

/** A share as a percentage; what is not 0 does not look like it. */
export function describeShare(share: number): string {
  if (share > 0 && share < 0.001) return "<0.1 %";
  return `${(share * 100).toFixed(1)} %`;
}

/** Seconds in milliseconds or, from 10 s on, in seconds. */
export function describeSeconds(seconds: number): string {
  return seconds < 10 ? `${Math.round(seconds * 1000)} ms` : `${Math.round(seconds)} s`;
}

/** A number with its thousands apart. */
export function describeNumber(number: number): string {
  return number.toLocaleString("en-US");
}

/** How long something is ago: `40 s`, `7 min`, `3 h`, `12 days`. */
export function describeAge(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 90) return `${seconds} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  if (seconds < 48 * 3600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}
