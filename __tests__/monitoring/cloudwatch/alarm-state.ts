import type { Value } from "./metric-math";

/**
 * How CloudWatch decides an alarm's state from its latest data points ("Configuring how CloudWatch alarms treat missing
 * data", AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html).
 */
export type State = "OK" | "ALARM" | "INSUFFICIENT_DATA";
export type TreatMissingData = "missing" | "ignore" | "breaching" | "notBreaching";

export interface Evaluation {
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly treatMissingData: TreatMissingData;
}

/** CloudWatch fetches more data points than it evaluates; two more, as in its documentation's examples. */
export function evaluationRange(evaluationPeriods: number): number {
  return evaluationPeriods + 2;
}

/**
 * @param breaching whether each period of the evaluation range passes the threshold, the oldest first; undefined where
 *   there is no data
 */
export function nextState(
  breaching: readonly (boolean | undefined)[],
  { evaluationPeriods, datapointsToAlarm, treatMissingData }: Evaluation,
  current: State,
): State {
  const real = breaching.filter((one) => one !== undefined);
  const missing = Math.max(0, evaluationPeriods - real.length);
  const evaluated = real.slice(-evaluationPeriods);
  const bad = evaluated.filter(Boolean).length;
  const byNumber = (number: number): State => (number >= datapointsToAlarm ? "ALARM" : "OK");
  if (missing === 0) return byNumber(bad);
  switch (treatMissingData) {
    case "breaching":
      return byNumber(bad + missing);
    case "notBreaching":
      return byNumber(bad);
    default: {
      if (real.length === 0) return treatMissingData === "missing" ? "INSUFFICIENT_DATA" : current;
      if (bad >= datapointsToAlarm) return "ALARM";
      // All that is known breaches, and has for long enough: what is missing since does not make it right.
      const ageOfOldest = breaching.length - breaching.findIndex((one) => one !== undefined);
      const early = bad === real.length && ageOfOldest >= datapointsToAlarm;
      if (!early) return "OK";
      return treatMissingData === "missing" ? "ALARM" : current;
    }
  }
}

export function isBreaching(value: Value, comparison: string, threshold: number, band?: readonly [number, number]) {
  if (value === undefined) return undefined;
  switch (comparison) {
    case "GreaterThanOrEqualToThreshold":
      return value >= threshold;
    case "LessThanThreshold":
      return value < threshold;
    case "LessThanLowerOrGreaterThanUpperThreshold":
      return band === undefined ? undefined : value < band[0] || value > band[1];
    default:
      throw new Error(`${comparison} is not known here.`);
  }
}
