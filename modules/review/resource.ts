import { MANAGED_BY, MANAGED_BY_LABEL, TENANT_LABEL } from "../controller";
import type { DecidedKind } from "./decision";
import { INGRESS_TYPES, ingressBlocks } from "./ingress-blocks";
import type { ResourceChange } from "./terraform-plan";
import { at, list, visible } from "./values";

/** What a resource is in this project. */
export type Resource =
  | { readonly kind: "tenant"; readonly tenant: string; readonly loadBalancer: string | undefined }
  | { readonly kind: DecidedKind }
  | { readonly kind: "other" };

/** Every name under which the providers have a resource. */
const TYPES: Readonly<Record<string, DecidedKind>> = {
  aws_lb_target_group: "target-group",
  aws_alb_target_group: "target-group",
  kubernetes_ingress_class_v1: "ingress-class",
  kubernetes_ingress_class: "ingress-class",
  aws_security_group: "security-group",
  aws_security_group_rule: "security-group-rule",
  aws_vpc_security_group_ingress_rule: "security-group-rule",
  aws_vpc_security_group_egress_rule: "security-group-rule",
  aws_wafv2_web_acl: "web-acl",
};

/** Of any API group: EKS Auto Mode has the same kinds in another one. */
const MANIFEST_KINDS: Readonly<Record<string, DecidedKind>> = {
  TargetGroupBinding: "target-group-binding",
  IngressClassParams: "ingress-class-parameters",
  IngressClass: "ingress-class",
};

/** What the resource of a change is. */
export function classify(resource: ResourceChange): Resource {
  const { type, change } = resource;
  if (INGRESS_TYPES.includes(type)) return classifyIngress(resource);
  if (type !== "kubernetes_manifest") return { kind: (Object.hasOwn(TYPES, type) && TYPES[type]) || "other" };
  const kinds = [manifestKind(change.before), manifestKind(change.after)];
  if (kinds.includes("Ingress")) return classifyIngress(resource);
  const kind = kinds.find((name) => name !== undefined && Object.hasOwn(MANIFEST_KINDS, name));
  return { kind: (kind !== undefined && MANIFEST_KINDS[kind]) || "other" };
}

function manifestKind(value: unknown): string | undefined {
  const kind = at(value, "manifest", "kind") ?? at(value, "object", "kind");
  return typeof kind === "string" ? kind : undefined;
}

/**
 * The configuration's names tell first, since labels can be edited in the cluster. Every Ingress that is not the
 * anchor is taken for a tenant's, so that none goes unseen.
 */
function classifyIngress(resource: ResourceChange): Resource {
  if (isAnchor(resource)) return { kind: "anchor" };
  if (isPool(resource)) return { kind: "pool" };
  const [, loadBalancer] = ingressName(resource)?.split(".") ?? [];
  return { kind: "tenant", tenant: tenantOf(resource), loadBalancer };
}

/**
 * The anchor is `anchor` in Terraform and called after its load balancer, without a dot (older stacks: `anchor.<lb>`,
 * as an Ingress of a tenant called `anchor`). Only an anchor answers what no rule answers: a second default backend
 * would block the group.
 */
function isAnchor(resource: ResourceChange): boolean {
  const { name, change } = resource;
  const ingressNamed = ingressName(resource);
  const answersAll = [change.before, change.after].some((side) => {
    const backend = at(ingressBlocks(resource.type, side), "spec", 0, "default_backend");
    return list(backend).length > 0;
  });
  if (name === "anchor") return answersAll || (ingressNamed !== undefined && !ingressNamed.includes("."));
  return answersAll && labelOf(resource) === undefined;
}

/** A pool's Ingress is `pool_<n>` in Terraform, where no tenant's name has an underscore, and `<lb>.pool-<n>` in the cluster. */
function isPool(resource: ResourceChange): boolean {
  return /^pool_\d+$/.test(resource.name) && /\.pool-\d+$/.test(ingressName(resource) ?? "");
}

/** Resources of one name that have keys (`for_each`) are told apart by their labels. */
function tenantOf(resource: ResourceChange): string {
  const [, key] = /\[(?:"([^\]]*)"|\d+)\]$/.exec(resource.address) ?? [];
  if (resource.address.endsWith("]")) return labelOf(resource) ?? key ?? resource.address;
  return resource.name.replace(/_w\d+$/, "");
}

/** As the configuration has it: the one in the cluster may have been edited. */
function labelOf(resource: ResourceChange): string | undefined {
  return shownText(resource, resource.change.after ?? resource.change.before, ["metadata", 0, "labels", TENANT_LABEL]);
}

/** Of a replacement the name before: it is the one that people know. */
function ingressName(resource: ResourceChange): string | undefined {
  return shownText(resource, resource.change.before ?? resource.change.after, ["metadata", 0, "name"]);
}

/** A text of an Ingress that is not empty and may be shown. */
function shownText(
  { type, change: { before_sensitive, after_sensitive } }: ResourceChange,
  value: unknown,
  path: readonly (string | number)[],
): string | undefined {
  const marks = [before_sensitive, after_sensitive];
  // Marks have the form of the resource, so a manifest is redacted before it gets another one; the rest is not copied.
  const redacted = type === "kubernetes_manifest" ? visible(value, marks, undefined) : value;
  const found = at(ingressBlocks(type, redacted), ...path);
  const hidden = marks.some((mark) =>
    [mark, ...path.map((_, index) => at(mark, ...path.slice(0, index + 1)))].includes(true),
  );
  return typeof found === "string" && found !== "" && !hidden ? found : undefined;
}

/** The load balancer's key, from the anchor's name: `<lb>`, or `anchor.<lb>` as older stacks have it. */
export function loadBalancerOfAnchor(resource: ResourceChange): string | undefined {
  return ingressName(resource)?.split(".").at(-1);
}

/** Whether a resource can only come from this project, and not from any other that uses the same providers. */
export function isOurs(resource: ResourceChange): boolean {
  const { kind } = classify(resource);
  const { before, after } = resource.change;
  if (kind === "tenant" || kind === "anchor" || kind === "pool")
    return [before, after].some((value) => isManaged(resource.type, value));
  return kind === "ingress-class-parameters" || kind === "target-group-binding";
}

function isManaged(type: string, value: unknown): boolean {
  const labels = at(ingressBlocks(type, value), "metadata", 0, "labels");
  return at(labels, MANAGED_BY_LABEL) === MANAGED_BY || at(labels, TENANT_LABEL) !== undefined;
}
