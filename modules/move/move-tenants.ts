import { checkSource, type PlannedFleet, type RefusedFleet } from "../fleet";
import type { PlatformConfig, Tenant } from "../model";
import type { Plan } from "../plan";
import { PLATFORM_FILE, tenantDocument, tenantFile } from "../source";
import { editPlace } from "./edit-place";
import type { Records, Step } from "./next-step";

/** A step of one tenant, and what has to be deployed for it. */
export interface TenantStep extends Step {
  readonly tenant: string;
  /** Relative to the fleet directory. */
  readonly file: string;
  readonly text: string;
  /** Stacks whose Ingresses of the tenant differ, in the order of deployment; none when Terraform stays as it is. */
  readonly stacks: readonly string[];
}

export interface MovedFleet {
  readonly steps: readonly TenantStep[];
  readonly fleet: PlannedFleet;
}

/** How a fleet's records are made. */
export function recordsOf({ dns }: PlatformConfig): Records {
  return dns?.externalDns.records ?? "by-hand";
}

/**
 * Takes steps of tenants: the files as they will be, and the fleet with them, checked as a whole. Nothing is written.
 *
 * @returns the refused fleet, when it would have errors: a certificate, a service or room in a quota is missing
 */
export function takeSteps(
  { decoded, plan }: PlannedFleet,
  taken: readonly { readonly tenant: Tenant; readonly step: Step }[],
): MovedFleet | RefusedFleet {
  const edited = new Map(
    taken.map(({ tenant, step }) => {
      const file = tenantFile(tenant.name);
      return [file, editPlace(decoded.documents.get(file)!.text, tenant, step.place)] as const;
    }),
  );
  const documents = decoded.tenants.map(({ name }) => {
    const file = tenantFile(name);
    return tenantDocument(name, edited.get(file) ?? decoded.documents.get(file)!.text);
  });
  const platform = decoded.documents.get(PLATFORM_FILE)!;
  const fleet = checkSource({ platform, tenants: documents, siblings: decoded.siblings, findings: [] });
  if (fleet.plan === undefined) return fleet;
  const steps = taken.map(({ tenant, step }): TenantStep => {
    const file = tenantFile(tenant.name);
    const stacks = changedStacks(tenant.name, plan, fleet.plan);
    return { ...step, tenant: tenant.name, file, text: edited.get(file)!, stacks };
  });
  return { steps, fleet };
}

function changedStacks(tenant: string, before: Plan, after: Plan): string[] {
  const said = (plan: Plan) => {
    const stacks = plan.loadBalancers.flatMap(({ tenantStacks }) => tenantStacks);
    return new Map(
      stacks.map(({ name, ingresses }) => [name, JSON.stringify(ingresses.filter((one) => one.tenant === tenant))]),
    );
  };
  const old = said(before);
  return [...said(after)].filter(([name, ingresses]) => old.get(name) !== ingresses).map(([name]) => name);
}
