import type { Construct } from "constructs";
import { actionsAnnotationKey, conditionsAnnotationKey, GROUP_ORDER_KEY } from "../controller";
import { compareText } from "../findings";
import type { GroupIngressPlan } from "../plan";
import { actionAnnotation, conditionsAnnotation, type TargetGroupArn } from "./action-annotation";
import { IngressResource } from "./ingress-resource";
import { literalMap } from "./terraform-text";

export interface PlannedIngressProps {
  readonly ingress: GroupIngressPlan;
  /** Hosts that the Ingress names without making rules for them. */
  readonly hostsWithoutRules?: readonly string[];
  readonly ingressClassName: string;
  /** The ARN of a service's target group, as a Terraform expression. */
  readonly targetGroupArn: TargetGroupArn;
}

/** An Ingress as the plan has it, forwarding to target groups that exist already. */
export class PlannedIngress extends IngressResource {
  constructor(scope: Construct, id: string, props: PlannedIngressProps) {
    const { ingress, hostsWithoutRules = [], ingressClassName, targetGroupArn } = props;
    super(scope, id, {
      name: ingress.name,
      namespace: ingress.namespace,
      labels: literalMap(ingress.labels),
      annotations: annotations(ingress, targetGroupArn),
      ingressClassName,
      rules: [
        ...ingress.rules.map(({ hosts, ...http }) => ({ host: hosts[0]!, http })),
        ...hostsWithoutRules.map((host) => ({ host })),
      ],
      tlsHosts: ingress.hosts,
    });
  }
}

function annotations(ingress: GroupIngressPlan, targetGroupArn: TargetGroupArn): Record<string, string> {
  const own: Record<string, string> = { [GROUP_ORDER_KEY]: String(ingress.groupOrder) };
  for (const rule of ingress.rules) {
    own[actionsAnnotationKey(rule.backend)] ??= actionAnnotation(rule.action, targetGroupArn);
    const conditions = conditionsAnnotation(rule);
    if (conditions !== undefined) own[conditionsAnnotationKey(rule.backend)] = conditions;
  }
  const all = { ...literalMap(ingress.annotations), ...own };
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => compareText(a, b)));
}
