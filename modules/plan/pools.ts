import type { FixedResponseAction } from "../alb";
import { CATCH_ALL, MANAGED_BY, MANAGED_BY_LABEL } from "../controller";
import { HIDDEN } from "../external-dns";
import type { LoadBalancerConfig, PlatformConfig, Tenant } from "../model";
import type { Actions } from "./actions";
import { ingressRules } from "./ingress-rules";
import { poolIngressName, poolResourceId, wildcardDepth, wildcardOrder } from "./naming";
import type { IngressRule, PlannedAction, PoolIngressPlan } from "./types";

/*
 * Pools: hosts that cost no rule, since one rule over their domain answers all of them.
 */

type Pool = LoadBalancerConfig["pools"][number];

/** The pools of one load balancer. */
export class Pools {
  readonly #byDomain: ReadonlyMap<string, Pool>;

  constructor(pools: readonly Pool[]) {
    // Of two on one domain the first counts.
    this.#byDomain = new Map(pools.map((pool): [string, Pool] => [pool.domain, pool]).reverse());
  }

  /** Whether a host of a tenant is answered by a pool: exactly one label below its domain, and nothing of its own. */
  isPooled(host: string, tenant: Answering): boolean {
    const pool = this.poolOver(host);
    return pool !== undefined && answersOnlyWith(tenant, pool.service);
  }

  /** The pool whose domain is exactly one label above a host; a wildcard is never pooled. */
  poolOver(host: string): Pool | undefined {
    if (this.#byDomain.size === 0 || host.startsWith("*.")) return undefined;
    return this.#byDomain.get(host.slice(host.indexOf(".") + 1));
  }

  /** The pool with the longest domain above a name, at whatever depth: ALB's `*` matches dots too. */
  deepestAbove(name: string): Pool | undefined {
    for (let at = name.indexOf("."); at !== -1; at = name.indexOf(".", at + 1)) {
      const pool = this.#byDomain.get(name.slice(at + 1));
      if (pool !== undefined) return pool;
    }
    return undefined;
  }
}

/** What a tenant says of its answers. */
export type Answering = Pick<
  Tenant,
  "status" | "service" | "weights" | "routes" | "redirect" | "respond" | "allowedCidrs"
>;

/** Whether a tenant answers every request, from any source, with a service and nothing else. */
function answersOnlyWith(tenant: Answering, service: string): boolean {
  return (
    tenant.status === "active" &&
    tenant.service === service &&
    tenant.weights === undefined &&
    tenant.redirect === undefined &&
    tenant.respond === undefined &&
    tenant.allowedCidrs === undefined &&
    tenant.routes.length === 0
  );
}

/** The Ingresses with the rules of a load balancer's pools, each with its reserved hosts in front. */
export function poolIngresses(
  key: string,
  { pools }: LoadBalancerConfig,
  platform: PlatformConfig,
  actions: Actions,
  unknownHost: PlannedAction,
): PoolIngressPlan[] {
  const reserved = reservedByPool(new Pools(pools), platform.reservedHosts);
  // The controller leaves out a rule that redirects to one of its own hosts (pkg/ingress/rule_optimizer.go).
  const isOwn = (name: string) => unknownHost.type === "redirect" && unknownHost.host === name;
  return pools.map((pool, index) => {
    const { domain, service } = pool;
    const wildcard = `*.${domain}`;
    const names = reserved.get(pool) ?? [];
    const [own, others] = [names.filter(isOwn), names.filter((name) => !isOwn(name))];
    return {
      pool: domain,
      name: poolIngressName(key, index + 1),
      namespace: platform.kubernetes.namespace,
      resourceId: poolResourceId(index + 1),
      groupOrder: wildcardOrder(wildcardDepth(wildcard) ?? 0),
      hosts: [...names, wildcard],
      rules: [
        ...answering(others, unknownHost, "unknown-host"),
        ...answering(own, NOT_FOUND, "not-found"),
        ...answering([wildcard], actions.actionFor({ service }), `forward-to-${service}`),
      ],
      labels: { [MANAGED_BY_LABEL]: MANAGED_BY },
      // No record is made of the wildcard: names that nobody claims go on not to be found.
      annotations: HIDDEN,
    };
  });
}

const NOT_FOUND: FixedResponseAction = {
  type: "fixed-response",
  statusCode: 404,
  contentType: "text/plain",
  body: "",
};

/** Rules that answer every request to some hosts. With five values there are never more wildcards than a rule may have. */
function answering(hosts: readonly string[], action: PlannedAction, backend: string): IngressRule[] {
  if (hosts.length === 0) return [];
  return ingressRules([{ at: CATCH_ALL, sourceIps: [], action, backend }], { hosts, wildcard: false });
}

/** Reserved hosts by the pool whose rule would answer them. */
function reservedByPool(pools: Pools, reservedHosts: readonly string[]): Map<Pool, string[]> {
  const byPool = new Map<Pool, string[]>();
  const all = new Set(reservedHosts);
  for (const host of all) {
    const name = host.startsWith("*.") ? host.slice(2) : host;
    const pool = pools.deepestAbove(name);
    if (pool === undefined || isInsideWildcard(name, all)) continue;
    const known = byPool.get(pool);
    if (known === undefined) byPool.set(pool, [host]);
    else known.push(host);
  }
  return byPool;
}

/** Whether a reserved wildcard takes a name with it. */
function isInsideWildcard(name: string, reserved: ReadonlySet<string>): boolean {
  for (let at = name.indexOf("."); at !== -1; at = name.indexOf(".", at + 1)) {
    if (reserved.has(`*.${name.slice(at + 1)}`)) return true;
  }
  return false;
}
