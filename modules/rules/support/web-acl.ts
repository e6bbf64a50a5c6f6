import { MANAGED_RULE_GROUPS, WAF_LIMITS } from "../../aws";
import type { LoadBalancerConfig } from "../../model";

type WebAclConfig = Pick<LoadBalancerConfig, "rateLimit" | "managedRules">;

/** Capacity units (WCU) of the web ACL that is made for a load balancer; those of other vendors' groups are not known. */
export function webAclWcus({ rateLimit, managedRules = [] }: WebAclConfig): number {
  const groups = managedRules.reduce((sum, { vendor, name }) => {
    return sum + (vendor === "AWS" ? (MANAGED_RULE_GROUPS.get(name)?.wcus ?? 0) : 0);
  }, 0);
  return groups + (rateLimit === undefined ? 0 : rateLimitWcus(rateLimit));
}

function rateLimitWcus({ requestsPerClient, client }: NonNullable<WebAclConfig["rateLimit"]>): number {
  const { regexWcus, rateLimitWcus: limit, rateLimitKeyWcus, sizeWcus } = WAF_LIMITS;
  const perHost = limit + rateLimitKeyWcus;
  const perClient = requestsPerClient === undefined ? 0 : limit;
  const withoutHeader = perClient > 0 && client === "x-forwarded-for" ? limit + sizeWcus : 0;
  return regexWcus + perHost + perClient + withoutHeader;
}

/** Whether a load balancer has a web ACL, made here or elsewhere. */
export function hasWebAcl({
  webAclArn,
  rateLimit,
  managedRules,
}: WebAclConfig & Pick<LoadBalancerConfig, "webAclArn">) {
  return rateLimit !== undefined || managedRules !== undefined || (webAclArn !== undefined && webAclArn !== "none");
}
