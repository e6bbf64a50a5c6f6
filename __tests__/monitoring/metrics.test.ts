import {
  loadBalancerMetrics,
  type Metric,
  rateLimitedRequests,
  targetGroupMetrics,
} from "../../modules/monitoring/metrics";
import { loadBalancer, web } from "./synthesize";

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

  test("there are no others", () => expect(Object.keys(metrics)).toHaveLength(10));
});

describe("metrics of a target group", () => {
  const metrics: Record<string, Metric> = targetGroupMetrics(loadBalancer, web);

  test.each([
    ["requests", "RequestCount", "Sum"],
    ["target5xx", "HTTPCode_Target_5XX_Count", "Sum"],
    ["responseTimeP50", "TargetResponseTime", "p50"],
    ["responseTimeP99", "TargetResponseTime", "p99"],
    ["unhealthyTargets", "UnHealthyHostCount", "Maximum"],
    ["healthyTargets", "HealthyHostCount", "Minimum"],
    ["requestsPerTarget", "RequestCountPerTarget", "Sum"],
  ])("%s is %s, %s", (key, name, statistic) => {
    expect(metrics[key]).toEqual({ namespace: "AWS/ApplicationELB", name, statistic, dimensions: onTargetGroup });
  });

  test("there are no others", () => expect(Object.keys(metrics)).toHaveLength(7));
});

test("requests that the rate limit blocked are counted per rule", () => {
  expect(rateLimitedRequests(loadBalancer, "requests-per-host")).toEqual({
    namespace: "AWS/WAFV2",
    name: "BlockedRequests",
    statistic: "Sum",
    dimensions: { Region: "eu-central-1", Rule: "requests-per-host", WebACL: "shop-edge-1" },
  });
});
