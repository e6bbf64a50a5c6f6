import type { ManagedRulesConfig, RateLimitConfig } from "../model";
import type { AlarmName, Limit } from "./alarm";
import type { Watched } from "./alarms";
import { managedRuleName } from "./managed-rules";
import {
  loadBalancerMetrics,
  type Metric,
  type MonitoredLoadBalancer,
  type MonitoredTargetGroup,
  refusedRequests,
  targetGroupMetrics,
} from "./metrics";
import { count, plain, rate, type Series, withStep } from "./series";

export interface DashboardProps {
  readonly loadBalancer: MonitoredLoadBalancer;
  readonly targetGroups: readonly MonitoredTargetGroup[];
  /** Everything watched, with the alarms whose thresholds are drawn in. */
  readonly watched: readonly Watched[];
  /** ARNs of the alarms, for the row that shows their states. */
  readonly alarmArns: readonly string[];
  /** What the web ACL of this load balancer does, if one was made. */
  readonly rateLimit?: RateLimitConfig;
  readonly managedRules?: ManagedRulesConfig;
}

/** A chart: what is drawn, and which alarms' thresholds. */
interface Chart {
  readonly title: string;
  readonly series: readonly Series[];
  readonly limits: readonly { readonly label: string; readonly limit: Limit }[];
}

/** CloudWatch's grid has 24 columns; a row holds three charts. */
const COLUMNS = 24;
const CHARTS_IN_ROW = 3;
const CHART_HEIGHT = 6;
const ALARMS_HEIGHT = 4;
/** [CloudWatch API, dashboard body] Alarms in one widget. */
const ALARMS_IN_WIDGET = 100;

/**
 * The body of a load balancer's dashboard: the states of its alarms, then charts of traffic, connections, errors,
 * latency, targets, certificates, LCUs, rules and rate-limited requests, each with its alarms' thresholds. Shares are
 * drawn also where they are of so few requests that no alarm goes off.
 */
export function dashboardBody(props: DashboardProps): object {
  const { alarmArns, loadBalancer } = props;
  const alarms = alarmStates(alarmArns);
  const top = alarms.length * ALARMS_HEIGHT;
  const width = COLUMNS / CHARTS_IN_ROW;
  const charts = chartsOf(props).map((chart, index) => ({
    type: "metric",
    x: (index % CHARTS_IN_ROW) * width,
    y: top + Math.floor(index / CHARTS_IN_ROW) * CHART_HEIGHT,
    width,
    height: CHART_HEIGHT,
    properties: chartProperties(chart, loadBalancer.region),
  }));
  return { widgets: [...alarms, ...charts] };
}

function alarmStates(arns: readonly string[]): object[] {
  const count = Math.ceil(arns.length / ALARMS_IN_WIDGET);
  return Array.from({ length: count }, (_, index) => ({
    type: "alarm",
    x: 0,
    y: index * ALARMS_HEIGHT,
    width: COLUMNS,
    height: ALARMS_HEIGHT,
    properties: {
      title: "Alarms",
      alarms: arns.slice(index * ALARMS_IN_WIDGET, (index + 1) * ALARMS_IN_WIDGET),
    },
  }));
}

function chartsOf({ loadBalancer, targetGroups, watched, rateLimit, managedRules = [] }: DashboardProps): Chart[] {
  const metrics = loadBalancerMetrics(loadBalancer);
  const targets = targetGroups.map((group) => ({ service: group.service, ...targetGroupMetrics(loadBalancer, group) }));
  /** A chart of what alarms watch, with their thresholds, and of more beside it. */
  const chart = (title: string, names: readonly AlarmName[], more: readonly Series[] = []): Chart => {
    const shown = watched.filter(({ name }) => names.includes(name));
    return { title, series: [...shown.map(({ series }) => series), ...more], limits: thresholdsOf(shown) };
  };
  const requests = watched.filter(({ name }) => name === "requests");
  const band = requests.some(({ alarm }) => alarm?.limit.type === "band");
  const charts: Chart[] = [
    {
      title: "Traffic: requests",
      series: [
        rate("Requests/s", metrics.requests),
        ...targets.map((target) => rate(`${target.service} requests/s`, target.requests)),
        rate("Fixed responses/s", metrics.fixedResponses),
      ],
      limits: band ? [] : thresholdsOf(requests),
    },
    chart("Traffic: requests and what is expected", band ? ["requests"] : []),
    chart("Traffic: bytes", [], [rate("Bytes/s", metrics.processedBytes)]),
    chart("Connections: open", ["activeConnections"]),
    chart("Connections: new", ["newConnections"]),
    chart("Connections: refused", ["rejectedConnections"]),
    chart("Connections: failed TLS handshakes", ["tlsErrors"]),
    chart("Errors: share of requests", ["elbErrors", "targetErrors"]),
    chart(
      "Errors: responses",
      [],
      [
        plain("ELB 4xx", metrics.elb4xx),
        plain("ELB 5xx", metrics.elb5xx),
        ...targets.map(({ service, target5xx }) => plain(`${service} 5xx`, target5xx)),
      ],
    ),
    chart(
      "Latency",
      ["responseTime"],
      targets.map(({ service, responseTimeP50 }) => plain(`${service} p50 s`, responseTimeP50)),
    ),
    chart("Targets: healthy", ["healthyTargets"]),
    chart("Targets: share that is unhealthy", ["unhealthyTargets"]),
    chart("Targets: requests without a healthy one", ["noHealthyTargets", "failOpenRouting"]),
    chart("Targets: requests per target", ["requestsPerTarget"]),
    chart("Certificates: days until they expire", ["certificateExpiry"]),
    chart("LCUs", ["consumedLcus"]),
    chart("Rules: evaluations", [], ruleEvaluations(loadBalancer)),
    chart("Rate-limited requests", ["rateLimitedRequests"], overClientsLimit(loadBalancer, rateLimit)),
    chart(
      "Requests that managed rules refuse",
      [],
      managedRules.map((group) => refusedBy(loadBalancer, group)),
    ),
  ];
  return charts.filter(({ series }) => series.length > 0);
}

