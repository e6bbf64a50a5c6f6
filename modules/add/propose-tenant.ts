import { type Fleet, MAX_ORDER, type TenantInput, tenantDefaults } from "../model";
import { loadBalancersOf, type Plan, Pools, wildcardDepth } from "../plan";
import { formatJson, schemaReference, tenantFile } from "../source";
import { type Choice, chooseLoadBalancer } from "./choose-load-balancer";

/** What a person says about a new tenant. Everything is as it was typed: only checking the file tells if it is right. */
export interface NewTenant {
  readonly name: string;
  readonly hosts: readonly string[];
  /** Default: the fleet's. */
  readonly service?: string | undefined;
  /** Default: the one with the most room. */
  readonly loadBalancer?: string | undefined;
}

/** A tenant's file that has not been written. */
export interface ProposedTenant extends Choice {
  /** Relative to the fleet directory. */
  readonly file: string;
  /** What the file says. */
  readonly content: Partial<TenantInput>;
  readonly text: string;
}

/** The shortest file that says what a new tenant needs: what the fleet's defaults say is left out. */
export function proposeTenant(directory: string, fleet: Fleet, plan: Plan, tenant: NewTenant): ProposedTenant {
  const defaults = tenantDefaults(fleet.platform);
  const service = tenant.service ?? defaults.service;
  const choice =
    tenant.loadBalancer === undefined
      ? chooseLoadBalancer(fleet, plan, { hosts: tenant.hosts, service })
      : { loadBalancer: tenant.loadBalancer, suitable: 1 };
  const order = isWhollyPooled(fleet, choice.loadBalancer, tenant.hosts, service)
    ? 0
    : nextOrder(fleet, choice.loadBalancer, tenant.hosts);
  const content = {
    $schema: schemaReference(directory),
    hosts: [...tenant.hosts],
    loadBalancer: choice.loadBalancer === defaults.loadBalancer ? undefined : choice.loadBalancer,
    service: service === defaults.service ? undefined : service,
    order: order === 0 ? undefined : order,
  };
  return { ...choice, file: tenantFile(tenant.name), content, text: formatJson(content) };
}

/**
 * The place behind every exact host on the load balancer. Gaps are not filled: a rule in between moves all that
 * follow. At the end of the range tenants share the last place, in the order of their names. Wildcards have an order
 * of their own, by depth.
 */
function nextOrder({ tenants }: Fleet, loadBalancer: string, hosts: readonly string[]): number {
  if (!hasExactHost(hosts)) return 0;
  const orders = tenants
    .filter((tenant) => loadBalancersOf(tenant).includes(loadBalancer) && hasExactHost(tenant.hosts))
    .map(({ order }) => order);
  return Math.min(MAX_ORDER, Math.max(-1, ...orders) + 1);
}

/** Whether the tenant would have no rule of its own, and so no place among the rules. */
function isWhollyPooled(
  { platform }: Fleet,
  loadBalancer: string,
  hosts: readonly string[],
  service: string | undefined,
): boolean {
  const pools = new Pools(platform.loadBalancers[loadBalancer]?.pools ?? []);
  return hosts.every((host) => pools.isPooled(host, { status: "active", service, routes: [] }));
}

function hasExactHost(hosts: readonly string[]): boolean {
  return hosts.some((host) => wildcardDepth(host) === undefined);
}
