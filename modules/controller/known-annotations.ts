/** What an annotation of the controller is about (pkg/annotations/constants.go, docs/guide/ingress/annotations.md). */
export type AnnotationScope =
  /** The load balancer: members of a group must not contradict each other ("Exclusive"), or are merged. */
  | "load-balancer"
  /** The listeners, merged over the group. */
  | "listeners"
  /** The target groups of the Ingress; a Service may have it too, and is stronger. */
  | "target-group"
  /** The rules of the Ingress alone. */
  | "rules"
  /** The group that the Ingress is a member of. */
  | "group"
  /** A Network Load Balancer in front; without `enable-frontend-nlb` they have no effect. */
  | "frontend-nlb"
  /** Written by the controller. */
  | "report";

const BY_NAME: Readonly<Record<string, AnnotationScope>> = {
  "group.name": "group",
  "group.order": "group",
  "dry-run-plan": "report",
  "load-balancer-name": "load-balancer",
  tags: "load-balancer",
  "ip-address-type": "load-balancer",
  scheme: "load-balancer",
  subnets: "load-balancer",
  "security-groups": "load-balancer",
  "manage-backend-security-group-rules": "load-balancer",
  "customer-owned-ipv4-pool": "load-balancer",
  "load-balancer-attributes": "load-balancer",
  "wafv2-acl-arn": "load-balancer",
  "wafv2-acl-name": "load-balancer",
  "waf-acl-id": "load-balancer",
  "web-acl-id": "load-balancer",
  "shield-advanced-protection": "load-balancer",
  "inbound-cidrs": "load-balancer",
  "security-group-prefix-lists": "load-balancer",
  "minimum-load-balancer-capacity": "load-balancer",
  "ipam-ipv4-pool-id": "load-balancer",
  "enable-frontend-nlb": "load-balancer",
  "listen-ports": "listeners",
  "ssl-redirect": "listeners",
  "certificate-arn": "listeners",
  "create-acm-cert": "listeners",
  "acm-pca-arn": "listeners",
  "ssl-policy": "listeners",
  "mutual-authentication": "listeners",
  "target-type": "target-group",
  "backend-protocol": "target-group",
  "backend-protocol-version": "target-group",
  "target-group-attributes": "target-group",
  "healthcheck-port": "target-group",
  "healthcheck-protocol": "target-group",
  "healthcheck-path": "target-group",
  "healthcheck-interval-seconds": "target-group",
  "healthcheck-timeout-seconds": "target-group",
  "healthy-threshold-count": "target-group",
  "unhealthy-threshold-count": "target-group",
  "success-codes": "target-group",
  "target-node-labels": "target-group",
  "multi-cluster-target-group": "target-group",
  "auth-type": "rules",
  "auth-idp-cognito": "rules",
  "auth-idp-oidc": "rules",
  "auth-on-unauthenticated-request": "rules",
  "auth-scope": "rules",
  "auth-session-cookie": "rules",
  "auth-session-timeout": "rules",
  "jwt-validation": "rules",
  "use-regex-path-match": "rules",
};

const BY_PREFIX: readonly (readonly [prefix: string, scope: AnnotationScope])[] = [
  ["actions.", "rules"],
  ["conditions.", "rules"],
  ["transforms.", "rules"],
  ["listener-attributes.", "listeners"],
  ["target-control-port.", "target-group"],
  ["frontend-nlb-", "frontend-nlb"],
];

/**
 * What an annotation is about; undefined for one that the controller does not know, which has no effect.
 *
 * @param name without `alb.ingress.kubernetes.io/`
 */
export function annotationScope(name: string): AnnotationScope | undefined {
  if (Object.hasOwn(BY_NAME, name)) return BY_NAME[name];
  return BY_PREFIX.find(([prefix]) => name.startsWith(prefix))?.[1];
}
