import { compareGroupMembers, pathPatterns } from "../controller";
import { compareText } from "../findings";
import type { Fleet, LoadBalancerConfig, PlatformConfig, Tenant } from "../model";
import { Actions, unknownHostAction } from "./actions";
import { tenantIngresses } from "./ingress";
import { inboundRules, listeners, protocolOf } from "./listeners";
import { loadBalancerName, targetGroupName, tenantStackIndex, tenantStackNames } from "./naming";
import { Pools, poolIngresses } from "./pools";
import { quotaUses } from "./quotas";
import { loadBalancersOf } from "./traffic";
import type {
  IngressPlan,
  LoadBalancerPlan,
  Plan,
  PlannedRule,
  PoolIngressPlan,
  TargetGroupPlan,
  TenantStackPlan,
} from "./types";

/**
 * Computes what a valid fleet becomes. A pure function: the same fleet gives the same plan, whatever the order of
 * its tenants.
 */
export function planFleet({ platform, tenants }: Fleet): Plan {
  const tenantsOf = new Map<string, Tenant[]>(Object.keys(platform.loadBalancers).map((key) => [key, []]));
  for (const tenant of tenants) {
    for (const key of loadBalancersOf(tenant)) tenantsOf.get(key)?.push(tenant);
  }
  return {
    fleet: platform.fleet,
    loadBalancers: Object.entries(platform.loadBalancers)
      .sort(([a], [b]) => compareText(a, b))
      .map(([key, config]) => planLoadBalancer(key, config, platform, tenantsOf.get(key) ?? [])),
  };
}

function planLoadBalancer(
  key: string,
  config: LoadBalancerConfig,
  platform: PlatformConfig,
  tenants: readonly Tenant[],
): LoadBalancerPlan {
  const name = loadBalancerName(platform.fleet, key);
  const actions = new Actions(platform, key);
  const unknownHost = unknownHostAction(platform);
  const pools = new Pools(config.pools);
  const ingresses = tenants
    .flatMap((tenant) => tenantIngresses(tenant, platform, key, actions, pools))
    .sort(compareGroupMembers);
  const ofPools = poolIngresses(key, config, platform, actions, unknownHost);
  const rules = listenerRules([...ingresses, ...ofPools].sort(compareGroupMembers));
  return {
    key,
    name,
    ...controllerOf(config, platform),
    group: config.group ?? name,
    targetGroups: targetGroups(config, platform.fleet, key),
    protocol: protocolOf(config),
    listeners: listeners(config, rules, unknownHost),
    ingresses,
    tenantStacks: tenantStacks(key, config.tenantStacks, ingresses),
    poolIngresses: ofPools,
    tenants: tenants.map((tenant) => tenant.name).sort(compareText),
    hostCount: tenants.reduce((sum, tenant) => sum + tenant.hosts.length, 0),
    certificateArns: config.certificates.map((certificate) => certificate.arn),
    inboundRules: inboundRules(config),
    quotas: quotaUses(config, rules.length),
  };
}

/** What builds a load balancer, and the cluster's name in the ALB's tags where it is needed. */
function controllerOf(
  config: LoadBalancerConfig,
  { kubernetes }: PlatformConfig,
): Pick<LoadBalancerPlan, "controller" | "clusterName"> {
  const controller = config.controller ?? kubernetes.controller;
  const { eks, controllerClusterName } = kubernetes;
  const clusterName =
    controller === "eks-auto-mode" ? (eks?.clusterName ?? controllerClusterName) : controllerClusterName;
  return { controller, clusterName };
}

function targetGroups(config: LoadBalancerConfig, fleet: string, key: string): TargetGroupPlan[] {
  const services = [...new Set(config.services)].sort(compareText);
  return services.map((service) => ({ service, name: targetGroupName(fleet, service, key) }));
}

function tenantStacks(key: string, count: number, ingresses: readonly IngressPlan[]): TenantStackPlan[] {
  const stacks = tenantStackNames(key, count).map((name) => ({ name, ingresses: [] as IngressPlan[] }));
  for (const ingress of ingresses) stacks[tenantStackIndex(ingress.tenant, count)]!.ingresses.push(ingress);
  return stacks;
}

function listenerRules(ingresses: readonly (IngressPlan | PoolIngressPlan)[]): PlannedRule[] {
  let priority = 0;
  return ingresses.flatMap((ingress) => {
    const owner = "pool" in ingress ? { tenant: null, pool: ingress.pool } : { tenant: ingress.tenant };
    return ingress.rules.map((rule) => ({
      priority: ++priority,
      ...owner,
      ingress: `${ingress.namespace}/${ingress.name}`,
      conditions: {
        hosts: rule.hosts,
        paths: [...pathPatterns(rule), ...rule.furtherPaths],
        sourceIps: rule.sourceIps,
      },
      action: rule.action,
    }));
  });
}
