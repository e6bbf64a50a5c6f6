import { type Fleet, type LoadBalancerConfig, tenantDefaults } from "../model";
import type { LoadBalancerPlan, Plan } from "../plan";
import { certificateCovers } from "../rules";

/** What a tenant needs of its load balancer. */
export interface Needs {
  readonly hosts: readonly string[];
  /** Undefined when nothing says which; then every load balancer will do. */
  readonly service: string | undefined;
}

export interface Choice {
  readonly loadBalancer: string;
  /** How many could have been chosen; 0 when none covers the hosts and carries the service, and this one comes nearest. */
  readonly suitable: number;
}

/**
 * The load balancer with the most free listener rules among those whose certificates cover the hosts and that carry
 * the service. One without certificates speaks HTTP only, so it is never chosen where another has certificates: a
 * forgotten certificate must not put a tenant onto an internal load balancer without anybody saying so.
 */
export function chooseLoadBalancer({ platform }: Fleet, plan: Plan, needs: Needs): Choice {
  const config = ({ key }: LoadBalancerPlan) => platform.loadBalancers[key]!;
  const secure = plan.loadBalancers.filter((one) => config(one).certificates.length > 0);
  const candidates = secure.length > 0 ? secure : plan.loadBalancers;
  const lacks = new Map(candidates.map((one) => [one, lacking(config(one), needs)]));
  const least = Math.min(...lacks.values());
  const nearest = candidates.filter((one) => lacks.get(one) === least);
  const byDefault = tenantDefaults(platform).loadBalancer;
  const [best] = nearest.sort(
    (a, b) => freeRules(b) - freeRules(a) || Number(b.key === byDefault) - Number(a.key === byDefault),
  );
  return { loadBalancer: best!.key, suitable: least === 0 ? nearest.length : 0 };
}

/** Number of needs that a load balancer does not meet. */
function lacking({ certificates, services }: LoadBalancerConfig, { hosts, service }: Needs): number {
  const covers = (host: string) =>
    certificates.length === 0 ||
    certificates.some(({ domains }) => domains.some((domain) => certificateCovers(domain, host)));
  const uncovered = hosts.filter((host) => !covers(host)).length;
  return uncovered + (service === undefined || services.includes(service) ? 0 : 1);
}

function freeRules({ quotas }: LoadBalancerPlan): number {
  return quotas.find(({ name }) => name === "rules")!.free;
}
