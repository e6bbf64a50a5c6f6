import type { Metric } from "./metrics";

/** CloudWatch metric maths; `id` gives the ID that a metric or an earlier step has where the expression is used. */
export type Expression = (id: (name: string) => string) => string;

/** What an alarm watches and the dashboard draws: a metric, or a value computed from several. */
export interface Series {
  /** With the unit, as it stands in a legend. */
  readonly label: string;
  /** By name; a series without steps is its only metric. */
  readonly metrics: Readonly<Record<string, Metric>>;
  /** By name, in order: each uses metrics and earlier steps, and the last one is the value. */
  readonly steps?: Readonly<Record<string, Expression>>;
}

/** A metric as it is. */
export function plain(label: string, metric: Metric): Series {
  return { label, metrics: { metric } };
}

/** Counts, as a number per so many seconds whatever the period is. */
export function rate(label: string, metric: Metric, seconds = 1): Series {
  return {
    label,
    metrics: { metric },
    steps: { value: (id) => `${seconds === 1 ? "" : `${seconds} * `}${id("metric")} / PERIOD(${id("metric")})` },
  };
}

/** A count as a number, also where there was nothing to count and so no value. */
export function count(name: string): Expression {
  return (id) => `FILL(${id(name)}, 0)`;
}

/**
 * `part` as a percentage of `whole`, 0 while there is none. Both are steps, or metrics that always have a value.
 *
 * @param series has the metrics, and the steps that give both
 */
export function percentage(series: Series, part: string, whole: string): Series {
  return withStep(series, "share", (id) => `IF(${id(whole)} > 0, 100 * ${id(part)} / ${id(whole)}, 0)`);
}

/** The series whose value is one more step. */
export function withStep(series: Series, name: string, expression: Expression): Series {
  return { ...series, steps: { ...series.steps, [name]: expression } };
}
