import type { Value } from "./metric-math";
import type { Watched, World } from "./simulate";

/** What happens on a load balancer with one service in a minute. All numbers are of this minute. */
export interface Minute {
  /** Requests for which a target was chosen. */
  readonly requests: number;
  /** Of these: answered with 5xx by the target, and with 502 or 504 by the load balancer. */
  readonly target5xx: number;
  readonly badGateway: number;
  /** Requests for which there was no target: 503. */
  readonly noTarget: number;
  /** Fixed responses: of unknown hosts and suspended tenants (404, 403), and of tenants in maintenance (503). */
  readonly fixed4xx: number;
  readonly fixed503: number;
  /** Malformed requests (400) and what the web ACL refused (403). */
  readonly refused: number;
  /** Requests over a host's limit: 429 by the web ACL. */
  readonly overLimit: number;
  /** Targets; none is registered where both are 0. */
  readonly healthy: number;
  readonly unhealthy: number;
  /** Seconds that requests take: half, nine of ten, 99 of a hundred of them at most. */
  readonly seconds: readonly [p50: number, p90: number, p99: number];
  readonly newConnections: number;
  readonly openConnections: number;
  readonly lcus: number;
  /** Days that the certificate is valid; undefined when it is not any more. */
  readonly days: number | undefined;
}

export const BUSY: Minute = {
  requests: 6000,
  target5xx: 12,
  badGateway: 2,
  noTarget: 0,
  fixed4xx: 40,
  fixed503: 0,
  refused: 10,
  overLimit: 0,
  healthy: 6,
  unhealthy: 0,
  seconds: [0.05, 0.2, 0.6],
  newConnections: 3000,
  openConnections: 4000,
  lcus: 3,
  days: 200,
};

/** A load balancer, minute by minute; what is expected of it is its usual number of requests and a half more or less. */
export function worldOf(
  minutes: number,
  at: (minute: number) => Minute,
  usual: (minute: number) => number,
  late?: World["late"],
): World {
  return {
    minutes,
    late,
    valueOf: (metric, minute) => reported(metric, at(minute), minute),
    expected: (minute, periodSeconds) => {
      const length = periodSeconds / 60;
      let requests = 0;
      for (let one = minute; one < minute + length; one++) requests += usual(one);
      return [requests * 0.5, requests * 1.5];
    },
  };
}

const MINUTES_IN_DAY = 24 * 60;

/** What Elastic Load Balancing, AWS WAF and ACM report of a minute. Counts are reported when they are not 0. */
function reported({ name, stat }: Watched, minute: Minute, time: number): Value {
  const { requests, healthy, unhealthy, fixed4xx, fixed503, badGateway, noTarget, seconds } = minute;
  const counted = (number: number): Value => (number === 0 ? undefined : number);
  const ofTargets = (number: number): Value => (healthy + unhealthy === 0 ? undefined : number);
  switch (name) {
    case "RequestCount":
      return counted(requests);
    case "HTTPCode_Target_5XX_Count":
      return counted(minute.target5xx);
    case "HTTPCode_ELB_5XX_Count":
      return counted(badGateway + noTarget + fixed503);
    case "HTTPCode_ELB_503_Count":
      return counted(noTarget + fixed503);
    case "HTTPCode_ELB_4XX_Count":
      return counted(fixed4xx + minute.refused + minute.overLimit);
    case "HTTP_Fixed_Response_Count":
      return counted(fixed4xx + fixed503);
    case "HealthyHostCount":
      return ofTargets(healthy);
    case "UnHealthyHostCount":
      return ofTargets(unhealthy);
    case "UnhealthyRoutingRequestCount":
      return healthy === 0 ? counted(requests) : undefined;
    case "RequestCountPerTarget":
      return healthy + unhealthy === 0 ? undefined : counted(requests / Math.max(1, healthy || unhealthy));
    case "TargetResponseTime":
      return requests === 0 ? undefined : seconds[{ p50: 0, p90: 1, p99: 2 }[stat]!];
    case "NewConnectionCount":
      return counted(minute.newConnections);
    case "ActiveConnectionCount":
      return counted(minute.openConnections);
    case "ConsumedLCUs":
      return minute.lcus / 60;
    case "BlockedRequests":
      return counted(minute.overLimit);
    case "DaysToExpiry":
      return time % MINUTES_IN_DAY === 0 ? minute.days : undefined;
    case "RejectedConnectionCount":
    case "ClientTLSNegotiationErrorCount":
      return undefined;
    default:
      throw new Error(`${name} is not known here.`);
  }
}
