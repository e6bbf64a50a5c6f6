import { compareText } from "../findings";
import type { PlannedFleet } from "../fleet";
import type { Tenant } from "../model";
import { loadBalancersOf } from "../plan";
import { recordsOf } from "./move-tenants";
import { type Direction, nextStep, type Step } from "./next-step";
import { rulesNeeded, suitableTargets } from "./targets";

export interface Drain {
  readonly taken: readonly { readonly tenant: Tenant; readonly step: Step }[];
  /** Tenants that cannot be moved yet, and why. */
  readonly waiting: readonly Waiting[];
}

export interface Waiting {
  readonly tenant: string;
  /** A clause: `edge-2 has 3 listener rules free, and it needs 5`. */
  readonly why: string;
}

/**
 * The next step of every tenant of a load balancer that is to have none, in the order of their rules there. Tenants
 * that are on their way go on; others begin as long as their rules fit on the load balancer that they go to.
 *
 * @param to where all of them go; undefined: each to the suitable load balancer with the most room
 */
export function drain({ fleet, plan }: PlannedFleet, from: string, to: string | undefined): Drain {
  const records = recordsOf(fleet.platform);
  const free = new Map(plan.loadBalancers.map(({ key, quotas }) => [key, quotas.rules.free]));
  const taken: { tenant: Tenant; step: Step }[] = [];
  const waiting: Waiting[] = [];
  const tenants = fleet.tenants.filter((tenant) => loadBalancersOf(tenant).includes(from));
  for (const tenant of tenants.sort((a, b) => a.order - b.order || compareText(a.name, b.name))) {
    const target = to ?? chooseTarget({ fleet, plan }, tenant, from, free);
    if (target === undefined) {
      waiting.push({
        tenant: tenant.name,
        why: "no other load balancer of the same kind covers its hosts and carries its services",
      });
      continue;
    }
    const direction: Direction = { from, to: tenant.loadBalancer === from ? target : (tenant.loadBalancer ?? target) };
    const step = nextStep(tenant, direction, records);
    if (step === undefined) continue;
    if (step.kind === "serve") {
      const needed = rulesNeeded(fleet.platform, tenant, direction.to);
      const room = free.get(direction.to) ?? 0;
      if (needed > room) {
        waiting.push({
          tenant: tenant.name,
          why: `${direction.to} has ${room} listener rules free, and it needs ${needed}`,
        });
        continue;
      }
      free.set(direction.to, room - needed);
    }
    taken.push({ tenant, step });
  }
  return { taken, waiting };
}

function chooseTarget(
  fleet: Pick<PlannedFleet, "fleet" | "plan">,
  tenant: Tenant,
  from: string,
  free: ReadonlyMap<string, number>,
): string | undefined {
  // A tenant that is on its way, or has a standby, goes there.
  const [begun] = tenant.alsoOn.filter((key) => key !== from);
  if (begun !== undefined) return begun;
  const [best] = suitableTargets(fleet, tenant, from).sort((a, b) => (free.get(b) ?? 0) - (free.get(a) ?? 0));
  return best;
}
