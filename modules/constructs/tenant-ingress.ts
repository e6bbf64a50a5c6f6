import type { Construct } from "constructs";
import type { IngressPlan } from "../plan";
import type { TargetGroupArn } from "./action-annotation";
import { PlannedIngress } from "./planned-ingress";

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
export class TenantIngress extends PlannedIngress {
  constructor(scope: Construct, id: string, props: TenantIngressProps) {
    super(scope, id, { ...props, hostsWithoutRules: props.ingress.pooledHosts });
  }
}
