/*
 * Names by which the controller and this project know objects.
 */

/** Before the name of every annotation that the controller reads, whichever of the two controllers it is. */
export const ANNOTATION_PREFIX = "alb.ingress.kubernetes.io/";

/** The full name of one of the controller's annotations, such as `group.order`. */
export function annotationKey(name: string): string {
  return ANNOTATION_PREFIX + name;
}

/** The annotation with the action of a backend whose port is `USE_ANNOTATION`. */
export function actionsAnnotationKey(backend: string): string {
  return annotationKey(`actions.${backend}`);
}

/** The annotation with the further conditions of every rule that leads to a backend. */
export function conditionsAnnotationKey(backend: string): string {
  return annotationKey(`conditions.${backend}`);
}

/** The annotation with an Ingress's place in its group. */
export const GROUP_ORDER_KEY = annotationKey("group.order");

/** The port of a backend that is not a Service but an action in an annotation (enhanced_backend_builder.go). */
export const USE_ANNOTATION = "use-annotation";

/** Labels that say who made an object, and for whom. */
export const MANAGED_BY_LABEL = "app.kubernetes.io/managed-by";
export const MANAGED_BY = "tenantry";
export const TENANT_LABEL = "tenantry/tenant";

/** Names that differ between the controllers that build an ALB from Ingresses. */
export interface ControllerNames {
  /** `spec.controller` of an IngressClass. */
  readonly ingressClassController: string;
  /** Of IngressClassParams and TargetGroupBinding. */
  readonly apiGroup: string;
  readonly apiVersion: string;
  /** Tag of an ALB whose value is the IngressGroup (or `namespace/name` of an Ingress that has none). */
  readonly groupTag: string;
  /** Tag of an ALB whose value is the cluster's name. */
  readonly clusterTag: string;
  /** Tags that the controller sets on its ALB, which count towards AWS's limit. */
  readonly tags: readonly string[];
  /** Before the group's name in the finalizer of its members. */
  readonly groupFinalizerPrefix: string;
  /** The finalizer of an Ingress that has an ALB of its own. */
  readonly ownFinalizer: string;
  /** Before keys of labels and annotations that the controller takes for its own. */
  readonly ownedPrefixes: readonly string[];
}

/** The AWS Load Balancer Controller (pkg/ingress/finalizer.go, pkg/deploy/tracking/provider.go). */
export const AWS_LOAD_BALANCER_CONTROLLER: ControllerNames = {
  ingressClassController: "ingress.k8s.aws/alb",
  apiGroup: "elbv2.k8s.aws",
  apiVersion: "elbv2.k8s.aws/v1beta1",
  groupTag: "ingress.k8s.aws/stack",
  clusterTag: "elbv2.k8s.aws/cluster",
  tags: ["elbv2.k8s.aws/cluster", "ingress.k8s.aws/stack", "ingress.k8s.aws/resource"],
  groupFinalizerPrefix: "group.ingress.k8s.aws/",
  ownFinalizer: "ingress.k8s.aws/resources",
  ownedPrefixes: ["ingress.k8s.aws/", "elbv2.k8s.aws/"],
};
