import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
  type CloudwatchMetricAlarmMetricQuery,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { Construct } from "constructs";
import type { Alarm, MissingData } from "./alarm";
import type { Metric } from "./metrics";
import type { Series } from "./series";

export interface Notified {
  /** ARNs of SNS topics that are told when an alarm goes off. */
  readonly notify: readonly string[];
  /** Whether they are told of its end too, and so of the first evaluation of every new alarm. */
  readonly notifyOk: boolean;
}

/** The alarm as a resource. */
export function alarmResource(scope: Construct, alarm: Alarm, { notify, notifyOk }: Notified): CloudwatchMetricAlarm {
  const { name, resourceId, description, settings, missingData } = alarm;
  const actions = notify.length === 0 ? undefined : [...notify];
  const resource = new CloudwatchMetricAlarm(scope, resourceId, {
    alarmName: name,
    alarmDescription: description,
    ...condition(alarm),
    evaluationPeriods: settings.evaluationPeriods,
    datapointsToAlarm: settings.datapointsToAlarm,
    treatMissingData: TREAT_MISSING_DATA[missingData],
    alarmActions: actions,
    okActions: notifyOk ? actions : undefined,
    insufficientDataActions: missingData === "notified" ? actions : undefined,
  });
  resource.overrideLogicalId(resourceId);
  return resource;
}

const TREAT_MISSING_DATA: Readonly<Record<MissingData, string>> = {
  fine: "notBreaching",
  unchanged: "ignore",
  notified: "missing",
};

type Condition = Omit<CloudwatchMetricAlarmConfig, "alarmName" | "evaluationPeriods">;

function condition({ series, limit, settings: { periodSeconds } }: Alarm): Condition {
  const { metrics, steps = {} } = series;
  if (limit.type === "band") return bandCondition(series, limit.width, periodSeconds);
  const { threshold } = limit;
  const comparisonOperator = limit.type === "below" ? "LessThanThreshold" : "GreaterThanOrEqualToThreshold";
  if (Object.keys(steps).length === 0) {
    return { comparisonOperator, threshold, ...singleMetric(metrics.metric!, periodSeconds) };
  }
  return { comparisonOperator, threshold, metricQuery: queries(series, periodSeconds) };
}

/** Outside the band that CloudWatch's anomaly detection expects of the series' value. */
function bandCondition(series: Series, width: number, period: number): Condition {
  const value = Object.keys(series.steps ?? {}).at(-1)!;
  const band = {
    id: "band",
    expression: `ANOMALY_DETECTION_BAND(${value}, ${width})`,
    label: "Expected",
    returnData: true,
  };
  return {
    comparisonOperator: "LessThanLowerOrGreaterThanUpperThreshold",
    thresholdMetricId: band.id,
    metricQuery: [band, ...queries(series, period)],
  };
}

function singleMetric({ namespace, name, statistic, dimensions }: Metric, period: number): Partial<Condition> {
  return { namespace, metricName: name, dimensions: { ...dimensions }, period, statistic };
}

/** The value first, then what it is computed from. */
function queries({ label, metrics, steps = {} }: Series, period: number): CloudwatchMetricAlarmMetricQuery[] {
  const expressions = Object.entries(steps).map(([id, expression], index, all) => {
    const last = index === all.length - 1;
    return { id, expression: expression((name) => name), label: last ? label : id, returnData: last };
  });
  return [
    ...expressions.reverse(),
    ...Object.entries(metrics).map(([id, { namespace, name, statistic, dimensions }]) => ({
      id,
      metric: { namespace, metricName: name, stat: statistic, dimensions: { ...dimensions }, period },
      returnData: false,
    })),
  ];
}