function overClientsLimit(loadBalancer: MonitoredLoadBalancer, rateLimit: RateLimitConfig | undefined): Series[] {
  if (rateLimit?.requestsPerClient === undefined) return [];
  const { count } = rateLimit;
  return [rate("Over a client's limit/min", refusedRequests(loadBalancer, { name: "requests-per-client", count }), 60)];
}

function refusedBy(loadBalancer: MonitoredLoadBalancer, group: ManagedRulesConfig[number]): Series {
  const { name, count } = group;
  const metric = refusedRequests(loadBalancer, { name: managedRuleName(group), count });
  return rate(`${name}${count ? ", counted" : ""}/min`, metric, 60);
}

/** In all, which is what is billed, and for each request, which grows with the rules in front of those that answer. */
function ruleEvaluations(loadBalancer: MonitoredLoadBalancer): Series[] {
  const { ruleEvaluations: evaluations, requests, fixedResponses: fixed } = loadBalancerMetrics(loadBalancer);
  const perRequest = withStep(
    { label: "Evaluations per request", metrics: { evaluations, requests, fixed } },
    "value",
    (id) => `${id("evaluations")} / (${count("requests")(id)} + ${count("fixed")(id)})`,
  );
  return [rate("Evaluations/s", evaluations), perRequest];
}

/** Thresholds, those that are equal drawn once. */
function thresholdsOf(watched: readonly Watched[]): Chart["limits"] {
  const limits = watched.flatMap(({ name, alarm }) =>
    alarm === undefined ? [] : [{ label: `Alarm ${name}`, limit: alarm.limit }],
  );
  return [...new Map(limits.map((one) => [JSON.stringify(one), one])).values()];
}

function chartProperties({ title, series, limits }: Chart, region: string): object {
  const bands = limits.flatMap(({ limit }) => (limit.type === "band" ? [limit] : []));
  const horizontal = limits.flatMap(({ label, limit }) =>
    limit.type === "band" ? [] : [{ label, value: limit.threshold }],
  );
  return {
    title,
    region,
    view: "timeSeries",
    stat: "Sum",
    period: 60,
    metrics: [
      ...series.flatMap(seriesRows),
      ...bands.map(({ width }) => [
        {
          id: "band",
          expression: `ANOMALY_DETECTION_BAND(${metricId(0, nameOfValue(series[0]!))}, ${width})`,
          label: "Expected",
        },
      ]),
    ],
    ...(horizontal.length > 0 && { annotations: { horizontal } }),
    yAxis: { left: { min: 0, showUnits: false } },
  };
}

/** The rows that draw a series: its last step with all that it is computed from hidden, or its only metric. */
function seriesRows({ label, metrics, steps = {} }: Series, index: number): unknown[][] {
  const id = (name: string) => metricId(index, name);
  const names = Object.keys(steps);
  const drawn = names.at(-1);
  const expressions = Object.entries(steps).map(([name, expression]) => [
    { id: id(name), expression: expression(id), ...(name === drawn ? { label } : { visible: false }) },
  ]);
  const rows = Object.entries(metrics).map(([name, metric]) =>
    metricRow(metric, { id: id(name), ...(drawn === undefined ? { label } : { visible: false }) }),
  );
  return [...expressions.reverse(), ...rows];
}

/** The name of a series' value: its last step, or its only metric. */
function nameOfValue({ metrics, steps = {} }: Series): string {
  return Object.keys(steps).at(-1) ?? Object.keys(metrics)[0]!;
}

/** IDs are unique in a chart. */
function metricId(index: number, metric: string): string {
  return `${metric}${index}`;
}

function metricRow({ namespace, name, statistic, dimensions }: Metric, options: object): unknown[] {
  return [namespace, name, ...Object.entries(dimensions).flat(), { stat: statistic, ...options }];
}
