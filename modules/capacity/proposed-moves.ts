import { compareText } from "../findings";
import type { Fleet } from "../model";
import { rulesNeeded, suitableTargets } from "../move";
import type { Plan, QuotaUse } from "../plan";

/** A tenant that had better live elsewhere; `tenantry move --moves` takes a list of these. */
export interface ProposedMove {
  readonly tenant: string;
  readonly from: string;
  readonly to: string;
  /** Listener rules that it takes along. */
  readonly rules: number;
}

interface PlannedFleet {
  readonly fleet: Fleet;
  readonly plan: Plan;
}

/**
 * The moves after which no load balancer is short of listener rules, with as few tenants moved as possible: the largest
 * first, and last the smallest that is large enough. None where no other load balancer has room that would not make
 * it short as well.
 *
 * @param tight the share of what may be used from which on a load balancer is short
 */
export function proposeMoves(planned: PlannedFleet, tight: number): ProposedMove[] {
  const { fleet, plan } = planned;
  // Only as much may be used on each that it is not short.
  const room = new Map(
    plan.loadBalancers.map(({ key, quotas }) => [key, mostRules(quotas.rules, tight) - quotas.rules.used]),
  );
  return plan.loadBalancers.flatMap(({ key: from, ingresses }) => {
    if (room.get(from)! >= 0) return [];
    const rulesOf = new Map<string, number>();
    for (const { tenant, rules } of ingresses) rulesOf.set(tenant, (rulesOf.get(tenant) ?? 0) + rules.length);
    const moves: ProposedMove[] = [];
    let candidates = fleet.tenants
      .filter(({ loadBalancer, alsoOn }) => loadBalancer === from && alsoOn.length === 0)
      .map((tenant) => ({ tenant, rules: rulesOf.get(tenant.name) ?? 0 }))
      .filter(({ rules }) => rules > 0)
      .sort((a, b) => b.rules - a.rules || compareText(a.tenant.name, b.tenant.name));
    while (room.get(from)! < 0 && candidates.length > 0) {
      const excess = -room.get(from)!;
      const next = candidates.findLast(({ rules }) => rules >= excess) ?? candidates[0]!;
      candidates = candidates.filter((one) => one !== next);
      const { tenant, rules } = next;
      const needed = (key: string) => rulesNeeded(fleet.platform, tenant, key);
      const [to] = suitableTargets(planned, tenant, from)
        .filter((key) => room.get(key)! >= needed(key))
        .sort((a, b) => room.get(b)! - room.get(a)! || compareText(a, b));
      if (to === undefined) continue;
      room.set(from, room.get(from)! + rules);
      room.set(to, room.get(to)! - needed(to));
      moves.push({ tenant: tenant.name, from, to, rules });
    }
    return moves;
  });
}

/** The highest number of rules with which a load balancer is not short. */
function mostRules({ limit, reserved }: QuotaUse, tight: number): number {
  return Math.ceil((limit - reserved) * tight) - 1;
}
