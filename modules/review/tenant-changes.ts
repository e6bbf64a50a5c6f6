import { compareText } from "../findings";
import { describeChanges, describeTenant } from "./describe-changes";
import { classify, type Fate, fateOf } from "./resource";
import { nameOf, viewTenant } from "./tenant-view";
import type { ResourceChange, TerraformPlan } from "./terraform-plan";
import type { Drift, StackReview, TenantChange } from "./types";
import { visible } from "./values";

/** A change of one of a tenant's Ingresses, with the values that may be shown. */
interface IngressChange {
  readonly resource: ResourceChange;
  readonly fate: Fate;
  readonly before: unknown;
  readonly after: unknown;
}

type TenantLists = Pick<StackReview, "added" | "changed" | "replaced" | "removed" | "unchanged">;

/** What happens to each tenant: all its Ingresses on the load balancer are one. */
export function tenantChanges({ changes }: TerraformPlan): TenantLists {
  const lists = { added: [], changed: [], replaced: [], removed: [], unchanged: [] } as {
    [list in keyof TenantLists]: TenantChange[];
  };
  for (const [tenant, ingresses] of byTenant(changes)) {
    const touched = ingresses.filter(({ fate, resource }) => fate !== "none" || isNoted(resource));
    lists[listFor(ingresses, touched)].push({
      tenant,
      what: describe(ingresses),
      addresses: touched.map(({ resource }) => resource.address),
    });
  }
  return { ...lists, unchanged: lists.unchanged.map(({ tenant }) => tenant) };
}

/** What was changed by hand in tenants' Ingresses; what the controller writes there (status, versions) is not. */
export function tenantDrift({ drift, changes }: TerraformPlan): Drift[] {
  const planned = byTenant(changes);
  return [...byTenant(drift)].flatMap(([tenant, ingresses]) => {
    const addresses = ingresses.map(({ resource }) => resource.address);
    const deleted = ingresses.filter(({ fate }) => fate === "destroyed");
    const edited = ingresses.filter(({ fate }) => fate !== "destroyed");
    const wanted = viewTenant(present(edited, "before"));
    const what = [
      ...deleted.map(({ before }) => `Ingress ${nameOf(before)} was deleted`),
      ...describeChanges(wanted, viewTenant(present(edited, "after"))),
    ];
    if (what.length === 0) return [];
    const plan = (planned.get(tenant) ?? []).filter(({ resource }) => addresses.includes(resource.address));
    const restored = plan.filter(({ fate }) => fate === "created").length >= deleted.length;
    const plannedEdits = plan.filter(({ fate }) => fate === "changed");
    const putBack =
      edited.length === 0 ||
      (plannedEdits.length > 0 && describeChanges(wanted, viewTenant(present(plannedEdits, "after"))).length === 0);
    return [{ tenant, address: addresses[0] ?? "", what, undone: restored && putBack }];
  });
}

function byTenant(changes: readonly ResourceChange[]): Map<string, IngressChange[]> {
  const tenants = new Map<string, IngressChange[]>();
  for (const resource of changes) {
    const found = classify(resource);
    if (found.kind !== "tenant") continue;
    const { change } = resource;
    const sensitive = [change.before_sensitive, change.after_sensitive];
    const ingress: IngressChange = {
      resource,
      fate: fateOf(change.actions),
      before: change.before == null ? undefined : visible(change.before, sensitive, undefined),
      after: change.after == null ? undefined : visible(change.after, sensitive, change.after_unknown),
    };
    const known = tenants.get(found.tenant);
    if (known === undefined) tenants.set(found.tenant, [ingress]);
    else known.push(ingress);
  }
  return new Map([...tenants].sort(([a], [b]) => compareText(a, b)));
}

function listFor(ingresses: readonly IngressChange[], touched: readonly IngressChange[]): keyof TenantLists {
  if (touched.length === 0) return "unchanged";
  const current = ingresses.filter(({ resource }) => resource.deposed == null);
  const all = (...fates: Fate[]) => current.every(({ fate }) => fates.includes(fate));
  if (current.length > 0 && all("created")) return "added";
  if (current.length > 0 && all("destroyed", "forgotten")) return "removed";
  // What an interrupted replacement left behind may be the object that still serves.
  const replaced = ingresses.some(({ fate, resource }) => fate === "replaced" || resource.deposed != null);
  return replaced ? "replaced" : "changed";
}

function describe(ingresses: readonly IngressChange[]): string[] {
  const current = ingresses.filter(({ resource }) => resource.deposed == null);
  const [before, after] = [present(current, "before"), present(current, "after")];
  const notes = ingresses.flatMap(noteOn);
  if (before.length === 0) {
    const view = viewTenant(after);
    return [...describeTenant(view), `order: ${[...view.orders.values()].join(", ")}`, ...notes];
  }
  if (after.length === 0) return [...describeTenant(viewTenant(before)), ...notes];
  const what = [...describeChanges(viewTenant(before), viewTenant(after)), ...notes];
  const touched = ingresses.some(({ fate }) => fate !== "none");
  return what.length === 0 && touched ? ["only values that are sensitive, or that no listener rule shows"] : what;
}

/** What happens to the Ingress as an object, beside what it says. */
function noteOn({ resource, fate, before, after }: IngressChange): string[] {
  const { address, previous_address, deposed, change } = resource;
  const notes: string[] = [];
  if (deposed != null) {
    notes.push(`Ingress ${nameOf(before)}, left behind by an interrupted replacement, is deleted`);
  } else if (fate === "replaced") {
    const [old, now] = [nameOf(before), nameOf(after)];
    notes.push(`Ingress ${old} is deleted and created anew${old === now ? "" : ` as ${now}`}`);
  } else if (fate === "forgotten") {
    notes.push(`Ingress ${nameOf(before)} stays in the cluster, but Terraform will not manage it any more`);
  }
  if (isMoved(resource)) notes.push(`${previous_address} is called ${address} from now on`);
  if (change.importing != null) notes.push(`Ingress ${nameOf(before)} exists already and is taken over`);
  return notes;
}

function isNoted(resource: ResourceChange): boolean {
  return isMoved(resource) || resource.change.importing != null;
}

function isMoved({ address, previous_address }: ResourceChange): boolean {
  return previous_address != null && previous_address !== address;
}

function present(ingresses: readonly IngressChange[], side: "before" | "after"): unknown[] {
  return ingresses.flatMap((ingress) => ingress[side] ?? []);
}
