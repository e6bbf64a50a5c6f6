import {
  daysToExpiry,
  loadBalancerMetrics,
  type Metric,
  refusedRequests,
  targetGroupMetrics,
} from "../../modules/monitoring/metrics";
import { CERTIFICATE, loadBalancer, web } from "./synthesize";

const onLoadBalancer = { LoadBalancer: loadBalancer.arnSuffix };
const onTargetGroup = { LoadBalancer: loadBalancer.arnSuffix, TargetGroup: web.arnSuffix };

describe("metrics of a load balancer", () => {
  const metrics: Record<string, Metric> = loadBalancerMetrics(loadBalancer);

  test.each([
    ["activeConnections", "ActiveConnectionCount"],
    ["newConnections", "NewConnectionCount"],
    ["rejectedConnections", "RejectedConnectionCount"],
    ["requests", "RequestCount"],
    ["processedBytes", "ProcessedBytes"],
    ["fixedResponses", "HTTP_Fixed_Response_Count"],
    ["elb4xx", "HTTPCode_ELB_4XX_Count"],
    ["elb5xx", "HTTPCode_ELB_5XX_Count"],
    ["elb503", "HTTPCode_ELB_503_Count"],
    ["ruleEvaluations", "RuleEvaluations"],
    ["consumedLcus", "ConsumedLCUs"],
    ["tlsErrors", "ClientTLSNegotiationErrorCount"],
  ])("%s is the sum of %s", (key, name) => {
    expect(metrics[key]).toEqual({
      namespace: "AWS/ApplicationELB",
      name,
      statistic: "Sum",
      dimensions: onLoadBalancer,
    });
  });

  test("there are no others", () => expect(Object.keys(metrics)).toHaveLength(12));
});

describe("metrics of a target group", () => {
  const metrics: Record<string, Metric> = targetGroupMetrics(loadBalancer, web);

  test.each([
    ["requests", "RequestCount", "Sum"],
    ["target5xx", "HTTPCode_Target_5XX_Count", "Sum"],
    ["responseTimeP50", "TargetResponseTime", "p50"],
    ["responseTimeP90", "TargetResponseTime", "p90"],
    ["responseTimeP99", "TargetResponseTime", "p99"],
    ["unhealthyTargets", "UnHealthyHostCount", "Maximum"],
    ["healthyTargets", "HealthyHostCount", "Minimum"],
    ["failOpenRequests", "UnhealthyRoutingRequestCount", "Sum"],
    ["requestsPerTarget", "RequestCountPerTarget", "Sum"],
  ])("%s is %s, %s", (key, name, statistic) => {
    expect(metrics[key]).toEqual({ namespace: "AWS/ApplicationELB", name, statistic, dimensions: onTargetGroup });
  });

  test("there are no others", () => expect(Object.keys(metrics)).toHaveLength(9));
});

test("a certificate's days are those of its ARN", () => {
  expect(daysToExpiry(CERTIFICATE)).toEqual({
    namespace: "AWS/CertificateManager",
    name: "DaysToExpiry",
    statistic: "Minimum",
    dimensions: { CertificateArn: CERTIFICATE },
  });
});

test.each([
  [false, "BlockedRequests"],
  [true, "CountedRequests"],
])("requests that the web ACL refuses are counted per rule; only tried: %s", (count, name) => {
  expect(refusedRequests(loadBalancer, { name: "requests-per-host", count })).toEqual({
    namespace: "AWS/WAFV2",
    name,
    statistic: "Sum",
    dimensions: { Region: "eu-central-1", Rule: "requests-per-host", WebACL: "shop-edge-1" },
  });
});
