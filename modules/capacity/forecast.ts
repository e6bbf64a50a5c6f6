/*
 * How fast a load balancer fills. Rolling weeks of seven days that end today, so that nothing depends on the weekday
 * on which the forecast is asked for.
 */

const DAY = 24 * 60 * 60 * 1000;
const WEEK = 7 * DAY;

/** Weeks of history that are looked at. */
const HISTORY_WEEKS = 12;

/** With less history than this one week decides everything, so there is no forecast. */
const MIN_HISTORY_WEEKS = 4;

/** Three months of history say nothing about later than two years from now. */
export const HORIZON_WEEKS = 104;

/** How many tenants a load balancer gets. */
export interface Growth {
  /** Tenants added in each of the last weeks, the oldest first: 4 to 12 numbers. */
  readonly addedPerWeek: readonly number[];
  /** The rate that forecasts use. */
  readonly tenantsPerWeek: number;
}

/**
 * The growth of a load balancer, from when each of its present tenants was added. A tenant that was removed counts
 * neither here nor in the quota; room that removals will make is not forecast.
 *
 * The rate is the mean in which the week with the most additions counts as much as the second: one bulk import does
 * not become a trend. (A median would call a fleet that gets a tenant every third week one that does not grow.)
 * The week in which the load balancer got its first tenant counts only once it is out of sight.
 *
 * @param addedAt milliseconds since 1970
 * @param today milliseconds since 1970
 * @returns undefined when the first tenant came less than four weeks ago
 */
export function growthOf(addedAt: readonly number[], today: number): Growth | undefined {
  const oldest = addedAt.reduce((least, time) => Math.min(least, time), today);
  const weeks = Math.min(HISTORY_WEEKS, Math.floor((today - oldest) / WEEK));
  if (weeks < MIN_HISTORY_WEEKS) return undefined;
  const addedPerWeek = new Array<number>(weeks).fill(0);
  for (const time of addedAt) {
    // A clock that is ahead makes a commit of the future one of this week.
    const weeksAgo = Math.max(0, Math.floor((today - time) / WEEK));
    if (weeksAgo < weeks) addedPerWeek[weeks - 1 - weeksAgo]! += 1;
  }
  return { addedPerWeek, tenantsPerWeek: robustMean(addedPerWeek) };
}

function robustMean(counts: readonly number[]): number {
  const [highest = 0, second = 0] = [...counts].sort((a, b) => b - a);
  const sum = counts.reduce((total, count) => total + count, 0);
  return (sum - highest + second) / counts.length;
}

/** The calendar week in which something happens. */
export interface Week {
  /** ISO 8601, such as `2027-W10`. */
  readonly week: string;
  /** Its Monday, such as `2027-03-08`. */
  readonly date: string;
}

/**
 * The week in which `free` is used up; undefined when that is not within two years.
 *
 * @param perWeek what is used of it every week
 * @param today milliseconds since 1970
 */
export function weekOfRunningOut(free: number, perWeek: number, today: number): Week | undefined {
  if (perWeek <= 0) return undefined;
  const weeks = Math.max(0, free) / perWeek;
  return weeks > HORIZON_WEEKS ? undefined : isoWeek(today + weeks * WEEK);
}

/** Weeks from one day to a week's Monday; 0 when that has passed. */
export function weeksUntil({ date }: Week, today: number): number {
  return Math.max(0, (Date.parse(date) - today) / WEEK);
}

/** A day in UTC, such as `2027-03-08`. */
export function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The ISO week (Monday to Sunday, UTC) that a moment is in; a week belongs to the year of its Thursday. */
export function isoWeek(time: number): Week {
  const sinceMonday = (new Date(time).getUTCDay() + 6) % 7;
  const monday = time - sinceMonday * DAY;
  const thursday = monday + 3 * DAY;
  const year = new Date(thursday).getUTCFullYear();
  const number = Math.floor((thursday - Date.UTC(year, 0, 1)) / WEEK) + 1;
  return { week: `${year}-W${String(number).padStart(2, "0")}`, date: isoDay(monday) };
}
