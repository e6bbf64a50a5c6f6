import { rateLimitSchema } from "../../modules/model/rate-limit";
import { RateLimit } from "../../modules/monitoring";
import { type Resource, resources } from "./synthesize";

function webAcl(rateLimit: object): Resource {
  const all = resources((scope) => {
    new RateLimit(scope, "web_acl", {
      fleet: "shop",
      loadBalancer: "edge-1",
      rateLimit: rateLimitSchema.parse(rateLimit),
    });
  });
  return all.aws_wafv2_web_acl!.rate_limit!;
}

const HOST = { header: { name: "host", text_transformation: [{ priority: 0, type: "LOWERCASE" }] } };

test("it is a regional web ACL that allows by default and is measured", () => {
  expect(webAcl({ requestsPerHost: 1000 })).toMatchObject({
    name: "shop-edge-1",
    scope: "REGIONAL",
    default_action: { allow: {} },
    visibility_config: { cloudwatch_metrics_enabled: true, metric_name: "shop-edge-1", sampled_requests_enabled: true },
  });
});

test("requests are counted by the Host header in lower case", () => {
  const { rule } = webAcl({ requestsPerHost: 1000, windowSeconds: 60 });
  expect(rule).toHaveLength(1);
  expect(rule[0]).toMatchObject({
    name: "requests-per-host",
    statement: {
      rate_based_statement: {
        aggregate_key_type: "CUSTOM_KEYS",
        custom_key: [HOST],
        evaluation_window_sec: 60,
        limit: 1000,
      },
    },
    visibility_config: { cloudwatch_metrics_enabled: true, metric_name: "requests-per-host" },
  });
});

test("what is too much is answered with 429 and Retry-After", () => {
  const { rule, custom_response_body } = webAcl({ requestsPerHost: 1000, windowSeconds: 120 });
  expect(rule[0].action.block.custom_response).toEqual({
    response_code: 429,
    custom_response_body_key: "too-many-requests",
    response_header: [{ name: "Retry-After", value: "120" }],
  });
  expect(custom_response_body).toEqual([
    { key: "too-many-requests", content_type: "TEXT_PLAIN", content: "Too many requests. Try again in 120 seconds." },
  ]);
});

test("the limit per client comes first, by address and host", () => {
  const { rule } = webAcl({ requestsPerHost: 1000, requestsPerClient: 50 });
  expect(rule.map(({ name, priority }: Resource) => [name, priority])).toEqual([
    ["requests-per-client", 0],
    ["requests-per-host", 1],
  ]);
  expect(rule[0].statement.rate_based_statement).toMatchObject({ custom_key: [{ ip: {} }, HOST], limit: 50 });
});

describe("limits as AWS sets them", () => {
  const accepts = (rateLimit: object) => rateLimitSchema.safeParse(rateLimit).success;

  test.each([60, 120, 300, 600])("a window of %d seconds", (windowSeconds) => {
    expect(accepts({ requestsPerHost: 10, windowSeconds })).toBe(true);
  });

  test("no other window; 300 by default", () => {
    expect(accepts({ requestsPerHost: 10, windowSeconds: 30 })).toBe(false);
    expect(rateLimitSchema.parse({ requestsPerHost: 10 }).windowSeconds).toBe(300);
  });

  test.each([
    [9, false],
    [10, true],
    [10.5, false],
    [2_000_000_000, true],
    [2_000_000_001, false],
  ])("%d requests: %s", (requestsPerHost, valid) => expect(accepts({ requestsPerHost })).toBe(valid));

  test("a client may not get more than its host", () => {
    expect(accepts({ requestsPerHost: 100, requestsPerClient: 100 })).toBe(true);
    expect(accepts({ requestsPerHost: 100, requestsPerClient: 101 })).toBe(false);
  });

  test("no unknown key", () => expect(accepts({ requestsPerHost: 100, window: 60 })).toBe(false));
});
