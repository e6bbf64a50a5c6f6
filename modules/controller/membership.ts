import { type ControllerKind, DIALECTS } from "./dialects";

/** Which Ingresses the controller counts among its own, and in which group (pkg/ingress/group_loader.go). */

/** Beats `spec.ingressClassName`; IngressClassParams then have no effect. */
export const CLASS_ANNOTATION = "kubernetes.io/ingress.class";

/** Value of the annotation that the controller takes for its own, unless it runs with --ingress-class. */
export const ALB_CLASS = "alb";

/** Longest name of a group. */
const MAX_GROUP_NAME = 63;

const GROUP_NAME = /^(?:[a-z0-9][-a-z0-9.]*)?[a-z0-9]$/;

/** Of an Ingress whose group has another name the controller takes no notice, without an event. */
export function isGroupName(name: string): boolean {
  return name.length <= MAX_GROUP_NAME && GROUP_NAME.test(name);
}

/** What the finalizers of an Ingress tell of the controller that has made a load balancer for it. */
export interface FinalizerEvidence {
  readonly controller: ControllerKind;
  /** Names of groups; empty for an Ingress with a load balancer of its own. */
  readonly groups: readonly string[];
}

/** Reads the finalizers of an Ingress; undefined when none of them is a load balancer controller's. */
export function finalizerEvidence(finalizers: readonly string[]): FinalizerEvidence | undefined {
  for (const { kind, groupFinalizerPrefix: prefix, ownFinalizer } of Object.values(DIALECTS)) {
    const groups = finalizers.filter((one) => one.startsWith(prefix)).map((one) => one.slice(prefix.length));
    if (groups.length > 0 || finalizers.includes(ownFinalizer)) return { controller: kind, groups };
  }
  return undefined;
}
