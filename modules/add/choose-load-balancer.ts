import { type Fleet, type LoadBalancerConfig, tenantDefaults } from "../model";
import { type LoadBalancerPlan, type Plan, protocolOf } from "../plan";
import { certificateDomains, isCovered } from "../rules";

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
 * forgotten certificate must not put a tenant onto an internal load balancer without anybody saying so. Nor must a
 * certificate that an internal load balancer has as well: those of the default one's scheme come first.
 */
export function chooseLoadBalancer({ platform }: Fleet, plan: Plan, needs: Needs): Choice {
  const config = ({ key }: LoadBalancerPlan) => platform.loadBalancers[key]!;
  const candidates = preferring(plan.loadBalancers, ({ protocol }) => protocol === "HTTPS");
  const lacks = new Map(candidates.map((one) => [one, lacking(config(one), needs)]));
  const least = Math.min(...lacks.values());
  const byDefault = tenantDefaults(platform).loadBalancer;
  const scheme = byDefault === undefined ? undefined : platform.loadBalancers[byDefault]?.scheme;
  const nearest = preferring(
    candidates.filter((one) => lacks.get(one) === least),
    (one) => config(one).scheme === scheme,
  );
  const [best] = nearest.sort(
    (a, b) => b.quotas.rules.free - a.quotas.rules.free || Number(b.key === byDefault) - Number(a.key === byDefault),
  );
  return { loadBalancer: best!.key, suitable: least === 0 ? nearest.length : 0 };
}

/** Those that it is true of, if there are any; else all. */
function preferring<T>(values: readonly T[], isPreferred: (value: T) => boolean): T[] {
  const preferred = values.filter(isPreferred);
  return preferred.length > 0 ? preferred : [...values];
}

/** Number of needs that a load balancer does not meet. */
function lacking(config: LoadBalancerConfig, { hosts, service }: Needs): number {
  const { certificates, services } = config;
  const domains = certificateDomains(certificates);
  const uncovered = protocolOf(config) === "HTTP" ? 0 : hosts.filter((host) => !isCovered(host, domains)).length;
  return uncovered + (service === undefined || services.includes(service) ? 0 : 1);
}
