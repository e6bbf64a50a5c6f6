import { Wafv2WebAcl, type Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Construct } from "constructs";
import type { ManagedRulesConfig, RateLimitConfig } from "../model";
import { managedRules } from "./managed-rules";
import { rateLimitRules, TOO_MANY_REQUESTS } from "./rate-limit-rules";

export interface WebAclProps {
  readonly fleet: string;
  /** The load balancer's key in `platform.json`. */
  readonly loadBalancer: string;
  readonly rateLimit?: RateLimitConfig;
  readonly managedRules?: ManagedRulesConfig;
}

/**
 * A regional web ACL that refuses what passes a rate limit, so that one tenant's traffic leaves the others theirs, and
 * what managed rule groups block. It allows everything else.
 *
 * WAF counts a sliding window and checks it every few seconds: a limit is approximate, and a client or host is served
 * again as soon as its rate has fallen.
 *
 * @example
 * const { arn } = new WebAcl(stack, "web_acl", { fleet: "shop", loadBalancer: "edge-1", rateLimit });
 * // IngressClassParams: wafv2AclArn: arn
 */
export class WebAcl extends Construct {
  /** For `wafv2AclArn` of IngressClassParams: the controller associates the web ACL with its ALB. */
  readonly arn: string;

  constructor(scope: Construct, id: string, { fleet, loadBalancer, rateLimit, managedRules: groups }: WebAclProps) {
    super(scope, id);
    const name = webAclName(fleet, loadBalancer);
    const { beforeManaged = [], afterManaged = [] } = rateLimit === undefined ? {} : rateLimitRules(rateLimit);
    const webAcl = new Wafv2WebAcl(this, "web_acl", {
      name,
      description: `Rate limits and managed rules of load balancer ${loadBalancer}`,
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      customResponseBody:
        rateLimit === undefined
          ? undefined
          : [
              {
                key: TOO_MANY_REQUESTS,
                contentType: "TEXT_PLAIN",
                content: `Too many requests. Try again in ${rateLimit.windowSeconds} seconds.`,
              },
            ],
      // What the managed rules block does not count for a host: an attack can't use up its limit.
      rule: [...beforeManaged, ...managedRules(groups ?? []), ...afterManaged].map(measured),
      visibilityConfig: visibility(name),
      // When another web ACL takes its place, or "none", it can go only after the parameters have said so.
      lifecycle: { createBeforeDestroy: true },
    });
    // Its address since there was nothing but the limit in it: another one would replace it.
    webAcl.overrideLogicalId("rate_limit");
    this.arn = webAcl.arn;
  }
}

/** The dimensions that identify a rule's metrics, beside the Region. */
export function ruleDimensions(fleet: string, loadBalancer: string, rule: string): Record<string, string> {
  return { Rule: rule, WebACL: webAclName(fleet, loadBalancer) };
}

/** At most 128 characters, of which two keys of 63 take 127. */
function webAclName(fleet: string, loadBalancer: string): string {
  return `${fleet}-${loadBalancer}`;
}

function measured(rule: Omit<Wafv2WebAclRule, "visibilityConfig">): Wafv2WebAclRule {
  return { ...rule, visibilityConfig: visibility(rule.name) };
}

function visibility(metricName: string) {
  return { cloudwatchMetricsEnabled: true, metricName, sampledRequestsEnabled: true };
}
