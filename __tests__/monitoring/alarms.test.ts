import { alarms, api, loadBalancer, monitoring, type Resource, web } from "./synthesize";

const TOPIC = "arn:aws:sns:eu-central-1:123456789012:on-call";

/** What each alarm says when nobody said anything. */
const DEFAULTS: readonly [setting: string, id: string, expected: Resource][] = [
  [
    "activeConnections",
    "active_connections",
    timing(60, 5, 5, { threshold: 150_000, watches: "60 * metric / PERIOD(metric)" }),
  ],
  ["newConnections", "new_connections", timing(60, 5, 5, { threshold: 1250, watches: "metric / PERIOD(metric)" })],
  ["requests", "requests", timing(300, 3, 3, { watches: "ANOMALY_DETECTION_BAND(metric, 4)", missing: "missing" })],
  [
    "rejectedConnections",
    "rejected_connections",
    timing(60, 1, 1, { threshold: 1, watches: "RejectedConnectionCount" }),
  ],
  [
    "elbErrors",
    "elb_errors",
    timing(60, 5, 3, {
      threshold: 5,
      watches:
        "IF(FILL(errors, 0) + FILL(requests, 0) >= 100, 100 * FILL(errors, 0) / (FILL(errors, 0) + FILL(requests, 0)), 0)",
    }),
  ],
  ["consumedLcus", "consumed_lcus", timing(300, 3, 3, { threshold: 50, watches: "3600 * metric / PERIOD(metric)" })],
  ["tlsErrors", "tls_errors", timing(300, 3, 3, { threshold: 100, watches: "60 * metric / PERIOD(metric)" })],
  [
    "rateLimitedRequests",
    "rate_limited_requests",
    timing(300, 1, 1, { threshold: 20, watches: "60 * metric / PERIOD(metric)" }),
  ],
  [
    "targetErrors",
    "target_errors_web",
    timing(60, 5, 3, {
      threshold: 5,
      watches: "IF(FILL(requests, 0) >= 100, 100 * FILL(errors, 0) / (FILL(requests, 0)), 0)",
    }),
  ],
  ["responseTime", "response_time_web", timing(60, 10, 8, { threshold: 2, watches: "TargetResponseTime" })],
  ["unhealthyTargets", "unhealthy_targets_web", timing(60, 10, 10, { threshold: 1, watches: "UnHealthyHostCount" })],
  [
    "healthyTargets",
    "healthy_targets_web",
    timing(60, 2, 2, {
      threshold: 1,
      watches: "HealthyHostCount",
      comparison: "LessThanThreshold",
      missing: "missing",
    }),
  ],
  [
    "requestsPerTarget",
    "requests_per_target_web",
    timing(60, 5, 5, { threshold: 500, watches: "metric / PERIOD(metric)" }),
  ],
];

interface Own {
  readonly threshold?: number;
  /** The metric, or the expression. */
  readonly watches: string;
  readonly comparison?: string;
  readonly missing?: string;
}

function timing(period: number, evaluationPeriods: number, datapointsToAlarm: number, own: Own): Resource {
  const comparison =
    own.threshold === undefined ? "LessThanLowerOrGreaterThanUpperThreshold" : "GreaterThanOrEqualToThreshold";
  return {
    period,
    evaluationPeriods,
    datapointsToAlarm,
    threshold: undefined,
    comparison,
    missing: "notBreaching",
    ...own,
  };
}

/** The parts of an alarm that make up its behaviour, wherever they stand. */
function behaviour(alarm: Resource): Resource {
  const queries: Resource[] = alarm.metric_query ?? [];
  const expression = queries.find((query) => query.expression !== undefined)?.expression;
  const metric = queries.find((query) => query.metric !== undefined)?.metric;
  return {
    period: alarm.period ?? metric?.period,
    evaluationPeriods: alarm.evaluation_periods,
    datapointsToAlarm: alarm.datapoints_to_alarm,
    threshold: alarm.threshold,
    watches: expression ?? alarm.metric_name,
    comparison: alarm.comparison_operator,
    missing: alarm.treat_missing_data,
  };
}

test("there is every alarm of the list, and no other", () => {
  expect(Object.keys(alarms()).sort()).toEqual(DEFAULTS.map(([, id]) => id).sort());
});

