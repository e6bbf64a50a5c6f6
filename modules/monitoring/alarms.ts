import type { AlarmsConfig } from "../model";
import {
  loadBalancerMetrics,
  type MonitoredLoadBalancer,
  type MonitoredTargetGroup,
  rateLimitedRequests,
  targetGroupMetrics,
} from "./metrics";
import { plain, rate, type Series, share } from "./series";

/** Names of the alarms in `platform.json`. */
export type AlarmName = keyof AlarmsConfig["thresholds"];

/** Settings of an alarm, as far as they concern all of them. */
type Settings<N extends AlarmName = AlarmName> = Exclude<AlarmsConfig["thresholds"][N], false>;

/** What is watched, whether or not there is an alarm on it. */
export interface Watched {
  readonly name: AlarmName;
  /** The service, where it is about a target group. */
  readonly service?: string;
  readonly series: Series;
  /** Undefined where the alarm is switched off. */
  readonly alarm?: Alarm;
}

export interface Alarm {
  /**
   * `<fleet>-<lb>-<alarm>[-<service>]`, the alarm as in `platform.json`: its capitals, which no key has, keep the names
   * of one load balancer's alarms apart from another's.
   */
  readonly name: string;
  /** Terraform's name: `<alarm>[_<service>]` with underscores. */
  readonly resourceId: string;
  /** What it means and what to do first. */
  readonly description: string;
  readonly limit: Limit;
  readonly settings: Settings;
  /** The end of the data is itself a sign, and is notified. */
  readonly notifyOfMissingData: boolean;
}

export type Limit =
  | { readonly type: "atLeast" | "below"; readonly threshold: number }
  /** Outside a band of so many standard deviations around the usual. */
  | { readonly type: "band"; readonly width: number };

/** How one alarm is made from its settings. */
interface Definition<N extends AlarmName, Subject> {
  readonly name: N;
  /** What it means and what to do first; at most some 700 of the 1,024 characters that a description may have. */
  readonly description: string;
  /** `settings` are undefined where the alarm is switched off. */
  readonly series: (subject: Subject, settings: Settings<N> | undefined) => Series;
  readonly limit?: (settings: Settings<N>) => Limit;
  readonly notifyOfMissingData?: boolean;
}

interface TargetGroupSubject {
  readonly loadBalancer: MonitoredLoadBalancer;
  readonly targetGroup: MonitoredTargetGroup;
}

/** On the dashboard a share is drawn also where no alarm says from how many requests on it counts. */
const ANY_REQUEST = 1;

function define<N extends AlarmName, S>(definition: Definition<N, S>): Definition<AlarmName, S> {
  return definition as unknown as Definition<AlarmName, S>;
}

const LOAD_BALANCER_ALARMS = [
  define({
    name: "activeConnections",
    description:
      "Far more connections are open than usual: a flood, a client that never closes, or targets so slow that requests pile up. First look at response times; if they are normal, find the host with the access log query top-hosts-by-requests.",
    // A minute's sum over the nodes is the number of open connections.
    series: (lb: MonitoredLoadBalancer) => rate("Open connections", loadBalancerMetrics(lb).activeConnections, 60),
  }),
  define({
    name: "newConnections",
    description:
      "Far more new connections than usual: a flood, or clients that do not keep connections alive. First find the host with the access log query top-hosts-by-requests, then lower its rate limit or suspend the tenant.",
    series: (lb: MonitoredLoadBalancer) => rate("New connections/s", loadBalancerMetrics(lb).newConnections),
  }),
  define({
    name: "requests",
    description:
      "The load balancer gets far more or far fewer requests than it should. More: find the host with the access log query top-hosts-by-requests. Fewer, or no data at all: check that DNS still points to the load balancer, that certificates are valid, and that the security group lets clients in.",
    series: (lb: MonitoredLoadBalancer, settings) =>
      settings?.threshold !== undefined || settings === undefined
        ? rate("Requests/s", loadBalancerMetrics(lb).requests)
        : plain("Requests", loadBalancerMetrics(lb).requests),
    limit: ({ threshold, anomalyBand }) =>
      threshold !== undefined ? { type: "atLeast", threshold } : { type: "band", width: anomalyBand! },
    notifyOfMissingData: true,
  }),
  define({
    name: "rejectedConnections",
    description:
      "The load balancer refused connections because it had reached its maximum: visitors of every tenant get errors now. First find the cause with the access log query top-hosts-by-requests and limit that host; ask AWS Support for a reservation of capacity if the traffic is real.",
    series: (lb: MonitoredLoadBalancer) => plain("Rejected connections", loadBalancerMetrics(lb).rejectedConnections),
  }),
  define({
    name: "elbErrors",
    description:
      "The load balancer itself answers a large share of requests with 5xx: 503 no target registered or healthy, 502 a target closed the connection, 504 a target too slow. Tenants in maintenance with their 503 count as well. First look at healthy targets, then see who is hit with the access log query top-hosts-by-5xx.",
    // Requests for which no target could be chosen (503) are errors, but are missing among the requests.
    series: (lb: MonitoredLoadBalancer, settings) =>
      share(
        "ELB 5xx %",
        { errors: loadBalancerMetrics(lb).elb5xx, requests: loadBalancerMetrics(lb).requests },
        settings?.minimumRequests ?? ANY_REQUEST,
        (errors, requests) => `${errors} + ${requests}`,
      ),
  }),
  define({
    name: "consumedLcus",
    description:
      "The load balancer uses more capacity (LCUs) than planned: it costs more, and may be growing out of one load balancer. First see on the dashboard whether connections, bytes or requests grew, then find the host with the access log queries top-hosts-by-requests and top-hosts-by-bytes.",
    // A minute's sum is what was used in that minute; LCUs are billed by the hour.
    series: (lb: MonitoredLoadBalancer) => rate("LCUs", loadBalancerMetrics(lb).consumedLcus, 3600),
  }),
] as const;

