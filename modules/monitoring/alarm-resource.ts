import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
  type CloudwatchMetricAlarmMetricQuery,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { Construct } from "constructs";
import type { Alarm, Limit } from "./alarms";
import type { Metric } from "./metrics";
import type { Series } from "./series";

/** The alarm as a resource; `notify` are ARNs of SNS topics. */
export function alarmResource(
  scope: Construct,
  series: Series,
  alarm: Alarm,
  notify: readonly string[],
): CloudwatchMetricAlarm {
  const { name, resourceId, description, limit, settings, notifyOfMissingData } = alarm;
  const actions = notify.length === 0 ? undefined : [...notify];
  const resource = new CloudwatchMetricAlarm(scope, resourceId, {
    alarmName: name,
    alarmDescription: description,
    ...condition(series, limit, settings.periodSeconds),
    evaluationPeriods: settings.evaluationPeriods,
    datapointsToAlarm: settings.datapointsToAlarm,
    treatMissingData: notifyOfMissingData ? "missing" : "notBreaching",
    alarmActions: actions,
    okActions: actions,
    insufficientDataActions: notifyOfMissingData ? actions : undefined,
  });
  resource.overrideLogicalId(resourceId);
  return resource;
}

type Condition = Omit<CloudwatchMetricAlarmConfig, "alarmName" | "evaluationPeriods">;

function condition(series: Series, limit: Limit, period: number): Condition {
  if (limit.type === "band") return bandCondition(series, limit.width, period);
  const { threshold } = limit;
  const comparisonOperator = limit.type === "below" ? "LessThanThreshold" : "GreaterThanOrEqualToThreshold";
  if (series.value === undefined)
    return { comparisonOperator, threshold, ...singleMetric(series.metrics.metric!, period) };
  const value = { id: "value", expression: series.value((metric) => metric), label: series.label, returnData: true };
  return { comparisonOperator, threshold, metricQuery: [value, ...metricQueries(series, period, false)] };
}

/** Outside the band that CloudWatch's anomaly detection expects of the series' only metric. */
function bandCondition(series: Series, width: number, period: number): Condition {
  const band = {
    id: "band",
    expression: `ANOMALY_DETECTION_BAND(metric, ${width})`,
    label: "Expected",
    returnData: true,
  };
  return {
    comparisonOperator: "LessThanLowerOrGreaterThanUpperThreshold",
    thresholdMetricId: band.id,
    metricQuery: [band, ...metricQueries(series, period, true)],
  };
}

function singleMetric({ namespace, name, statistic, dimensions }: Metric, period: number): Partial<Condition> {
  const percentile = statistic.startsWith("p");
  return {
    namespace,
    metricName: name,
    dimensions: { ...dimensions },
    period,
    ...(percentile
      ? // With a handful of requests the slowest is the 99th percentile.
        { extendedStatistic: statistic, evaluateLowSampleCountPercentiles: "ignore" }
      : { statistic }),
  };
}

function metricQueries({ metrics }: Series, period: number, returnData: boolean): CloudwatchMetricAlarmMetricQuery[] {
  return Object.entries(metrics).map(([id, { namespace, name, statistic, dimensions }]) => ({
    id,
    metric: { namespace, metricName: name, stat: statistic, dimensions: { ...dimensions }, period },
    returnData,
  }));
}
