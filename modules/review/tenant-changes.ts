import { compareText } from "../findings";
import { type ChangeKind, changeKindOf } from "./change-kind";
import { vanishedAddresses } from "./decide";
import { describeChanges, describeTenant } from "./describe-changes";
import { ingressBlocks } from "./ingress-blocks";
import { classify } from "./resource";
import { nameOf, type TenantView, viewTenant } from "./tenant-view";
import type { ResourceChange, TerraformPlan } from "./terraform-plan";
import type { Drift, StackReview, TenantChange, TenantDns } from "./types";
import { visible } from "./values";

/** A change of one of a tenant's Ingresses, with the values that may be shown. */
interface IngressChange {
  readonly resource: ResourceChange;
  readonly kind: ChangeKind;
  readonly before: unknown;
  readonly after: unknown;
}

type ChangeList = "added" | "changed" | "replaced" | "removed";

/** What happens to each tenant: all its Ingresses on the load balancer are one. */
export function tenantChanges(plan: TerraformPlan): Pick<StackReview, ChangeList | "unchanged" | "losses" | "dns"> {
  const vanished = vanishedAddresses(plan);
  const losses: StackReview["losses"][number][] = [];
  const dns: TenantDns[] = [];
  const unchanged: string[] = [];
  const lists: Record<ChangeList, TenantChange[]> = { added: [], changed: [], replaced: [], removed: [] };
  for (const [tenant, resources] of byTenant(plan.changes)) {
    // Most of a plan is what stays; looking at its values would cost most of the time.
    if (resources.every(isUntouched)) {
      unchanged.push(tenant);
      continue;
    }
    const ingresses = resources.map(withValues);
    const touched = resources.filter((resource) => !isUntouched(resource));
    const addresses = touched.map(({ address }) => address);
    const list = listFor(ingresses);
    dns.push({ tenant, ...dnsOf(ingresses) });
    lists[list].push({ tenant, what: describe(ingresses), addresses });
    const lost = [
      ...(list === "changed" ? lossesInPlace(ingresses) : []),
      ...(addresses.some((address) => vanished.has(address)) ? (["vanished"] as const) : []),
    ];
    losses.push(...lost.map((loss) => ({ tenant, loss, address: addresses[0] ?? "" })));
  }
  return { ...lists, unchanged, losses, dns };
}

function dnsOf(ingresses: readonly IngressChange[]): Omit<TenantDns, "tenant"> {
  return {
    before: viewTenant(present(ingresses, "before")).dns,
    after: viewTenant(present(ingresses, "after")).dns,
  };
}

/** What a tenant loses although its Ingresses stay. */
function lossesInPlace(ingresses: readonly IngressChange[]): ("hosts" | "class" | "status")[] {
  const current = ingresses.filter(({ resource }) => resource.deposed == null);
  const [before, after] = [viewTenant(present(current, "before")), viewTenant(present(current, "after"))];
  const others = (a: readonly string[], b: readonly string[]) => a.length > 0 && !a.some((one) => b.includes(one));
  return [
    ...(others(before.hosts, after.hosts) ? (["hosts"] as const) : []),
    ...(others(before.ingressClasses, after.ingressClasses) ? (["class"] as const) : []),
    ...(isStopped(after) && !isStopped(before) ? (["status"] as const) : []),
  ];
}

function isStopped({ status }: TenantView): boolean {
  return status !== "active";
}

