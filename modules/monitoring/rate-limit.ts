import { Wafv2WebAcl, type Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Construct } from "constructs";
import type { RateLimitConfig } from "../model";

export interface RateLimitProps {
  readonly fleet: string;
  /** The load balancer's key in `platform.json`. */
  readonly loadBalancer: string;
  readonly rateLimit: RateLimitConfig;
}

/** The rules, by name; also the value of the dimension `Rule` of their metrics. */
export type RateLimitRule = "requests-per-client" | "requests-per-host";

const BODY = "too-many-requests";

/**
 * A regional web ACL that counts requests by their Host header and answers with 429 what a host gets above its
 * limit, so that one tenant's traffic leaves the others theirs. It allows everything else.
 *
 * WAF counts a sliding window and checks it every few seconds: a limit is approximate, and a host is served again
 * as soon as its rate has fallen.
 *
 * @example
 * const { arn } = new RateLimit(stack, "rate_limit", { fleet: "shop", loadBalancer: "edge-1", rateLimit });
 * // IngressClassParams: wafv2AclArn: arn
 */
export class RateLimit extends Construct {
  /** For `wafv2AclArn` of IngressClassParams: the controller associates the web ACL with its ALB. */
  readonly arn: string;

  constructor(scope: Construct, id: string, { fleet, loadBalancer, rateLimit }: RateLimitProps) {
    super(scope, id);
    const name = webAclName(fleet, loadBalancer);
    const webAcl = new Wafv2WebAcl(this, "web_acl", {
      name,
      description: `Rate limit per host of load balancer ${loadBalancer}`,
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      customResponseBody: [
        {
          key: BODY,
          contentType: "TEXT_PLAIN",
          content: `Too many requests. Try again in ${rateLimit.windowSeconds} seconds.`,
        },
      ],
      rule: rules(rateLimit),
      visibilityConfig: visibility(name),
      // When another web ACL takes its place, or none, it can go only after the parameters have said so.
      lifecycle: { createBeforeDestroy: true },
    });
    webAcl.overrideLogicalId("rate_limit");
    this.arn = webAcl.arn;
  }
}

/** The dimensions that identify a rule's metrics, beside the Region. */
export function rateLimitMetric(fleet: string, loadBalancer: string, rule: RateLimitRule): Record<string, string> {
  return { Rule: rule, WebACL: webAclName(fleet, loadBalancer) };
}

/** At most 128 characters, of which two keys of 63 take 127. */
function webAclName(fleet: string, loadBalancer: string): string {
  return `${fleet}-${loadBalancer}`;
}

/** The limit per client comes first: what it blocks does not count for the host. */
function rules({ requestsPerHost, requestsPerClient, windowSeconds }: RateLimitConfig): Wafv2WebAclRule[] {
  const host = { header: { name: "host", text_transformation: [{ priority: 0, type: "LOWERCASE" }] } };
  const client = { ip: {} };
  const all: Wafv2WebAclRule[] = [];
  if (requestsPerClient !== undefined) {
    all.push(rule("requests-per-client", 0, requestsPerClient, windowSeconds, [client, host]));
  }
  all.push(rule("requests-per-host", 1, requestsPerHost, windowSeconds, [host]));
  return all;
}

function rule(
  name: RateLimitRule,
  priority: number,
  limit: number,
  windowSeconds: number,
  keys: object[],
): Wafv2WebAclRule {
  return {
    name,
    priority,
    action: {
      block: {
        customResponse: {
          responseCode: 429,
          customResponseBodyKey: BODY,
          responseHeader: [{ name: "Retry-After", value: String(windowSeconds) }],
        },
      },
    },
    statement: {
      rate_based_statement: {
        aggregate_key_type: "CUSTOM_KEYS",
        custom_key: keys,
        evaluation_window_sec: windowSeconds,
        limit,
      },
    },
    visibilityConfig: visibility(name),
  };
}

function visibility(metricName: string) {
  return { cloudwatchMetricsEnabled: true, metricName, sampledRequestsEnabled: true };
}