describe.each(DEFAULTS)("%s", (setting, id, expected) => {
  const alarm = alarms()[id]!;

  test("has defaults", () => expect(behaviour(alarm)).toEqual(expected));

  test("is named after fleet, load balancer, alarm and service", () => {
    const perTargetGroup = id.endsWith("_web");
    expect(alarm.alarm_name).toBe(perTargetGroup ? `shop-edge-1-${setting}-web` : `shop-edge-1-${setting}`);
  });

  test("says what it means and what to do first", () => {
    expect(alarm.alarm_description).toMatch(/^[A-Z].*\. .*First .*\.$|^[A-Z].*(check|find) .*\.$/);
    expect(alarm.alarm_description.length).toBeLessThanOrEqual(1024);
  });

  test("takes another threshold, period and counts", () => {
    const own = { threshold: 7, periodSeconds: 120, evaluationPeriods: 6, datapointsToAlarm: 4 };
    const changed = behaviour(alarms({ alarms: { thresholds: { [setting]: own } } })[id]!);
    expect(changed).toMatchObject({ threshold: 7, period: 120, evaluationPeriods: 6, datapointsToAlarm: 4 });
  });

  test("is switched off, and nothing else with it", () => {
    const left = alarms({ alarms: { thresholds: { [setting]: false } } });
    expect(Object.keys(left)).toHaveLength(DEFAULTS.length - 1);
    expect(left[id]).toBeUndefined();
  });
});

test("alarms that are about target groups exist once for each", () => {
  const all = alarms({ targetGroups: [web, api] });
  expect(Object.keys(all).filter((id) => id.endsWith("_public-api"))).toEqual([
    "healthy_targets_public-api",
    "requests_per_target_public-api",
    "response_time_public-api",
    "target_errors_public-api",
    "unhealthy_targets_public-api",
  ]);
  expect(all["response_time_public-api"]).toMatchObject({
    alarm_name: "shop-edge-1-responseTime-public-api",
    dimensions: { LoadBalancer: loadBalancer.arnSuffix, TargetGroup: api.arnSuffix },
  });
});

test("no alarm of one load balancer is called like another's, whatever keys they have", () => {
  const names = (key: string, service: string) =>
    Object.values(alarms({ loadBalancer: { ...loadBalancer, key }, targetGroups: [{ ...web, service }] })).map(
      ({ alarm_name }) => alarm_name,
    );
  const all = [...names("edge", "requests"), ...names("edge-healthy-targets", "web"), ...names("edge-requests", "web")];
  expect(new Set(all).size).toBe(all.length);
});

test("without HTTPS and rate limit their alarms make no sense and don't exist", () => {
  const all = alarms({ https: false, rateLimit: undefined });
  expect(Object.keys(all)).toHaveLength(DEFAULTS.length - 2);
  expect(all).not.toHaveProperty("tls_errors");
  expect(all).not.toHaveProperty("rate_limited_requests");
});

test.each([
  ["one topic", TOPIC],
  ["a list of topics", [TOPIC]],
])("notify, as %s, is told of alarm and OK", (_, notify) => {
  for (const alarm of Object.values(alarms({ alarms: { notify } }))) {
    expect(alarm).toMatchObject({ alarm_actions: [TOPIC], ok_actions: [TOPIC] });
  }
});

test("the end of data is told only where it is itself a sign", () => {
  const told = Object.entries(alarms({ alarms: { notify: TOPIC } })).filter(
    ([, alarm]) => alarm.insufficient_data_actions,
  );
  expect(told.map(([id]) => id).sort()).toEqual(["healthy_targets_web", "requests"]);
});

test("without notify there are alarms, but no actions", () => {
  for (const alarm of Object.values(alarms())) {
    expect(alarm).not.toHaveProperty("alarm_actions");
    expect(alarm).not.toHaveProperty("insufficient_data_actions");
  }
});

test("RequestCount is watched by an anomaly band of the wanted width", () => {
  const { requests } = alarms({ alarms: { thresholds: { requests: { anomalyBand: 2.5 } } } });
  expect(requests).toMatchObject({
    comparison_operator: "LessThanLowerOrGreaterThanUpperThreshold",
    threshold_metric_id: "band",
  });
  expect(requests).not.toHaveProperty("threshold");
  expect(requests!.metric_query).toEqual([
    { id: "band", expression: "ANOMALY_DETECTION_BAND(metric, 2.5)", label: "Expected", return_data: true },
    expect.objectContaining({ id: "metric", return_data: true }),
  ]);
});

test("RequestCount is watched as a rate with a fixed threshold", () => {
  const { requests } = alarms({ alarms: { thresholds: { requests: { threshold: 2000 } } } });
  expect(requests).toMatchObject({ comparison_operator: "GreaterThanOrEqualToThreshold", threshold: 2000 });
  expect(requests!.metric_query[0]).toMatchObject({ expression: "metric / PERIOD(metric)" });
  expect(requests).not.toHaveProperty("threshold_metric_id");
});

test("a share says from how many requests on it counts", () => {
  const { elb_errors } = alarms({ alarms: { thresholds: { elbErrors: { minimumRequests: 1000 } } } });
  expect(elb_errors!.metric_query[0].expression).toMatch(/^IF\(FILL\(errors, 0\) \+ FILL\(requests, 0\) >= 1000, /);
});

test("a percentile of a handful of requests sets off nothing", () => {
  expect(alarms().response_time_web).toMatchObject({
    extended_statistic: "p99",
    evaluate_low_sample_count_percentiles: "ignore",
  });
});

test("the same input gives the same output", () => expect(monitoring()).toEqual(monitoring()));
