import { loadBalancersOf } from "../../plan";
import type { Claim } from "./claims";
import type { RuleContext } from "./context";
import { selfAndParents } from "./hosts";

/** A wildcard over all the names of a pool. */
export interface PoolConflict {
  readonly loadBalancer: string;
  /** In the load balancer's `pools`. */
  readonly pool: number;
  readonly domain: string;
  /** A tenant's claim, or the index of a reserved host. */
  readonly wildcard: Claim | number;
}

/** Wildcards that would answer for the same names as a pool on the same load balancer. */
export function poolConflicts({ platform, claims }: Pick<RuleContext, "platform" | "claims">): PoolConflict[] {
  if (platform === undefined) return [];
  const wildcards = claims.filter(({ isWildcard }) => isWildcard);
  return Object.entries(platform.loadBalancers).flatMap(([loadBalancer, { pools }]) =>
    pools.flatMap(({ domain }, pool) => {
      const above = new Set(selfAndParents(domain));
      const reserved = platform.reservedHosts.findIndex((host) => host.startsWith("*.") && above.has(host.slice(2)));
      const claimed = wildcards.filter(
        ({ name, tenant }) => above.has(name) && loadBalancersOf(tenant).includes(loadBalancer),
      );
      return [...(reserved === -1 ? [] : [reserved]), ...claimed].map((wildcard) => ({
        loadBalancer,
        pool,
        domain,
        wildcard,
      }));
    }),
  );
}
