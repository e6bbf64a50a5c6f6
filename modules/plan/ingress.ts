import { outermostNetworks } from "../alb";
import { CATCH_ALL, MANAGED_BY, MANAGED_BY_LABEL, orderPaths, TENANT_LABEL } from "../controller";
import { compareText } from "../findings";
import type { PlatformConfig, Tenant } from "../model";
import { type Actions, type Answer, fixedResponseAction } from "./actions";
import { ingressRules } from "./ingress-rules";
import type { Block } from "./merge-blocks";
import { ingressName, ingressResourceId, wildcardDepth, wildcardOrder } from "./naming";
import type { Pools } from "./pools";
import { dnsAnnotations } from "./traffic";
import type { IngressPlan } from "./types";

/** The backend of every tenant's catch-all; routes have `forward-to-<service>`. */
const CATCH_ALL_BACKEND = "forward-to-tg";

/** The Ingresses of one tenant on one load balancer: one for its exact hosts, one for each depth of wildcards. */
export function tenantIngresses(
  tenant: Tenant,
  platform: PlatformConfig,
  loadBalancer: string,
  actions: Actions,
  pools: Pools,
): IngressPlan[] {
  const dns = dnsAnnotations(tenant, platform, loadBalancer);
  const annotations = dns === undefined ? (tenant.annotations ?? NO_ANNOTATIONS) : { ...tenant.annotations, ...dns };
  return hostsByDepth(tenant.hosts).map(([depth, hosts]) => {
    const pooledHosts = hosts.filter((host) => pools.isPooled(host, tenant));
    const own = pooledHosts.length === 0 ? hosts : hosts.filter((host) => !pooledHosts.includes(host));
    const blocks = own.length === 0 ? [] : tenantBlocks(tenant, platform, actions);
    return {
      tenant: tenant.name,
      name: ingressName(tenant.name, loadBalancer, depth),
      namespace: platform.kubernetes.namespace,
      resourceId: ingressResourceId(tenant.name, depth),
      groupOrder: depth === undefined ? tenant.order : wildcardOrder(depth),
      hosts,
      pooledHosts,
      rules: ingressRules(blocks, { hosts: own, wildcard: depth !== undefined }),
      labels: { ...tenant.labels, [MANAGED_BY_LABEL]: MANAGED_BY, [TENANT_LABEL]: tenant.name },
      annotations,
    };
  });
}

const NO_ANNOTATIONS = {};

/** Hosts by the depth of their wildcards; undefined for exact ones, which is what nearly all are. */
function hostsByDepth(all: readonly string[]): [depth: number | undefined, hosts: readonly string[]][] {
  if (all.every((host) => wildcardDepth(host) === undefined)) return [[undefined, all]];
  const byDepth = new Map<number | undefined, string[]>();
  for (const host of all) {
    const depth = wildcardDepth(host);
    const hosts = byDepth.get(depth);
    if (hosts === undefined) byDepth.set(depth, [host]);
    else hosts.push(host);
  }
  return [...byDepth];
}

function tenantBlocks(tenant: Tenant, platform: PlatformConfig, actions: Actions): Block[] {
  if (tenant.status !== "active") {
    const action = fixedResponseAction(platform.responses[tenant.status]);
    return [{ at: CATCH_ALL, sourceIps: [], action, backend: tenant.status }];
  }
  const routes = orderPaths(tenant.routes).flatMap((route) => {
    const block = { at: route, action: actions.actionFor(route), backend: routeBackend(route) };
    // The catch-all's refusal is for paths without a list of their own as well: they all end there.
    return route.allowedCidrs === undefined
      ? limited(block, tenant.allowedCidrs, platform).slice(0, 1)
      : limited(block, route.allowedCidrs, platform);
  });
  const backend =
    tenant.redirect !== undefined ? "redirect" : tenant.respond !== undefined ? "respond" : CATCH_ALL_BACKEND;
  const catchAll = { at: CATCH_ALL, action: actions.actionFor(tenant), backend };
  return [...routes, ...limited(catchAll, tenant.allowedCidrs, platform)];
}

/** An answer for the sources that may have it, and the refusal of all others. */
function limited(
  { at, action, backend }: Omit<Block, "sourceIps">,
  cidrs: readonly string[] | undefined,
  { responses }: PlatformConfig,
): Block[] {
  if (cidrs === undefined) return [{ at, sourceIps: [], action, backend }];
  return [
    { at, sourceIps: outermostNetworks(cidrs), action, backend },
    { at, sourceIps: [], action: fixedResponseAction(responses.forbidden), backend: "forbidden" },
  ];
}

function routeBackend(answer: Answer): string {
  if (answer.redirect !== undefined) return "redirect";
  if (answer.respond !== undefined) return "respond";
  const service = answer.weights === undefined ? answer.service : Object.keys(answer.weights).sort(compareText)[0];
  const name = `forward-to-${service}`;
  return name === CATCH_ALL_BACKEND ? `${name}-service` : name;
}
