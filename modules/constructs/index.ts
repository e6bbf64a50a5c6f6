export type { TargetGroupArn } from "./action-annotation";
export { mapElement } from "./action-annotation";
export { LoadBalancer, type LoadBalancerProps } from "./load-balancer";
export { PlannedIngress, type PlannedIngressProps } from "./planned-ingress";
export { SharedTargetGroup, type SharedTargetGroupProps } from "./shared-target-group";
export { type NamedSecurityGroup, TargetAccess, type TargetAccessProps } from "./target-access";
export { TenantIngress, type TenantIngressProps } from "./tenant-ingress";
export { literal, literalMap } from "./terraform-text";
