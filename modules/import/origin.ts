import { MANAGED_BY_LABEL } from "../controller";
import { quote } from "../findings";
import { albAnnotation } from "./annotations";
import type { DumpIngress } from "./dump";

/** Whose an Ingress is, and on which ALB. */
export type Origin =
  /** Made by this project: left alone. */
  | { readonly kind: "tenantry" }
  | {
      readonly kind: "alb";
      /** The IngressGroup: its name, or `namespace/name` of an Ingress that has an ALB of its own. */
      readonly group: string;
      /** Only a group with a name can be joined by others, and so be taken over. */
      readonly named: boolean;
    }
  | { readonly kind: "other"; readonly reason: string };

/** What the controller puts on Ingresses that it has made a load balancer for. */
const GROUP_FINALIZER = "group.ingress.k8s.aws/";
const OWN_FINALIZER = "ingress.k8s.aws/resources";

/** The class that the controller's Helm chart makes. */
const ALB_CLASS = "alb";

/** As the controller takes it (pkg/ingress/group_loader.go); of another name it takes no notice at all. */
const GROUP_NAME = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

/**
 * Tells for every Ingress of a dump whose it is. IngressClasses are not in the dump, so a class of another name
 * than `alb` is known to be the AWS Load Balancer Controller's only by the finalizer that it left.
 */
export function originsOf(ingresses: readonly DumpIngress[]): ReadonlyMap<DumpIngress, Origin> {
  const ownClasses = new Set(ingresses.filter(isLabelled).map(classIn));
  return new Map(ingresses.map((ingress) => [ingress, originOf(ingress, ownClasses)]));
}

function originOf(ingress: DumpIngress, ownClasses: ReadonlySet<string>): Origin {
  const { className, finalizers } = ingress;
  // The first prototypes did not label the anchor: it has no rules, and the class of the tenants' Ingresses.
  if (isLabelled(ingress) || (ingress.rules.length === 0 && ownClasses.has(classIn(ingress))))
    return { kind: "tenantry" };
  const finalized = finalizers
    .filter((one) => one.startsWith(GROUP_FINALIZER))
    .map((one) => one.slice(GROUP_FINALIZER.length));
  if (className !== ALB_CLASS && finalized.length === 0 && !finalizers.includes(OWN_FINALIZER)) {
    return { kind: "other", reason: otherController(className) };
  }
  const said = albAnnotation(ingress.annotations, "group.name");
  // IngressClassParams beat the annotation and are not in the dump: the finalizer tells where the rules are.
  const group = said === undefined || (isGroupName(said) && !finalized.includes(said)) ? (finalized[0] ?? said) : said;
  if (group === undefined) return { kind: "alb", group: ingress.id, named: false };
  if (isGroupName(group)) return { kind: "alb", group, named: true };
  const reason = `Its group.name ${quote(group)} is not valid: the controller takes no notice of this Ingress.`;
  return { kind: "other", reason };
}

function isGroupName(name: string): boolean {
  return name.length <= 63 && GROUP_NAME.test(name);
}

function isLabelled({ labels }: DumpIngress): boolean {
  return labels.get(MANAGED_BY_LABEL) === "tenantry";
}

function classIn({ className, namespace }: DumpIngress): string {
  return `${namespace} ${className}`;
}

function otherController(className: string | undefined): string {
  return className === undefined
    ? "It names no class, so which controller answers it cannot be seen."
    : `Its class is ${quote(className)}: another controller answers it, not the AWS Load Balancer Controller.`;
}
