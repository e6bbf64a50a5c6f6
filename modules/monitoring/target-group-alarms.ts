import { define } from "./alarm";
import { unansweredRequests } from "./failures";
import { fromSoManyErrors } from "./load-balancer-alarms";
import { type MonitoredLoadBalancer, type MonitoredTargetGroup, targetGroupMetrics } from "./metrics";
import { count, percentage, plain, rate, type Series, withStep } from "./series";
import { findTenant, runbook } from "./texts";

export interface TargetGroupSubject {
  readonly loadBalancer: MonitoredLoadBalancer;
  readonly targetGroup: MonitoredTargetGroup;
}

/** From so many requests on the 99th percentile is not just the slowest of them. */
const REQUESTS_FOR_P99 = 100;

export const TARGET_GROUP_ALARMS = [
  define({
    name: "targetErrors",
    description: (texts) =>
      `The service answers a large share of requests with 5xx. First look at its last deployment and its Pods' logs. ${findTenant(texts, "top-hosts-by-5xx")} ${runbook(texts, "requests-fail-or-are-slow")}`,
    series: ({ loadBalancer, targetGroup }: TargetGroupSubject) => {
      const { target5xx, requests } = targetGroupMetrics(loadBalancer, targetGroup);
      const steps = { errors: count("target5xx"), all: count("requests") };
      const series = { label: `${targetGroup.service} 5xx %`, metrics: { target5xx, requests }, steps };
      return percentage(series, "errors", "all");
    },
    gated: fromSoManyErrors,
  }),
  define({
    name: "responseTime",
    description: (texts) =>
      `One request of a hundred waits longer for the service than it should; in minutes of fewer than ${REQUESTS_FOR_P99} requests one of ten. First look at the Pods' CPU, memory and database. ${findTenant(texts, "slowest-hosts")} ${runbook(texts, "requests-fail-or-are-slow")}`,
    series: ({ loadBalancer, targetGroup }: TargetGroupSubject) =>
      plain(`${targetGroup.service} p99 s`, targetGroupMetrics(loadBalancer, targetGroup).responseTimeP99),
    gated: (drawn, { minimumRequests }, { loadBalancer, targetGroup }) => {
      const { requests, responseTimeP90: p90, responseTimeP99: p99 } = targetGroupMetrics(loadBalancer, targetGroup);
      return withStep({ label: drawn.label, metrics: { p99, p90, requests } }, "gated", (id) => {
        const few = `IF(${count("requests")(id)} >= ${minimumRequests}, ${id("p90")}, 0)`;
        return `IF(${count("requests")(id)} >= ${REQUESTS_FOR_P99}, ${id("p99")}, ${few})`;
      });
    },
  }),
  define({
    name: "unhealthyTargets",
    description: (texts) =>
      `A large share of the service's targets fails its health check at the same time: a zone, a node group, a dependency or a deployment is broken, and the others carry the load. First look at the state and logs of the Pods that are not ready, and whether they are all in one zone. ${runbook(texts, "targets-are-unhealthy-or-gone")}`,
    series: ({ loadBalancer, targetGroup }: TargetGroupSubject) => {
      const { unhealthyTargets: unhealthy, healthyTargets: healthy } = targetGroupMetrics(loadBalancer, targetGroup);
      const steps: Series["steps"] = {
        failing: count("unhealthy"),
        registered: (id) => `${count("unhealthy")(id)} + ${count("healthy")(id)}`,
      };
      const series = { label: `${targetGroup.service} unhealthy %`, metrics: { unhealthy, healthy }, steps };
      return percentage(series, "failing", "registered");
    },
  }),
  define({
    name: "healthyTargets",
    description: (texts) =>
      `Fewer healthy targets are left than the service is set to have at least: the next one that fails takes tenants along. No data: no target is registered, or no tenant uses the service any more. First look at the Deployment's replicas and events, then at the TargetGroupBinding and the controller's log. ${runbook(texts, "targets-are-unhealthy-or-gone")}`,
    series: ({ loadBalancer, targetGroup }: TargetGroupSubject) =>
      plain(`${targetGroup.service} healthy`, targetGroupMetrics(loadBalancer, targetGroup).healthyTargets),
    limit: ({ threshold }) => ({ type: "below", threshold }),
    missingData: "notified",
  }),
  define({
    name: "noHealthyTargets",
    description: (texts) =>
      `The service has no healthy target, and requests are answered with 503 because of it: every tenant of the service is down. First look whether the Service still selects Pods and whether they run, then at the TargetGroupBinding and the controller's log. ${runbook(texts, "targets-are-unhealthy-or-gone")}`,
    series: ({ loadBalancer, targetGroup }: TargetGroupSubject) => {
      const { metrics, steps } = unansweredRequests(loadBalancer);
      const { healthyTargets: healthy } = targetGroupMetrics(loadBalancer, targetGroup);
      const series = { label: `${targetGroup.service} without targets`, metrics: { ...metrics, healthy }, steps };
      return withStep(series, "value", (id) => `IF(${count("healthy")(id)} < 1, ${id("unanswered")}, 0)`);
    },
  }),
  define({
    name: "failOpenRouting",
    description: (texts) =>
      `All targets of the service fail their health check, so the load balancer sends requests to them all the same (fail open): some may be answered, many will fail. First look at what the health check asks for and whether it broke, then at the Pods' logs and their dependencies. ${runbook(texts, "targets-are-unhealthy-or-gone")}`,
    series: ({ loadBalancer, targetGroup }: TargetGroupSubject) =>
      plain(`${targetGroup.service} fail open`, targetGroupMetrics(loadBalancer, targetGroup).failOpenRequests),
  }),
  define({
    name: "requestsPerTarget",
    description: (texts) =>
      `Each target of the service gets more requests than it should carry. First check that the autoscaler works and has room, or add replicas. If traffic jumped: ${findTenant(texts, "top-hosts-by-requests")} ${runbook(texts, "one-tenant-takes-too-much")}`,
    series: ({ loadBalancer, targetGroup }: TargetGroupSubject) =>
      rate(
        `${targetGroup.service} requests/s per target`,
        targetGroupMetrics(loadBalancer, targetGroup).requestsPerTarget,
      ),
  }),
] as const;