/** What was changed by hand in tenants' Ingresses; what the controller writes there (status, versions) is not. */
export function tenantDrift({ drift, changes }: TerraformPlan): Drift[] {
  const planned = byTenant(changes);
  return [...byTenant(drift)].flatMap(([tenant, resources]) => {
    const ingresses = resources.map(withValues);
    const addresses = ingresses.map(({ resource }) => resource.address);
    const deleted = ingresses.filter(({ kind }) => kind === "delete");
    const edited = ingresses.filter(({ kind }) => kind !== "delete");
    const wanted = viewTenant(present(edited, "before"));
    const what = [
      ...deleted.map(({ before }) => `Ingress ${nameOf(before)} was deleted`),
      ...describeChanges(wanted, viewTenant(present(edited, "after"))),
    ];
    if (what.length === 0) return [];
    const plan = (planned.get(tenant) ?? []).filter(({ address }) => addresses.includes(address)).map(withValues);
    const restored = plan.filter(({ kind }) => kind === "create").length >= deleted.length;
    const plannedEdits = plan.filter(({ kind }) => kind === "update");
    const putBack =
      edited.length === 0 ||
      (plannedEdits.length > 0 && describeChanges(wanted, viewTenant(present(plannedEdits, "after"))).length === 0);
    return [{ tenant, address: addresses[0] ?? "", what, undone: restored && putBack }];
  });
}

function byTenant(changes: readonly ResourceChange[]): Map<string, ResourceChange[]> {
  const tenants = new Map<string, ResourceChange[]>();
  for (const resource of changes) {
    const found = classify(resource);
    if (found.kind !== "tenant") continue;
    const known = tenants.get(found.tenant);
    if (known === undefined) tenants.set(found.tenant, [resource]);
    else known.push(resource);
  }
  return new Map([...tenants].sort(([a], [b]) => compareText(a, b)));
}

function withValues(resource: ResourceChange): IngressChange {
  const { type } = resource;
  const { actions, before, after, before_sensitive, after_sensitive, after_unknown } = resource.change;
  const sensitive = [before_sensitive, after_sensitive];
  return {
    resource,
    kind: changeKindOf(actions),
    before: before == null ? undefined : ingressBlocks(type, visible(before, sensitive, undefined)),
    after: after == null ? undefined : ingressBlocks(type, visible(after, sensitive, after_unknown)),
  };
}

function listFor(ingresses: readonly IngressChange[]): ChangeList {
  const current = ingresses.filter(({ resource }) => resource.deposed == null);
  const all = (...kinds: ChangeKind[]) => current.every(({ kind }) => kinds.includes(kind));
  if (current.length > 0 && all("create")) return "added";
  if (current.length > 0 && all("delete", "forget")) return "removed";
  // What an interrupted replacement left behind may be the object that still serves.
  const replaced = ingresses.some(({ kind, resource }) => kind === "replace" || resource.deposed != null);
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
  const touched = ingresses.some(({ kind }) => kind !== "none");
  return what.length === 0 && touched ? ["only values that are sensitive, or that no listener rule shows"] : what;
}

/** What happens to the Ingress as an object, beside what it says. */
function noteOn({ resource, kind, before, after }: IngressChange): string[] {
  const { address, previous_address, deposed, change } = resource;
  const notes: string[] = [];
  if (deposed != null) {
    notes.push(`Ingress ${nameOf(before)}, left behind by an interrupted replacement, is deleted`);
  } else if (kind === "replace") {
    const [old, now] = [nameOf(before), nameOf(after)];
    notes.push(`Ingress ${old} is deleted and created anew${old === now ? "" : ` as ${now}`}`);
  } else if (kind === "forget") {
    notes.push(`Ingress ${nameOf(before)} stays in the cluster, but Terraform will not manage it any more`);
  }
  if (isMoved(resource)) notes.push(`${previous_address} is called ${address} from now on`);
  if (change.importing != null) notes.push(`Ingress ${nameOf(before)} exists already and is taken over`);
  return notes;
}

function isUntouched(resource: ResourceChange): boolean {
  const { actions, importing } = resource.change;
  return changeKindOf(actions) === "none" && !isMoved(resource) && importing == null;
}

function isMoved({ address, previous_address }: ResourceChange): boolean {
  return previous_address != null && previous_address !== address;
}

function present(ingresses: readonly IngressChange[], side: "before" | "after"): unknown[] {
  return ingresses.flatMap((ingress) => ingress[side] ?? []);
}
