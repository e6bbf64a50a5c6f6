import { MANAGED_BY_LABEL, TENANT_LABEL } from "../controller";
import type { PlanAction, ResourceChange } from "./terraform-plan";
import { at, list } from "./values";

/**
 * What a resource is in this project. A tenant's Ingress belongs to a tenant; the loss of any of the others in this
 * list but `other` takes tenants along.
 */
export type Resource =
  | { readonly kind: "tenant"; readonly tenant: string; readonly loadBalancer: string | undefined }
  | { readonly kind: Protected }
  | { readonly kind: "other" };

export type Protected =
  | "target-group"
  | "target-group-binding"
  | "ingress-class"
  | "ingress-class-parameters"
  | "anchor";

/** What happens to a resource. */
export type Fate = "none" | "created" | "changed" | "replaced" | "destroyed" | "forgotten";

export function fateOf(actions: readonly PlanAction[]): Fate {
  const has = (action: PlanAction) => actions.includes(action);
  if (has("create")) return has("delete") || has("forget") ? "replaced" : "created";
  if (has("delete")) return "destroyed";
  if (has("forget")) return "forgotten";
  return has("update") ? "changed" : "none";
}

/** What the resource of a change is. */
export function classify({ type, name, change }: ResourceChange): Resource {
  switch (type) {
    case "aws_lb_target_group":
      return { kind: "target-group" };
    case "kubernetes_ingress_class_v1":
      return { kind: "ingress-class" };
    case "kubernetes_manifest":
      return { kind: manifestKind(change.before) ?? manifestKind(change.after) ?? "other" };
    case "kubernetes_ingress_v1":
      return classifyIngress(name, change);
    default:
      return { kind: "other" };
  }
}

function manifestKind(value: unknown): Protected | undefined {
  const kind = at(value, "manifest", "kind") ?? at(value, "object", "kind");
  if (kind === "TargetGroupBinding") return "target-group-binding";
  return kind === "IngressClassParams" ? "ingress-class-parameters" : undefined;
}

function classifyIngress(resourceName: string, change: ResourceChange["change"]): Resource {
  const [, loadBalancer] = ingressName(change)?.split(".") ?? [];
  // The label as the configuration has it: the one in the cluster may have been edited.
  const label = shownText(change, change.after ?? change.before, ["metadata", 0, "labels", TENANT_LABEL]);
  // Only the anchor answers what no rule answers; a second default backend would block the group.
  const backend = at(change.before ?? change.after, "spec", 0, "default_backend");
  if (label === undefined && list(backend).length > 0) return { kind: "anchor" };
  if (label === undefined && loadBalancer === undefined) return { kind: "other" };
  return { kind: "tenant", tenant: label ?? resourceName.replace(/_w\d+$/, ""), loadBalancer };
}

/** Of a replacement the name before: it is the one that people know. */
function ingressName(change: ResourceChange["change"]): string | undefined {
  return shownText(change, change.before ?? change.after, ["metadata", 0, "name"]);
}

/** A text that is not empty and may be shown. */
function shownText(
  { before_sensitive, after_sensitive }: ResourceChange["change"],
  value: unknown,
  path: readonly (string | number)[],
): string | undefined {
  const found = at(value, ...path);
  const hidden = [before_sensitive, after_sensitive].some((mark) =>
    [mark, ...path.map((_, index) => at(mark, ...path.slice(0, index + 1)))].includes(true),
  );
  return typeof found === "string" && found !== "" && !hidden ? found : undefined;
}

/** The load balancer's key, from the anchor's name: `<lb>`, or `anchor.<lb>` as older stacks have it. */
export function loadBalancerOfAnchor({ change }: ResourceChange): string | undefined {
  return ingressName(change)?.split(".").at(-1);
}

/** Whether a resource can only come from this project, and not from any other that uses the same providers. */
export function isOurs(resource: ResourceChange): boolean {
  const { kind } = classify(resource);
  if (kind === "tenant" || kind === "anchor")
    return isManaged(resource.change.before) || isManaged(resource.change.after);
  return kind === "ingress-class-parameters" || kind === "target-group-binding";
}

function isManaged(value: unknown): boolean {
  const labels = at(value, "metadata", 0, "labels");
  return at(labels, MANAGED_BY_LABEL) === "tenantry" || at(labels, TENANT_LABEL) !== undefined;
}
