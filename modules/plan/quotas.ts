import { AWS_LIMITS } from "../aws";
import type { LoadBalancerConfig } from "../model";
import { inboundRules } from "./listeners";
import type { QuotaName, QuotaUse } from "./types";

/** The use of every quota on one load balancer. */
export function quotaUses(loadBalancer: LoadBalancerConfig, rules: number): Record<QuotaName, QuotaUse> {
  const { quotas, certificates, services } = loadBalancer;
  const use = (name: QuotaName, used: number, limit: number) => quotaUse(name, used, limit, loadBalancer.headroom);
  return {
    rules: use("rules", rules, quotas.rules),
    targetGroups: use("targetGroups", new Set(services).size, AWS_LIMITS.targetGroupsPerLoadBalancer),
    // The default certificate does not count.
    certificates: use("certificates", Math.max(0, certificates.length - 1), quotas.certificates),
    securityGroupRules: use("securityGroupRules", inboundRules(loadBalancer).length, quotas.securityGroupRules),
  };
}

function quotaUse(name: QuotaName, used: number, limit: number, headroom: number): QuotaUse {
  // Rounded up, so that headroom is never less than asked for; the margin keeps 100 × 0.07 from becoming 8.
  const reserved = Math.max(0, Math.ceil(limit * headroom - 1e-9));
  return { name, used, limit, reserved, free: limit - reserved - used, usedShare: used / limit };
}
