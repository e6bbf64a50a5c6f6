import type { Resource } from "../synthesize";
import { evaluationRange, isBreaching, nextState, type State } from "./alarm-state";
import { evaluate, type Value } from "./metric-math";

/** A metric as an alarm's resource names it. */
export interface Watched {
  readonly name: string;
  readonly stat: string;
}

export interface World {
  /** Minutes that are simulated. */
  readonly minutes: number;
  /** A metric's value in one minute; undefined where nothing is reported. */
  readonly valueOf: (metric: Watched, minute: number) => Value;
  /** What anomaly detection expects in a period that begins with a minute. */
  readonly expected: (minute: number, periodSeconds: number) => readonly [number, number];
  /** Minutes by which a metric arrives late. Default: it is there when its minute is over. */
  readonly late?: Readonly<Record<string, number>>;
}

export interface Change {
  readonly minute: number;
  readonly state: State;
}

/** The changes of an alarm's state, from its creation in minute 0 on, evaluated whenever a period is over. */
export function simulate(alarm: Resource, world: World): Change[] {
  const watched = watchedBy(alarm);
  const periodMinutes = watched.periodSeconds / 60;
  const periods = evaluationRange(alarm.evaluation_periods);
  const latest = Math.max(0, ...Object.values(world.late ?? {}));
  const settled = new Map<number, Value>();
  const valueFrom = (from: number, now: number): Value => {
    if (settled.has(from)) return settled.get(from);
    const value = watched.valueIn(world, from, now);
    if (now >= from + periodMinutes + latest) settled.set(from, value);
    return value;
  };
  let state: State = "INSUFFICIENT_DATA";
  const changes: Change[] = [];
  for (let now = periodMinutes; now <= world.minutes; now += periodMinutes) {
    const breaching = Array.from({ length: periods }, (_, index) => {
      const from = now - (periods - index) * periodMinutes;
      if (from < 0) return undefined;
      const value = valueFrom(from, now);
      const band = world.expected(from, watched.periodSeconds);
      return isBreaching(value, alarm.comparison_operator, alarm.threshold, band);
    });
    const next = nextState(
      breaching,
      {
        evaluationPeriods: alarm.evaluation_periods,
        datapointsToAlarm: alarm.datapoints_to_alarm,
        treatMissingData: alarm.treat_missing_data,
      },
      state,
    );
    if (next !== state) changes.push({ minute: now, state: next });
    state = next;
  }
  return changes;
}

interface Reading {
  readonly periodSeconds: number;
  /** The value of the period that begins with a minute, as far as it is known now. */
  readonly valueIn: (world: World, from: number, now: number) => Value;
}

function watchedBy(alarm: Resource): Reading {
  if (alarm.metric_query === undefined) {
    const metric = { name: alarm.metric_name, stat: alarm.statistic };
    return {
      periodSeconds: alarm.period,
      valueIn: (world, from, now) => inPeriod(world, metric, from, alarm.period, now),
    };
  }
  const queries: readonly Resource[] = alarm.metric_query;
  const periodSeconds = queries.find(({ metric }) => metric !== undefined)!.metric.period;
  const result = queries.find(({ return_data, id }) => return_data && id !== alarm.threshold_metric_id)!;
  return {
    periodSeconds,
    valueIn: (world, from, now) => {
      const known = new Map<string, Value>();
      const valueById = (id: string): Value => {
        if (!known.has(id)) known.set(id, compute(id));
        return known.get(id);
      };
      const compute = (id: string): Value => {
        const { expression, metric } = queries.find((query) => query.id === id)!;
        if (expression !== undefined) return evaluate(expression, { valueOf: valueById, periodSeconds });
        return inPeriod(world, { name: metric.metric_name, stat: metric.stat }, from, periodSeconds, now);
      };
      return valueById(result.id);
    },
  };
}

function inPeriod(world: World, metric: Watched, from: number, periodSeconds: number, now: number): Value {
  const last = Math.min(from + periodSeconds / 60, now - (world.late?.[metric.name] ?? 0));
  const values: number[] = [];
  for (let minute = from; minute < last; minute++) {
    const value = world.valueOf(metric, minute);
    if (value !== undefined) values.push(value);
  }
  if (values.length === 0) return undefined;
  if (metric.stat === "Sum") return values.reduce((total, value) => total + value, 0);
  return metric.stat === "Minimum" ? Math.min(...values) : Math.max(...values);
}
