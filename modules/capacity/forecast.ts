import type { LoadBalancerPlan, QuotaName } from "../plan";

/*
 * How fast a load balancer fills. Rolling weeks of seven days that end today, so that nothing depends on the weekday
 * on which the forecast is asked for.
 */

const DAY = 24 * 60 * 60 * 1000;
export const WEEK = 7 * DAY;

/** Weeks of history that are looked at. */
export const HISTORY_WEEKS = 12;

/** With less history than this one week decides everything, so there is no forecast. */
const MIN_HISTORY_WEEKS = 4;

/** Three months of history say nothing about later than two years from now. */
export const HORIZON_WEEKS = 104;

/** How fast a load balancer fills, as its plans of the last weeks tell. */
export interface Growth {
  /** Rules used at the end of each week, the oldest first, the last one today: 5 to 13 numbers. */
  readonly rulesByWeek: readonly number[];
  /** The rates that forecasts use: what more is used of each quota every week, less where it is negative. */
  readonly perWeek: Readonly<Record<QuotaName, number>>;
  readonly tenantsPerWeek: number;
}

type Sample = Pick<LoadBalancerPlan, "tenants" | "quotas">;

/**
 * The growth of a load balancer, measured: what was used of its quotas at the end of each of the last weeks. So
 * tenants that leave count as well as those that come, and so do tenants that need more than before.
 *
 * The week in which it got its first tenants is where its growth begins: an import that it began with is none.
 *
 * @param samples plans of the load balancer, the oldest first, the last one today; undefined where there is none
 * @returns undefined when it has had tenants for less than four weeks
 */
export function growthOf(samples: readonly (Sample | undefined)[]): Growth | undefined {
  const latest = samples.slice(-HISTORY_WEEKS - 1);
  const first = latest.findIndex((sample) => sample !== undefined && sample.tenants.length > 0);
  const known = first < 0 ? [] : latest.slice(first);
  if (known.length <= MIN_HISTORY_WEEKS) return undefined;
  const rate = (measure: (sample: Sample) => number) => robustMean(changes(interpolated(known, measure)));
  const used = (name: QuotaName) => rate(({ quotas }) => quotas[name].used);
  return {
    rulesByWeek: interpolated(known, ({ quotas }) => quotas.rules.used).map(Math.round),
    perWeek: {
      rules: used("rules"),
      targetGroups: used("targetGroups"),
      certificates: used("certificates"),
      securityGroupRules: used("securityGroupRules"),
    },
    tenantsPerWeek: rate(({ tenants }) => tenants.length),
  };
}

/** Numbers by week; between known ones on a straight line. The first and the last are known. */
function interpolated(samples: readonly (Sample | undefined)[], measure: (sample: Sample) => number): number[] {
  let before = 0;
  return samples.map((sample, week) => {
    if (sample !== undefined) {
      before = week;
      return measure(sample);
    }
    const after = samples.findIndex((one, later) => later > week && one !== undefined);
    const [from, to] = [measure(samples[before]!), measure(samples[after]!)];
    return from + ((to - from) * (week - before)) / (after - before);
  });
}

function changes(numbers: readonly number[]): number[] {
  return numbers.slice(1).map((number, index) => number - numbers[index]!);
}

/** One week of so many may be as it is by chance, at either end: a bulk import, a clean-up. */
const WEEKS_FOR_AN_OUTLIER = 4;

/**
 * The mean in which the quarter of the weeks with the highest numbers counts as much as the next one, and so does the
 * quarter with the lowest: an import over three weeks does not become a trend. (A median would call a fleet that gets
 * a tenant every third week one that does not grow.)
 */
function robustMean(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const outliers = Math.floor(sorted.length / WEEKS_FOR_AN_OUTLIER);
  const [lowest, highest] = [sorted[outliers]!, sorted[sorted.length - 1 - outliers]!];
  const sum = sorted.reduce((total, number) => total + Math.min(highest, Math.max(lowest, number)), 0);
  return sum / sorted.length;
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
