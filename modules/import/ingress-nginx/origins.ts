import { MANAGED_BY, MANAGED_BY_LABEL } from "../../controller";
import { quote } from "../../findings";
import { ALL_KINDS, type Dump, type DumpIngress } from "../dump";
import type { Reason } from "../problem";

/** The class that the controller's chart makes, and what it takes for its own in the older annotation. */
const NGINX_CLASS = "nginx";

/** `spec.controller` of its IngressClasses. */
const NGINX_CONTROLLER = "k8s.io/ingress-nginx";

export type NginxOrigin =
  | { readonly kind: "tenantry" }
  | { readonly kind: "nginx" }
  | { readonly kind: "other"; readonly reason: Reason };

/** Tells for every Ingress of a dump whether ingress-nginx answers it: by its class, and the classes in the dump. */
export function nginxOrigins(dump: Dump): ReadonlyMap<DumpIngress, NginxOrigin> {
  return new Map(dump.ingresses.map((ingress) => [ingress, originOf(ingress, dump)]));
}

function originOf(ingress: DumpIngress, { classes }: Dump): NginxOrigin {
  if (ingress.labels.get(MANAGED_BY_LABEL) === MANAGED_BY) return { kind: "tenantry" };
  const byDefault = [...(classes?.values() ?? [])].find(({ isDefault }) => isDefault)?.name;
  const className = ingress.classAnnotation ?? ingress.className ?? byDefault;
  if (className === undefined) {
    const message = `It names no class, so which controller answers it cannot be seen. IngressClasses in the input would tell: ${ALL_KINDS}`;
    return { kind: "other", reason: { code: "unknown-class", message } };
  }
  const controller = classes?.get(className)?.controller;
  const isNginx = controller === undefined ? className === NGINX_CLASS : controller === NGINX_CONTROLLER;
  if (!isNginx) {
    const message = `Its class is ${quote(className)}: another controller answers it, not ingress-nginx.`;
    return { kind: "other", reason: { code: "other-controller", message } };
  }
  if (ingress.deletedAt === undefined) return { kind: "nginx" };
  const message = `It is being deleted since ${quote(ingress.deletedAt)}.`;
  return { kind: "other", reason: { code: "being-deleted", message } };
}
