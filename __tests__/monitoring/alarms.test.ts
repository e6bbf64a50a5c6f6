import { readFileSync } from "node:fs";
import { join } from "node:path";
import { accessLogQueries } from "../../modules/monitoring/access-log-queries";
import { alarms, api, CERTIFICATE, loadBalancer, monitoring, type Resource, web } from "./synthesize";

const ATHENA = { database: "edge_logs", workgroup: "primary" };
const TOPIC = "arn:aws:sns:eu-central-1:123456789012:on-call";

/** What each alarm says when nobody said anything. */
const DEFAULTS: readonly [setting: string, id: string, expected: Resource][] = [
  [
    "activeConnections",
    "active_connections",
    timing(60, 5, 5, { threshold: 150_000, watches: "60 * metric / PERIOD(metric)" }),
  ],
  ["newConnections", "new_connections", timing(60, 5, 5, { threshold: 1250, watches: "metric / PERIOD(metric)" })],
  ["requests", "requests", timing(300, 3, 3, { watches: "ANOMALY_DETECTION_BAND(value, 4)" })],
  [
    "rejectedConnections",
    "rejected_connections",
    timing(60, 1, 1, { threshold: 1, watches: "RejectedConnectionCount" }),
  ],
  ["elbErrors", "elb_errors", timing(60, 5, 3, { threshold: 5, watches: "IF(errors >= 5, share, 0)" })],
  ["consumedLcus", "consumed_lcus", timing(300, 3, 3, { threshold: 50, watches: "3600 * metric / PERIOD(metric)" })],
  ["tlsErrors", "tls_errors", timing(300, 3, 3, { threshold: 100, watches: "60 * metric / PERIOD(metric)" })],
  [
    "rateLimitedRequests",
    "rate_limited_requests",
    timing(300, 1, 1, { threshold: 20, watches: "60 * metric / PERIOD(metric)" }),
  ],
  [
    "certificateExpiry",
    `certificate_expiry_${CERTIFICATE.split("/")[1]}`,
    timing(86_400, 1, 1, {
      threshold: 30,
      watches: "DaysToExpiry",
      comparison: "LessThanThreshold",
      missing: "ignore",
    }),
  ],
  ["targetErrors", "target_errors_web", timing(60, 5, 3, { threshold: 5, watches: "IF(errors >= 5, share, 0)" })],
  [
    "responseTime",
    "response_time_web",
    timing(60, 10, 8, {
      threshold: 2,
      watches: "IF(FILL(requests, 0) >= 100, p99, IF(FILL(requests, 0) >= 10, p90, 0))",
    }),
  ],
  [
    "unhealthyTargets",
    "unhealthy_targets_web",
    timing(60, 5, 3, { threshold: 45, watches: "IF(registered > 0, 100 * failing / registered, 0)" }),
  ],
  [
    "healthyTargets",
    "healthy_targets_web",
    timing(60, 3, 3, {
      threshold: 2,
      watches: "HealthyHostCount",
      comparison: "LessThanThreshold",
      missing: "missing",
    }),
  ],
  [
    "noHealthyTargets",
    "no_healthy_targets_web",
    timing(60, 15, 3, { threshold: 1, watches: "IF(FILL(healthy, 0) < 1, unanswered, 0)" }),
  ],
  [
    "failOpenRouting",
    "fail_open_routing_web",
    timing(60, 5, 2, { threshold: 1, watches: "UnhealthyRoutingRequestCount" }),
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

  test("is named after fleet, load balancer, alarm, and service or certificate", () => {
    const [, of] = /_(web|\d{8}-.*)$/.exec(id) ?? [];
    expect(alarm.alarm_name).toBe(["shop-edge-1", setting, of].filter((part) => part !== undefined).join("-"));
  });

  test("says what it means and what to do first", () => {
    for (const accessLogs of [undefined, { bucket: "logs" }, { bucket: "logs", athena: ATHENA }]) {
      const { alarm_description } = alarms({ accessLogs })[id]!;
      expect(alarm_description).toMatch(/^[A-Z].*\. .*(First|first) .*Runbook: docs\/runbooks\.md#[a-z-]+$/);
      expect(alarm_description.length).toBeLessThanOrEqual(1024);
    }
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
    "fail_open_routing_public-api",
    "healthy_targets_public-api",
    "no_healthy_targets_public-api",
    "requests_per_target_public-api",
    "response_time_public-api",
    "target_errors_public-api",
    "unhealthy_targets_public-api",
  ]);
  expect(all["response_time_public-api"]).toMatchObject({
    alarm_name: "shop-edge-1-responseTime-public-api",
  });
  expect(all["fail_open_routing_public-api"]!.dimensions).toEqual({
    LoadBalancer: loadBalancer.arnSuffix,
    TargetGroup: api.arnSuffix,
  });
});

test("certificates of ACM are watched one by one; IAM's have no metric", () => {
  const second = CERTIFICATE.replace(/1$/, "2");
  const iam = "arn:aws:iam::123456789012:server-certificate/old";
  const all = alarms({ certificateArns: [CERTIFICATE, second, iam, CERTIFICATE] });
  const ids = Object.keys(all).filter((id) => id.startsWith("certificate_expiry"));
  expect(ids).toEqual([CERTIFICATE, second].map((arn) => `certificate_expiry_${arn.split("/")[1]}`));
  expect(all[ids[1]!]!).toMatchObject({ namespace: "AWS/CertificateManager", dimensions: { CertificateArn: second } });
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
  const all = alarms({ certificateArns: [], rateLimit: undefined });
  expect(Object.keys(all)).toHaveLength(DEFAULTS.length - 3);
  expect(all).not.toHaveProperty("tls_errors");
  expect(all).not.toHaveProperty("rate_limited_requests");
});

test.each([
  ["one topic", TOPIC],
  ["a list of topics", [TOPIC]],
])("notify, as %s, is told of alarms", (_, notify) => {
  for (const alarm of Object.values(alarms({ alarms: { notify } }))) {
    expect(alarm).toMatchObject({ alarm_actions: [TOPIC] });
    expect(alarm).not.toHaveProperty("ok_actions");
  }
});

test("with notifyOk it is told of their end, too", () => {
  for (const alarm of Object.values(alarms({ alarms: { notify: TOPIC, notifyOk: true } }))) {
    expect(alarm).toMatchObject({ alarm_actions: [TOPIC], ok_actions: [TOPIC] });
  }
});

test("the end of data is told only where it is itself a sign", () => {
  const told = Object.entries(alarms({ alarms: { notify: TOPIC } })).filter(
    ([, alarm]) => alarm.insufficient_data_actions,
  );
  expect(told.map(([id]) => id).sort()).toEqual(["healthy_targets_web"]);
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
    { id: "band", expression: "ANOMALY_DETECTION_BAND(value, 2.5)", label: "Expected", return_data: true },
    { id: "value", expression: "FILL(metric, 0)", label: "Requests", return_data: true },
    expect.objectContaining({ id: "metric", return_data: false }),
  ]);
});

