import { AWS_LOAD_BALANCER_CONTROLLER } from "./names";

/** Which Ingresses the controller counts among its own, and in which group (pkg/ingress/group_loader.go). */

/** Beats `spec.ingressClassName`; IngressClassParams then have no effect. */
export const CLASS_ANNOTATION = "kubernetes.io/ingress.class";

/** Value of the annotation that the controller takes for its own, unless it runs with --ingress-class. */
export const ALB_CLASS = "alb";

/** `spec.controller` of the IngressClasses of EKS Auto Mode. */
export const AUTO_MODE_CONTROLLER = "eks.amazonaws.com/alb";

/** Longest name of a group. */
const MAX_GROUP_NAME = 63;

const GROUP_NAME = /^(?:[a-z0-9][-a-z0-9.]*)?[a-z0-9]$/;

/** Of an Ingress whose group has another name the controller takes no notice, without an event. */
export function isGroupName(name: string): boolean {
  return name.length <= MAX_GROUP_NAME && GROUP_NAME.test(name);
}

/** What the finalizers of an Ingress tell of the controller that has made a load balancer for it. */
export interface FinalizerEvidence {
  readonly controller: "aws-load-balancer-controller" | "eks-auto-mode";
  /** Names of groups; empty for an Ingress with a load balancer of its own. */
  readonly groups: readonly string[];
}

const FINALIZERS = [
  {
    controller: "aws-load-balancer-controller",
    group: AWS_LOAD_BALANCER_CONTROLLER.groupFinalizerPrefix,
    own: AWS_LOAD_BALANCER_CONTROLLER.ownFinalizer,
  },
  {
    controller: "eks-auto-mode",
    group: "group.ingress.eks.amazonaws.com/",
    own: "ingress.eks.amazonaws.com/resources",
  },
] as const;

/** Reads the finalizers of an Ingress; undefined when none of them is a load balancer controller's. */
export function finalizerEvidence(finalizers: readonly string[]): FinalizerEvidence | undefined {
  for (const { controller, group, own } of FINALIZERS) {
    const groups = finalizers.filter((one) => one.startsWith(group)).map((one) => one.slice(group.length));
    if (groups.length > 0 || finalizers.includes(own)) return { controller, groups };
  }
  return undefined;
}
