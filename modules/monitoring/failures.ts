import { loadBalancerMetrics, type MonitoredLoadBalancer } from "./metrics";
import { count, type Expression, type Series } from "./series";

/*
 * What of the load balancer's own 5xx is a failure, and what is an answer that was planned: the 503 of a tenant in
 * maintenance is a fixed response. CloudWatch counts fixed responses of all statuses together; those with a 4xx are
 * among the load balancer's 4xx too, so what is left of them without all 4xx was planned with another status.
 *
 * Where clients get 4xx that are no fixed responses (malformed requests, the web ACL's), as many planned 503 are taken
 * for failures: too many rather than too few.
 */

const planned: Expression = (id) => {
  const [fixed, elb4xx] = [count("fixed")(id), count("elb4xx")(id)];
  return `IF(${fixed} > ${elb4xx}, ${fixed} - ${elb4xx}, 0)`;
};

const unanswered: Expression = (id) => {
  const elb503 = count("elb503")(id);
  return `IF(${elb503} > ${id("planned")}, ${elb503} - ${id("planned")}, 0)`;
};

type Part = Pick<Required<Series>, "metrics" | "steps">;

/** The step `unanswered`: requests for which there was no target at all, answered with 503. */
export function unansweredRequests(loadBalancer: Pick<MonitoredLoadBalancer, "arnSuffix">): Part {
  const { fixedResponses, elb4xx, elb503 } = loadBalancerMetrics(loadBalancer);
  return { metrics: { fixed: fixedResponses, elb4xx, elb503 }, steps: { planned, unanswered } };
}

/**
 * The steps `errors`, 5xx of the load balancer that are failures, and `all`, the requests that they are a part of.
 * 502 and 504 are counted as requests already, since a target was chosen; what was unanswered is not.
 */
export function failedRequests(loadBalancer: Pick<MonitoredLoadBalancer, "arnSuffix">): Part {
  const { metrics, steps } = unansweredRequests(loadBalancer);
  const { elb5xx, requests } = loadBalancerMetrics(loadBalancer);
  const answered: Expression = (id) => `${count("requests")(id)} + ${id("unanswered")}`;
  return {
    metrics: { ...metrics, elb5xx, requests },
    steps: {
      ...steps,
      errors: (id) => `${count("elb5xx")(id)} - ${count("elb503")(id)} + ${id("unanswered")}`,
      all: (id) => `IF(${id("errors")} > ${answered(id)}, ${id("errors")}, ${answered(id)})`,
    },
  };
}
