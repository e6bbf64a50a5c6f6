import { api, monitoring, type Resource, web } from "./synthesize";

type Input = Parameters<typeof monitoring>[0];

function widgets(input: Input = {}): Resource[] {
  const { dashboard } = monitoring({ rateLimit: { requestsPerHost: 1000 }, ...input }).aws_cloudwatch_dashboard!;
  return JSON.parse(dashboard!.dashboard_body).widgets;
}

function chart(title: string, input: Input = {}): Resource {
  return widgets(input).find((widget) => widget.properties.title === title)!.properties;
}

const thresholds = (properties: Resource) =>
  (properties.annotations?.horizontal ?? []).map((line: Resource) => line.value);

/** Metric names and expressions that a chart draws. */
function drawn({ metrics }: Resource): string[] {
  const visible = metrics.filter((row: Resource[]) => row.at(-1)!.visible !== false);
  return visible.map((row: Resource[]) => (row.length === 1 ? row[0]!.expression : row[1]));
}

test("there is one dashboard, named after fleet and load balancer", () => {
  const all = monitoring().aws_cloudwatch_dashboard!;
  expect(Object.keys(all)).toEqual(["dashboard"]);
  expect(all.dashboard!.dashboard_name).toBe("shop-edge-1");
});

test("dashboard: false leaves the alarms", () => {
  const all = monitoring({ dashboard: false });
  expect(all).not.toHaveProperty("aws_cloudwatch_dashboard");
  expect(Object.keys(all.aws_cloudwatch_metric_alarm!)).toHaveLength(15);
});

test("it shows traffic, connections, errors, latency, targets, LCUs and rate-limited requests", () => {
  expect(widgets().map((widget) => widget.properties.title)).toEqual([
    "Alarms",
    "Traffic: requests",
    "Traffic: requests and what is expected",
    "Traffic: bytes",
    "Connections: open",
    "Connections: new",
    "Connections: refused",
    "Connections: failed TLS handshakes",
    "Errors: share of requests",
    "Errors: responses",
    "Latency",
    "Targets: healthy",
    "Targets: share that is unhealthy",
    "Targets: requests without a healthy one",
    "Targets: requests per target",
    "Certificates: days until they expire",
    "LCUs",
    "Rules: evaluations",
    "Rate-limited requests",
  ]);
});

test("widgets don't overlap and stay on the grid", () => {
  const taken = new Set<string>();
  for (const { x, y, width, height } of widgets()) {
    expect(x + width).toBeLessThanOrEqual(24);
    for (let column = x; column < x + width; column++) {
      for (let row = y; row < y + height; row++) {
        expect(taken.has(`${column},${row}`)).toBe(false);
        taken.add(`${column},${row}`);
      }
    }
  }
});

test.each([
  ["Connections: open", [150_000]],
  ["Connections: new", [1250]],
  ["Connections: refused", [1]],
  ["Connections: failed TLS handshakes", [100]],
  ["Errors: share of requests", [5, 5]],
  ["Latency", [2]],
  ["Targets: healthy", [2]],
  ["Targets: share that is unhealthy", [45]],
  ["Targets: requests without a healthy one", [1, 1]],
  ["Certificates: days until they expire", [30]],
  ["Targets: requests per target", [500]],
  ["LCUs", [50]],
  ["Rate-limited requests", [20]],
])("%s has its alarms' thresholds drawn in", (title, expected) => {
  expect(thresholds(chart(title))).toEqual(expected);
});

test("the thresholds are those of the alarms, and of no alarm that is off", () => {
  expect(thresholds(chart("Latency", { alarms: { thresholds: { responseTime: { threshold: 0.5 } } } }))).toEqual([0.5]);
  const off = chart("Latency", { alarms: { thresholds: { responseTime: false } } });
  expect(thresholds(off)).toEqual([]);
  expect(drawn(off)).toEqual(["TargetResponseTime", "TargetResponseTime"]);
});

test("the anomaly band is drawn around the requests; a fixed threshold across their rate", () => {
  expect(drawn(chart("Traffic: requests and what is expected"))).toEqual([
    "FILL(metric0, 0)",
    "ANOMALY_DETECTION_BAND(value0, 4)",
  ]);
  const fixed: Input = { alarms: { thresholds: { requests: { threshold: 2000 } } } };
  expect(thresholds(chart("Traffic: requests", fixed))).toEqual([2000]);
  expect(widgets(fixed).some((widget) => widget.properties.title === "Traffic: requests and what is expected")).toBe(
    false,
  );
});

test("every service has its own lines, and no ID is used twice in a chart", () => {
  const input: Input = { targetGroups: [web, api] };
  expect(drawn(chart("Targets: healthy", input))).toEqual(["HealthyHostCount", "HealthyHostCount"]);
  for (const { type, properties } of widgets(input)) {
    if (type !== "metric") continue;
    const ids = properties.metrics.map((row: Resource[]) => row.at(-1)!.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z0-9_]*$/);
  }
});

test("shares are drawn of however few requests, and evaluations of rules for each request", () => {
  const value = (title: string) => drawn(chart(title)).at(-1);
  expect(drawn(chart("Errors: share of requests"))).toEqual([
    "IF(all0 > 0, 100 * errors0 / all0, 0)",
    "IF(all1 > 0, 100 * errors1 / all1, 0)",
  ]);
  expect(value("Rules: evaluations")).toBe("evaluations1 / (FILL(requests1, 0) + FILL(fixed1, 0))");
});

test("the first row shows the state of every alarm", () => {
  const [first] = widgets();
  expect(first!.type).toBe("alarm");
  expect(first!.properties.alarms).toHaveLength(16);
  expect(first!.properties.alarms).toContain("${aws_cloudwatch_metric_alarm.response_time_web.arn}");
});

test("more alarms than a widget takes are spread over several", () => {
  const targetGroups = Array.from({ length: 40 }, (_, index) => ({ ...web, service: `web${index}` }));
  const states = widgets({ targetGroups }).filter(({ type }) => type === "alarm");
  expect(states.map(({ properties }) => properties.alarms.length)).toEqual([100, 100, 89]);
  expect(states.map(({ y }) => y)).toEqual([0, 4, 8]);
});

test("what a load balancer does not have is not drawn", () => {
  const titles = widgets({ certificateArns: [], rateLimit: undefined }).map((widget) => widget.properties.title);
  expect(titles).not.toContain("Connections: failed TLS handshakes");
  expect(titles).not.toContain("Certificates: days until they expire");
  expect(titles).not.toContain("Rate-limited requests");
});

test("requests over the limit per client are drawn where there is one", () => {
  expect(chart("Rate-limited requests").metrics).toHaveLength(2);
  const both = chart("Rate-limited requests", { rateLimit: { requestsPerHost: 1000, requestsPerClient: 100 } });
  expect(both.metrics.flat()).toEqual(expect.arrayContaining(["requests-per-host", "requests-per-client"]));
});

test("what managed rules refuse, or only count, is drawn by rule group", () => {
  const managedRules = [
    { vendor: "AWS", name: "AWSManagedRulesSQLiRuleSet", count: false },
    { vendor: "AWS", name: "AWSManagedRulesCommonRuleSet", count: true },
  ];
  const metrics = chart("Requests that managed rules refuse", { managedRules }).metrics.flat();
  expect(metrics).toEqual(expect.arrayContaining(["AWS-AWSManagedRulesSQLiRuleSet", "BlockedRequests"]));
  expect(metrics).toEqual(expect.arrayContaining(["AWS-AWSManagedRulesCommonRuleSet", "CountedRequests"]));
});