const HTTPS_ALARMS = [
  define({
    name: "tlsErrors",
    description:
      "Many clients fail to negotiate TLS: an expired or missing certificate, a TLS policy that shuts out old clients, or a scanner. First check the certificates' expiry and what changed last in certificates and sslPolicy.",
    series: (lb: MonitoredLoadBalancer) => rate("TLS errors/min", loadBalancerMetrics(lb).tlsErrors, 60),
  }),
] as const;

const RATE_LIMIT_ALARMS = [
  define({
    name: "rateLimitedRequests",
    description:
      "A host gets more requests than its rate limit allows; the rest is answered with 429. First find the host with the access log query top-hosts-by-requests (elb_status_code 429), then decide: an attack is being held off, or the tenant has grown and needs a higher limit.",
    series: (lb: MonitoredLoadBalancer) =>
      rate("Over a host's limit/min", rateLimitedRequests(lb, "requests-per-host"), 60),
  }),
] as const;

const TARGET_GROUP_ALARMS = [
  define({
    name: "targetErrors",
    description:
      "The service answers a large share of requests with 5xx. First look at its last deployment and its Pods' logs; see whether one tenant or all are hit with the access log query top-hosts-by-5xx.",
    series: ({ loadBalancer, targetGroup }: TargetGroupSubject, settings) => {
      const { target5xx, requests } = targetGroupMetrics(loadBalancer, targetGroup);
      return share(
        `${targetGroup.service} 5xx %`,
        { errors: target5xx, requests },
        settings?.minimumRequests ?? ANY_REQUEST,
        (_, all) => all,
      );
    },
  }),
  define({
    name: "responseTime",
    description:
      "One request of a hundred waits longer for the service than it should. First look at the Pods' CPU, memory and database; see whether one tenant causes it with the access log query slowest-hosts.",
    series: ({ loadBalancer, targetGroup }: TargetGroupSubject) =>
      plain(`${targetGroup.service} p99 s`, targetGroupMetrics(loadBalancer, targetGroup).responseTimeP99),
  }),
  define({
    name: "unhealthyTargets",
    description:
      "Targets of the service have been failing their health check for a while: the others carry their load. First look at the state and logs of the Pods that are not ready, and at the reason in the target group's health.",
    series: ({ loadBalancer, targetGroup }: TargetGroupSubject) =>
      plain(`${targetGroup.service} unhealthy`, targetGroupMetrics(loadBalancer, targetGroup).unhealthyTargets),
  }),
  define({
    name: "healthyTargets",
    description:
      "Too few healthy targets are left: every tenant of the service gets errors, or soon will. No data: no target is registered (or no tenant uses the service any more). First look at the Deployment's replicas and events, then at the TargetGroupBinding and the controller's log.",
    series: ({ loadBalancer, targetGroup }: TargetGroupSubject) =>
      plain(`${targetGroup.service} healthy`, targetGroupMetrics(loadBalancer, targetGroup).healthyTargets),
    limit: ({ threshold }) => ({ type: "below", threshold }),
    notifyOfMissingData: true,
  }),
  define({
    name: "requestsPerTarget",
    description:
      "Each target of the service gets more requests than it should carry. First check that the autoscaler works and has room, or add replicas; if traffic jumped, find the host with the access log query top-hosts-by-requests.",
    series: ({ loadBalancer, targetGroup }: TargetGroupSubject) =>
      rate(
        `${targetGroup.service} requests/s per target`,
        targetGroupMetrics(loadBalancer, targetGroup).requestsPerTarget,
      ),
  }),
] as const;

export interface WatchedProps {
  readonly loadBalancer: MonitoredLoadBalancer;
  readonly targetGroups: readonly MonitoredTargetGroup[];
  readonly thresholds: AlarmsConfig["thresholds"];
  /** Whether there is an HTTPS listener. */
  readonly https: boolean;
  /** Whether there is a web ACL that limits the rate per host. */
  readonly rateLimited: boolean;
}

/** Everything watched on a load balancer, with the alarms that are not switched off. */
export function watch({ loadBalancer, targetGroups, thresholds, https, rateLimited }: WatchedProps): Watched[] {
  const own = [...LOAD_BALANCER_ALARMS, ...(https ? HTTPS_ALARMS : []), ...(rateLimited ? RATE_LIMIT_ALARMS : [])];
  return [
    ...own.map((definition) => watched(definition, loadBalancer, loadBalancer, thresholds)),
    ...TARGET_GROUP_ALARMS.flatMap((definition) =>
      targetGroups.map((targetGroup) =>
        watched(definition, { loadBalancer, targetGroup }, loadBalancer, thresholds, targetGroup.service),
      ),
    ),
  ];
}

function watched<S>(
  definition: Definition<AlarmName, S>,
  subject: S,
  { fleet, key }: MonitoredLoadBalancer,
  thresholds: AlarmsConfig["thresholds"],
  service?: string,
): Watched {
  const { name, description, notifyOfMissingData = false } = definition;
  const settings = thresholds[name] || undefined;
  const series = definition.series(subject, settings);
  if (settings === undefined) return { name, service, series };
  const words = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const suffix = service === undefined ? [] : [service];
  const limit = definition.limit?.(settings) ?? { type: "atLeast", threshold: settings.threshold! };
  return {
    name,
    service,
    series,
    alarm: {
      name: [fleet, key, name, ...suffix].join("-"),
      resourceId: [words, ...suffix].join("_"),
      description,
      limit,
      settings,
      notifyOfMissingData,
    },
  };
}
