import type { Capacity } from "../capacity";
import type { ExplainableFleet, ExplainableLoadBalancer } from "../explain";
import type { Finding } from "../findings";
import type { PlannedFleet } from "../fleet";
import type { Tenant } from "../model";
import type { IngressPlan } from "../plan";

/** What the report's page carries, as JSON: enough to answer requests and to show who lives where. */
export interface ReportData extends ExplainableFleet {
  /** The fleet's name. */
  readonly name: string;
  readonly plan: { readonly loadBalancers: readonly ReportLoadBalancer[] };
  readonly fleet: {
    readonly platform: { readonly defaults: { readonly loadBalancer?: string } };
    readonly tenants: readonly ReportTenant[];
  };
  readonly capacity: Capacity;
  readonly findings: readonly Finding[];
}

export interface ReportLoadBalancer extends ExplainableLoadBalancer {
  readonly ingresses: readonly Pick<IngressPlan, "tenant" | "hosts" | "pooledHosts">[];
}

export type ReportTenant = Pick<
  Tenant,
  "name" | "hosts" | "loadBalancer" | "alsoOn" | "status" | "owner" | "description"
>;

/** Picks what the page shows; nothing is computed. */
export function reportData({ fleet, plan, findings }: PlannedFleet, capacity: Capacity): ReportData {
  return {
    name: plan.fleet,
    plan: {
      loadBalancers: plan.loadBalancers.map(({ key, name, protocol, listeners, ingresses }) => ({
        key,
        name,
        protocol,
        listeners,
        ingresses: ingresses.map(({ tenant, hosts, pooledHosts }) => ({ tenant, hosts, pooledHosts })),
      })),
    },
    fleet: {
      platform: { defaults: { loadBalancer: fleet.platform.defaults.loadBalancer } },
      tenants: fleet.tenants.map(({ name, hosts, loadBalancer, alsoOn, status, owner, description }) => ({
        name,
        hosts,
        loadBalancer,
        alsoOn,
        status,
        owner,
        description,
      })),
    },
    capacity,
    findings,
  };
}
