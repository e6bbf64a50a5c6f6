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
/** Of every resource of AWS's that is made here: IAM tells fleets apart by it whose names begin alike. */
export const FLEET_TAG = "tenantry/fleet";
