import type { Construct } from "constructs";
import { actionsAnnotationKey, conditionsAnnotationKey, GROUP_ORDER_KEY } from "../controller";
import { compareText } from "../findings";
import type { IngressPlan } from "../plan";
import { actionAnnotation, conditionsAnnotation, type TargetGroupArn } from "./action-annotation";
import { IngressResource } from "./ingress-resource";
import { literalMap } from "./terraform-text";

export interface TenantIngressProps {
  readonly ingress: IngressPlan;
  readonly ingressClassName: string;
  /** The ARN of a service's target group, as a Terraform expression. */
  readonly targetGroupArn: TargetGroupArn;
}

/**
 * One Ingress of a tenant, forwarding to target groups that exist already.
 *
 * @example
 * new TenantIngress(stack, ingress.resourceId, {
 *   ingress,
 *   ingressClassName: "shop-edge-1",
 *   targetGroupArn: (service) => `data.terraform_remote_state.edge.outputs.target_group_arns["${service}"]`,
 * });
 */
export class TenantIngress extends IngressResource {
  constructor(scope: Construct, id: string, { ingress, ingressClassName, targetGroupArn }: TenantIngressProps) {
    super(scope, id, {
      name: ingress.name,
      namespace: ingress.namespace,
      labels: literalMap(ingress.labels),
      annotations: annotations(ingress, targetGroupArn),
      ingressClassName,
      rules: ingress.rules.map(({ hosts, path, pathType, backend }) => ({ host: hosts[0]!, path, pathType, backend })),
      tlsHosts: ingress.hosts,
    });
  }
}

function annotations(ingress: IngressPlan, targetGroupArn: TargetGroupArn): Record<string, string> {
  const own: Record<string, string> = { [GROUP_ORDER_KEY]: String(ingress.groupOrder) };
  for (const rule of ingress.rules) {
    own[actionsAnnotationKey(rule.backend)] ??= actionAnnotation(rule.action, targetGroupArn);
    const conditions = conditionsAnnotation(rule);
    if (conditions !== undefined) own[conditionsAnnotationKey(rule.backend)] = conditions;
  }
  const all = { ...literalMap(ingress.annotations), ...own };
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => compareText(a, b)));
}
