import type { RateLimitConfig } from "../model";
import { define, type Settings } from "./alarm";
import { failedRequests } from "./failures";
import { daysToExpiry, loadBalancerMetrics, type MonitoredLoadBalancer, refusedRequests } from "./metrics";
import { count, percentage, plain, rate, type Series, withStep } from "./series";
import { findTenant, runbook } from "./texts";

/** A share of errors counts only where there are so many of them: one error of two requests is no emergency. */
export function fromSoManyErrors(drawn: Series, { minimumErrors }: Settings<"elbErrors" | "targetErrors">): Series {
  return withStep(drawn, "gated", (id) => `IF(${id("errors")} >= ${minimumErrors}, ${id("share")}, 0)`);
}

export const LOAD_BALANCER_ALARMS = [
  define({
    name: "activeConnections",
    description: (texts) =>
      `Far more connections are open than usual: a flood, a client that never closes, or targets so slow that requests pile up. First look at response times on the dashboard. If they are normal: ${findTenant(texts, "top-hosts-by-requests")} ${runbook(texts, "one-tenant-takes-too-much")}`,
    // A minute's sum over the nodes is the number of open connections.
    series: (lb: MonitoredLoadBalancer) => rate("Open connections", loadBalancerMetrics(lb).activeConnections, 60),
  }),
  define({
    name: "newConnections",
    description: (texts) =>
      `Far more new connections than usual: a flood, or clients that do not keep connections alive. ${findTenant(texts, "top-hosts-by-requests")} ${runbook(texts, "one-tenant-takes-too-much")}`,
    series: (lb: MonitoredLoadBalancer) => rate("New connections/s", loadBalancerMetrics(lb).newConnections),
  }),
  define({
    name: "requests",
    description: (texts) =>
      `The load balancer gets far more or far fewer requests than at other times. Fewer: first check that DNS still points to the load balancer, that certificates are valid, and that the security group lets clients in. More: ${findTenant(texts, "top-hosts-by-requests")} ${runbook(texts, "traffic-is-unusual")}`,
    series: (lb: MonitoredLoadBalancer, settings) => {
      const { requests } = loadBalancerMetrics(lb);
      if (settings?.anomalyBand === undefined) return rate("Requests/s", requests);
      // No requests are 0 requests, not unknown: outside of the band by day, inside of it in a night without any.
      return withStep(plain("Requests", requests), "value", count("metric"));
    },
    limit: ({ threshold, anomalyBand }) =>
      threshold !== undefined ? { type: "atLeast", threshold } : { type: "band", width: anomalyBand! },
  }),
  define({
    name: "rejectedConnections",
    description: (texts) =>
      `The load balancer refused connections because it had reached its maximum: visitors of every tenant get errors now. ${findTenant(texts, "top-hosts-by-requests")} If the traffic is real, ask AWS Support for a reservation of capacity. ${runbook(texts, "one-tenant-takes-too-much")}`,
    series: (lb: MonitoredLoadBalancer) => plain("Rejected connections", loadBalancerMetrics(lb).rejectedConnections),
  }),
  define({
    name: "elbErrors",
    description: (texts) =>
      `The load balancer itself answers a large share of requests with 5xx: 503 no target is registered, 502 a target closed the connection, 504 a target was too slow or out of reach. Fixed responses, such as those of tenants in maintenance, are taken out. First look at healthy targets on the dashboard. ${findTenant(texts, "top-hosts-by-5xx")} ${runbook(texts, "requests-fail-or-are-slow")}`,
    series: (lb: MonitoredLoadBalancer) => percentage({ label: "ELB 5xx %", ...failedRequests(lb) }, "errors", "all"),
    gated: fromSoManyErrors,
  }),
  define({
    name: "consumedLcus",
    description: (texts) =>
      `The load balancer uses more capacity (LCUs) than planned: it costs more, and may be growing out of one load balancer. First see on the dashboard which of the four grew: new connections, open connections, bytes, or rule evaluations, which grow with every rule in front of a busy tenant's. tenantry capacity prints what rules cost. ${findTenant(texts, "top-hosts-by-bytes")} ${runbook(texts, "the-load-balancer-costs-more")}`,
    // A minute's sum is what was used in that minute; LCUs are billed by the hour.
    series: (lb: MonitoredLoadBalancer) => rate("LCUs", loadBalancerMetrics(lb).consumedLcus, 3600),
  }),
] as const;

export const HTTPS_ALARMS = [
  define({
    name: "tlsErrors",
    description: (texts) =>
      `Many clients fail to negotiate TLS: an expired or missing certificate, a TLS policy that shuts out old clients, or a scanner. First check the certificates' expiry and what changed last in certificates and sslPolicy. ${runbook(texts, "a-certificate-expires-soon")}`,
    series: (lb: MonitoredLoadBalancer) => rate("TLS errors/min", loadBalancerMetrics(lb).tlsErrors, 60),
  }),
] as const;

export interface RateLimitSubject {
  readonly loadBalancer: MonitoredLoadBalancer;
  readonly rateLimit: RateLimitConfig;
}

export const RATE_LIMIT_ALARMS = [
  define({
    name: "rateLimitedRequests",
    description: (texts) =>
      `A host gets more requests than its rate limit allows; the rest is answered with 429, or counted where the limit is only tried. ${findTenant(texts, "top-hosts-by-requests")} Then decide: an attack is being held off, or the tenant has grown and needs a higher limit. ${runbook(texts, "one-tenant-takes-too-much")}`,
    series: ({ loadBalancer, rateLimit: { count } }: RateLimitSubject) =>
      rate("Over a host's limit/min", refusedRequests(loadBalancer, { name: "requests-per-host", count }), 60),
  }),
] as const;

export const CERTIFICATE_ALARMS = [
  define({
    name: "certificateExpiry",
    description: (texts) =>
      `A certificate expires soon: from that day on every tenant below its domains is unreachable, all at once. ACM renews what it issued long before, so a renewal has failed, or the certificate was imported. First look at its renewal status in ACM and at the DNS records of its validation. ${runbook(texts, "a-certificate-expires-soon")}`,
    series: (arn: string) => plain(`${certificateId(arn)} days`, daysToExpiry(arn)),
    limit: ({ threshold }) => ({ type: "below", threshold }),
    // A new certificate has no value for up to a day, and an expired one has none any more.
    missingData: "unchanged",
  }),
] as const;

/** The last part of a certificate's ARN. */
export function certificateId(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}

/** Whether CloudWatch knows a certificate's days: IAM's server certificates have no metric. */
export function isMeasured(certificateArn: string): boolean {
  return certificateArn.split(":")[2] === "acm";
}
