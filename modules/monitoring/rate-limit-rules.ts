import type { Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import type { RateLimitConfig } from "../model";

/** The rules that limit rates, by name; also the value of the dimension `Rule` of their metrics. */
export type RateLimitRule = "requests-per-client" | "requests-per-host";

/** The key of the body that is answered with 429. */
export const TOO_MANY_REQUESTS = "too-many-requests";

type Rule = Omit<Wafv2WebAclRule, "visibilityConfig">;

/** As ALB reads a name with a port or a trailing dot, too, each spelling would have a count of its own. */
const USUAL_HOST = "^[^:]*[^.:](:(80|443))?$";

/** Behind everything else; leaves room for rule groups in between. */
const LAST = 1000;

const FORWARDED_FOR = "x-forwarded-for";
const AS_IT_IS = [{ priority: 0, type: "NONE" }];

/**
 * Limits per client come before the managed rules, since they cost WAF least; the limit per host behind them: what is
 * blocked before does not count for the host.
 */
export function rateLimitRules(config: RateLimitConfig): { beforeManaged: Rule[]; afterManaged: Rule[] } {
  const { requestsPerHost, requestsPerClient, client } = config;
  const limit = (name: string, priority: number, requests: number, keys: object): Rule => ({
    name,
    priority,
    action: config.count ? { count: {} } : tooManyRequests(config),
    statement: { rate_based_statement: { ...keys, evaluation_window_sec: config.windowSeconds, limit: requests } },
  });
  const beforeManaged: Rule[] = [
    {
      name: "unusual-host",
      priority: 0,
      action: config.count ? { count: {} } : { block: { customResponse: { responseCode: 400 } } },
      statement: { not_statement: { statement: [{ regex_match_statement: onHeader("host", USUAL_HOST) }] } },
    },
  ];
  if (requestsPerClient !== undefined && client === "connection") {
    beforeManaged.push(limit("requests-per-client", 1, requestsPerClient, { aggregate_key_type: "IP" }));
  }
  if (requestsPerClient !== undefined && client === "x-forwarded-for") {
    beforeManaged.push(
      limit("requests-per-client", 1, requestsPerClient, {
        aggregate_key_type: "FORWARDED_IP",
        // What is no address counts as one client.
        forwarded_ip_config: { header_name: FORWARDED_FOR, fallback_behavior: "MATCH" },
      }),
      // WAF passes over requests without the header; leaving it away must not be a way around the limit.
      limit("requests-without-forwarded-for", 2, requestsPerClient, {
        aggregate_key_type: "IP",
        scope_down_statement: { not_statement: { statement: [{ size_constraint_statement: hasForwardedFor }] } },
      }),
    );
  }
  const host = { header: { name: "host", text_transformation: [{ priority: 0, type: "LOWERCASE" }] } };
  const perHost = limit("requests-per-host", LAST, requestsPerHost, {
    aggregate_key_type: "CUSTOM_KEYS",
    custom_key: [host],
  });
  return { beforeManaged, afterManaged: [perHost] };
}

function tooManyRequests({ windowSeconds }: RateLimitConfig): Wafv2WebAclRule["action"] {
  return {
    block: {
      customResponse: {
        responseCode: 429,
        customResponseBodyKey: TOO_MANY_REQUESTS,
        responseHeader: [{ name: "Retry-After", value: String(windowSeconds) }],
      },
    },
  };
}

function onHeader(name: string, regex: string): object {
  return { field_to_match: { single_header: { name } }, regex_string: regex, text_transformation: AS_IT_IS };
}

const hasForwardedFor = {
  comparison_operator: "GT",
  field_to_match: { single_header: { name: FORWARDED_FOR } },
  size: 0,
  text_transformation: AS_IT_IS,
};
