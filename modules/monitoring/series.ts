import type { Metric } from "./metrics";

/** What an alarm watches and the dashboard draws: a metric, or a value computed from several. */
export interface Series {
  /** With the unit, as it stands in a legend. */
  readonly label: string;
  /** By name; a series without `value` is its only metric. */
  readonly metrics: Readonly<Record<string, Metric>>;
  /** CloudWatch metric maths; `id` gives the ID of a metric where the expression is used. */
  readonly value?: (id: (metric: string) => string) => string;
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
    value: (id) => `${seconds === 1 ? "" : `${seconds} * `}${id("metric")} / PERIOD(${id("metric")})`,
  };
}

/**
 * Errors as a percentage of all requests, 0 while there are fewer than `minimumRequests` in a period: one error of
 * two requests at night is nobody's emergency.
 *
 * @param total gives the number of all requests, from the number of errors and of the requests that were counted
 */
export function share(
  label: string,
  { errors, requests }: { readonly errors: Metric; readonly requests: Metric },
  minimumRequests: number,
  total: (errors: string, requests: string) => string,
): Series {
  return {
    label,
    metrics: { errors, requests },
    value: (id) => {
      // A minute without errors, or without requests, has no value at all.
      const all = total(`FILL(${id("errors")}, 0)`, `FILL(${id("requests")}, 0)`);
      return `IF(${all} >= ${minimumRequests}, 100 * FILL(${id("errors")}, 0) / (${all}), 0)`;
    },
  };
}
