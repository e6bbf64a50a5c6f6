import { AWS_LIMITS } from "../aws";
import type { LoadBalancerConfig } from "../model";
import type { QuotaName, QuotaUse } from "./types";

/** The use of every quota on one load balancer. */
export function quotaUses(loadBalancer: LoadBalancerConfig, rules: number): QuotaUse[] {
  const { quotas, certificates, services } = loadBalancer;
  return [
    use("rules", rules, quotas.rules, loadBalancer),
    use("targetGroups", new Set(services).size, AWS_LIMITS.targetGroupsPerLoadBalancer, loadBalancer),
    // The default certificate does not count.
    use("certificates", Math.max(0, certificates.length - 1), quotas.certificates, loadBalancer),
    use("securityGroupRules", inboundRules(loadBalancer).length, quotas.securityGroupRules, loadBalancer),
  ];
}

function use(name: QuotaName, used: number, limit: number, { headroom }: LoadBalancerConfig): QuotaUse {
  // Rounded up, so that headroom is never less than asked for; the margin keeps 100 × 0.07 from becoming 8.
  const reserved = Math.max(0, Math.ceil(limit * headroom - 1e-9));
  return { name, used, limit, reserved, free: limit - reserved - used, usedShare: used / limit };
}

/** One inbound rule of the load balancer's own security group. */
export interface InboundRule {
  readonly port: number;
  readonly cidr: string;
}

/** The inbound rules of the security group made for a load balancer; none when security groups are given. */
export function inboundRules(loadBalancer: LoadBalancerConfig): InboundRule[] {
  if (loadBalancer.securityGroups !== undefined) return [];
  const everybody = loadBalancer.ipAddressType === "ipv4" ? ["0.0.0.0/0"] : ["0.0.0.0/0", "::/0"];
  const ports = loadBalancer.certificates.length > 0 ? [80, 443] : [80];
  return ports.flatMap((port) => (loadBalancer.inboundCidrs ?? everybody).map((cidr) => ({ port, cidr })));
}
