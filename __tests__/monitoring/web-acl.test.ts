import { managedRulesSchema } from "../../modules/model/managed-rules";
import { rateLimitSchema } from "../../modules/model/rate-limit";
import { WebAcl } from "../../modules/monitoring";
import { type Resource, resources } from "./synthesize";

interface Input {
  readonly rateLimit?: object;
  readonly managedRules?: readonly object[];
}

function webAcl({ rateLimit, managedRules }: Input): Resource {
  const all = resources((scope) => {
    new WebAcl(scope, "web_acl", {
      fleet: "shop",
      loadBalancer: "edge-1",
      rateLimit: rateLimit && rateLimitSchema.parse(rateLimit),
      managedRules: managedRules && managedRulesSchema.parse(managedRules),
    });
  });
  return all.aws_wafv2_web_acl!.rate_limit!;
}

const limited = (rateLimit: object): Resource[] => webAcl({ rateLimit }).rule;
const named = (rules: readonly Resource[], name: string): Resource => rules.find((rule) => rule.name === name)!;
const order = (rules: readonly Resource[]) => rules.map(({ name, priority }) => [name, priority]);

const HOST = { header: { name: "host", text_transformation: [{ priority: 0, type: "LOWERCASE" }] } };

test("it is a regional web ACL that allows by default and is measured", () => {
  expect(webAcl({ rateLimit: { requestsPerHost: 1000 } })).toMatchObject({
    name: "shop-edge-1",
    scope: "REGIONAL",
    default_action: { allow: {} },
    visibility_config: { cloudwatch_metrics_enabled: true, metric_name: "shop-edge-1", sampled_requests_enabled: true },
    lifecycle: { create_before_destroy: true },
  });
});