test("RequestCount is watched as a rate with a fixed threshold", () => {
  const { requests } = alarms({ alarms: { thresholds: { requests: { threshold: 2000 } } } });
  expect(requests).toMatchObject({ comparison_operator: "GreaterThanOrEqualToThreshold", threshold: 2000 });
  expect(requests!.metric_query[0]).toMatchObject({ expression: "metric / PERIOD(metric)" });
  expect(requests).not.toHaveProperty("threshold_metric_id");
});

test("a share says from how many errors on it counts, response times from how many requests on", () => {
  const thresholds = { elbErrors: { minimumErrors: 50 }, responseTime: { minimumRequests: 30 } };
  const { elb_errors, response_time_web } = alarms({ alarms: { thresholds } });
  expect(behaviour(elb_errors!).watches).toBe("IF(errors >= 50, share, 0)");
  expect(behaviour(response_time_web!).watches).toContain("IF(FILL(requests, 0) >= 30, p90, 0)");
});

describe("the description", () => {
  const described = (accessLogs?: object) => alarms({ accessLogs }).new_connections!.alarm_description;

  test("names a query only if it is there, and says how far behind logs are", () => {
    expect(described()).toContain("none are written (accessLogs)");
    expect(described({ bucket: "logs" })).toContain("First find the tenant: tenantry top names it.");
    expect(described({ bucket: "logs" })).not.toContain("query");
    expect(described({ bucket: "logs", athena: ATHENA })).toContain("the access log query top-hosts-by-requests,");
    expect(described({ bucket: "logs" })).toContain("some five minutes behind");
  });

  test("names only queries that exist", () => {
    const named = Object.values(alarms({ accessLogs: { bucket: "logs", athena: ATHENA } })).flatMap(
      ({ alarm_description }) => /access log query ([a-z0-9-]+)/.exec(alarm_description)?.[1] ?? [],
    );
    const props = { table: "logs", arnSuffix: "app/shop/1", https: true };
    const existing = accessLogQueries(props).map(({ name }) => name);
    expect(existing).toEqual(expect.arrayContaining([...new Set(named)]));
    expect(named).not.toEqual([]);
  });

  test("links to a runbook that is there, wherever the document is", () => {
    const runbooks = "https://git.example/tenants/blob/main/docs/runbooks.md";
    const headings = readFileSync(join(__dirname, "../../docs/runbooks.md"), "utf8").match(/(?<=^## ).*$/gm)!;
    const anchors = headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\w -]/g, "")
        .replaceAll(" ", "-"),
    );
    for (const { alarm_description } of Object.values(alarms({ alarms: { runbooks } }))) {
      const [, address, anchor] = / Runbook: (\S+)#(\S+)$/.exec(alarm_description)!;
      expect(address).toBe(runbooks);
      expect(anchors).toContain(anchor);
    }
  });

  test("of LCUs knows rule evaluations", () => {
    expect(alarms().consumed_lcus!.alarm_description).toContain("rule evaluations");
  });
});

test("docs/alarms.md counts the metrics that are billed", () => {
  const text = readFileSync(join(__dirname, "../../docs/alarms.md"), "utf8");
  const said = (row: string) => Number(new RegExp(`^\\| ${row} \\| (\\d+) \\|$`, "m").exec(text)?.[1]);
  // Anomaly detection is billed as three.
  const metrics = (alarm: Resource) => {
    if (alarm.threshold_metric_id !== undefined) return 3;
    return alarm.metric_query?.filter(({ metric }: Resource) => metric !== undefined).length ?? 1;
  };
  const billed = (input: Parameters<typeof alarms>[0]) =>
    Object.values(alarms(input)).reduce((sum, alarm) => sum + metrics(alarm), 0);
  const iam = "arn:aws:iam::123456789012:server-certificate/old";
  const bare = billed({ targetGroups: [], certificateArns: [iam], rateLimit: undefined });
  expect(said("of a load balancer with HTTPS")).toBe(bare);
  expect(said("of each certificate")).toBe(
    billed({ targetGroups: [], certificateArns: [CERTIFICATE], rateLimit: undefined }) - bare,
  );
  expect(said("of `rateLimit`")).toBe(billed({ targetGroups: [], certificateArns: [iam] }) - bare);
  expect(said("of each service on it")).toBe(billed({ certificateArns: [iam], rateLimit: undefined }) - bare);
});

test("the same input gives the same output", () => expect(monitoring()).toEqual(monitoring()));
