import { ruleDimensions } from "./web-acl";

/** A CloudWatch metric with the statistic that says something. */
export interface Metric {
  readonly namespace: "AWS/ApplicationELB" | "AWS/CertificateManager" | "AWS/WAFV2";
  readonly name: string;
  /** `Sum`, `Minimum`, `Maximum`, or a percentile such as `p99`. */
  readonly statistic: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** The load balancer whose metrics these are. */
export interface MonitoredLoadBalancer {
  readonly fleet: string;
  /** The load balancer's key in `platform.json`. */
  readonly key: string;
  /** The dimension `LoadBalancer`: `app/<name>/<id>`, usually a token of `data.aws_lb`. */
  readonly arnSuffix: string;
  readonly region: string;
}

export interface MonitoredTargetGroup {
  /** The service's key in `platform.json`. */
  readonly service: string;
  /** The dimension `TargetGroup`: `targetgroup/<name>/<id>`, usually a token of `aws_lb_target_group`. */
  readonly arnSuffix: string;
}

/** The metrics of a load balancer, each defined here and nowhere else. Counts have no value in a minute without any. */
export function loadBalancerMetrics({ arnSuffix }: Pick<MonitoredLoadBalancer, "arnSuffix">) {
  const metric = (name: string, statistic = "Sum"): Metric => ({
    namespace: "AWS/ApplicationELB",
    name,
    statistic,
    dimensions: { LoadBalancer: arnSuffix },
  });
  return {
    activeConnections: metric("ActiveConnectionCount"),
    newConnections: metric("NewConnectionCount"),
    rejectedConnections: metric("RejectedConnectionCount"),
    /** Only requests for which a target could be chosen. */
    requests: metric("RequestCount"),
    processedBytes: metric("ProcessedBytes"),
    /** Of any status; also counted as 4xx or 5xx of the load balancer. */
    fixedResponses: metric("HTTP_Fixed_Response_Count"),
    elb4xx: metric("HTTPCode_ELB_4XX_Count"),
    elb5xx: metric("HTTPCode_ELB_5XX_Count"),
    elb503: metric("HTTPCode_ELB_503_Count"),
    /** Rules that were compared with requests, the ten free ones of each request included. */
    ruleEvaluations: metric("RuleEvaluations"),
    consumedLcus: metric("ConsumedLCUs"),
    tlsErrors: metric("ClientTLSNegotiationErrorCount"),
  };
}

/** The metrics of a target group, each defined here and nowhere else. */
export function targetGroupMetrics(
  loadBalancer: Pick<MonitoredLoadBalancer, "arnSuffix">,
  targetGroup: Pick<MonitoredTargetGroup, "arnSuffix">,
) {
  const metric = (name: string, statistic = "Sum"): Metric => ({
    namespace: "AWS/ApplicationELB",
    name,
    statistic,
    dimensions: { LoadBalancer: loadBalancer.arnSuffix, TargetGroup: targetGroup.arnSuffix },
  });
  return {
    requests: metric("RequestCount"),
    target5xx: metric("HTTPCode_Target_5XX_Count"),
    responseTimeP50: metric("TargetResponseTime", "p50"),
    responseTimeP90: metric("TargetResponseTime", "p90"),
    responseTimeP99: metric("TargetResponseTime", "p99"),
    // Every node of the load balancer reports its own count: the worst of them is what matters. Neither has a value
    // while no target is registered.
    unhealthyTargets: metric("UnHealthyHostCount", "Maximum"),
    healthyTargets: metric("HealthyHostCount", "Minimum"),
    /** Requests sent to unhealthy targets because there was no healthy one. */
    failOpenRequests: metric("UnhealthyRoutingRequestCount"),
    requestsPerTarget: metric("RequestCountPerTarget"),
  };
}

/** Days that a certificate of ACM is valid; has a value once a day, and none from its last day on. */
export function daysToExpiry(certificateArn: string): Metric {
  return {
    namespace: "AWS/CertificateManager",
    name: "DaysToExpiry",
    statistic: "Minimum",
    dimensions: { CertificateArn: certificateArn },
  };
}

/** Requests that a rule of the web ACL refused, or counted where it is only tried. */
export function refusedRequests(
  { fleet, key, region }: Pick<MonitoredLoadBalancer, "fleet" | "key" | "region">,
  rule: { readonly name: string; readonly count: boolean },
): Metric {
  return {
    namespace: "AWS/WAFV2",
    name: rule.count ? "CountedRequests" : "BlockedRequests",
    statistic: "Sum",
    dimensions: { Region: region, ...ruleDimensions(fleet, key, rule.name) },
  };
}