describe("the rate limit", () => {
  test("counts requests by the Host header in lower case", () => {
    const rules = limited({ requestsPerHost: 1000, windowSeconds: 60 });
    expect(order(rules)).toEqual([
      ["unusual-host", 0],
      ["requests-per-host", 1000],
    ]);
    expect(rules[1]).toMatchObject({
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

  test("answers what is too much with 429 and Retry-After", () => {
    const { rule, custom_response_body } = webAcl({ rateLimit: { requestsPerHost: 1000, windowSeconds: 120 } });
    expect(named(rule, "requests-per-host").action.block.custom_response).toEqual({
      response_code: 429,
      custom_response_body_key: "too-many-requests",
      response_header: [{ name: "Retry-After", value: "120" }],
    });
    expect(custom_response_body).toEqual([
      { key: "too-many-requests", content_type: "TEXT_PLAIN", content: "Too many requests. Try again in 120 seconds." },
    ]);
  });

  test("is not to be escaped by other spellings of the host: these are refused", () => {
    const { statement, action } = named(limited({ requestsPerHost: 1000 }), "unusual-host");
    expect(action.block.custom_response.response_code).toBe(400);
    const { field_to_match, regex_string } = statement.not_statement.statement[0].regex_match_statement;
    expect(field_to_match).toEqual({ single_header: { name: "host" } });
    const taken = (host: string) => new RegExp(regex_string).test(host);
    for (const host of ["acme.shop.example", "ACME.shop.example:443", "acme.shop.example:80", "192.0.2.1"]) {
      expect([host, taken(host)]).toEqual([host, true]);
    }
    for (const host of [
      "acme.shop.example:8443",
      "acme.shop.example.",
      "acme.shop.example.:443",
      "a:443:443",
      "",
      ":",
    ]) {
      expect([host, taken(host)]).toEqual([host, false]);
    }
  });

  test("per client does not depend on the host, and comes first", () => {
    const rules = limited({ requestsPerHost: 1000, requestsPerClient: 50 });
    expect(order(rules)).toEqual([
      ["unusual-host", 0],
      ["requests-per-client", 1],
      ["requests-per-host", 1000],
    ]);
    expect(rules[1]!.statement.rate_based_statement).toEqual({
      aggregate_key_type: "IP",
      evaluation_window_sec: 300,
      limit: 50,
    });
  });

  test("behind a CDN counts forwarded addresses, and requests without one by their connection", () => {
    const rules = limited({ requestsPerHost: 1000, requestsPerClient: 50, client: "x-forwarded-for" });
    expect(named(rules, "requests-per-client").statement.rate_based_statement).toMatchObject({
      aggregate_key_type: "FORWARDED_IP",
      forwarded_ip_config: { header_name: "x-forwarded-for", fallback_behavior: "MATCH" },
    });
    const without = named(rules, "requests-without-forwarded-for").statement.rate_based_statement;
    expect(without).toMatchObject({ aggregate_key_type: "IP", limit: 50 });
    expect(without.scope_down_statement.not_statement.statement[0].size_constraint_statement).toMatchObject({
      field_to_match: { single_header: { name: "x-forwarded-for" } },
      comparison_operator: "GT",
      size: 0,
    });
  });

  test("is only counted while it is tried, spellings of the host too", () => {
    const rules = limited({ requestsPerHost: 1000, requestsPerClient: 50, client: "x-forwarded-for", count: true });
    expect(rules).toHaveLength(4);
    for (const { action } of rules) expect(action).toEqual({ count: {} });
  });
});

describe("managed rules", () => {
  const groups = [
    { name: "AWSManagedRulesAmazonIpReputationList" },
    { name: "AWSManagedRulesCommonRuleSet", count: true },
    { vendor: "Some Vendor, Inc.", name: "Sets" },
  ];

  test("stand in the order given, between the limit per client and the one per host", () => {
    const rateLimit = { requestsPerHost: 1000, requestsPerClient: 50 };
    expect(order(webAcl({ rateLimit, managedRules: groups }).rule)).toEqual([
      ["unusual-host", 0],
      ["requests-per-client", 1],
      ["AWS-AWSManagedRulesAmazonIpReputationList", 10],
      ["AWS-AWSManagedRulesCommonRuleSet", 11],
      ["Some-Vendor--Inc--Sets", 12],
      ["requests-per-host", 1000],
    ]);
  });

  test("block what they block, or only count it", () => {
    const { rule, custom_response_body } = webAcl({ managedRules: groups });
    expect(rule.map(({ override_action }: Resource) => override_action)).toEqual([
      { none: {} },
      { count: {} },
      { none: {} },
    ]);
    expect(rule[2].statement).toEqual({
      managed_rule_group_statement: { name: "Sets", vendor_name: "Some Vendor, Inc." },
    });
    expect(custom_response_body).toBeUndefined();
  });

  test("of bots get the setting that they ask for", () => {
    const { rule } = webAcl({ managedRules: [{ name: "AWSManagedRulesBotControlRuleSet" }] });
    expect(rule[0].statement.managed_rule_group_statement.managed_rule_group_configs).toEqual([
      { aws_managed_rules_bot_control_rule_set: { inspection_level: "COMMON" } },
    ]);
  });

  test.each([
    [[], false],
    [[{ name: "AWSManagedRulesCommonRuleSet" }], true],
    [[{ name: "a b" }], false],
    [[{ name: "x", vendor: "" }], false],
    [[{ name: "x", vendor: "$" + "{var.x}" }], false],
    [[{ name: "x", version: "1" }], false],
  ])("%j: %s", (managedRules, valid) => expect(managedRulesSchema.safeParse(managedRules).success).toBe(valid));
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

  test("clients are told apart by connection or forwarded address, and nothing else", () => {
    expect(rateLimitSchema.parse({ requestsPerHost: 100 }).client).toBe("connection");
    expect(accepts({ requestsPerHost: 100, client: "x-forwarded-for" })).toBe(true);
    expect(accepts({ requestsPerHost: 100, client: "x-real-ip" })).toBe(false);
  });

  test("no unknown key", () => expect(accepts({ requestsPerHost: 100, window: 60 })).toBe(false));
});
