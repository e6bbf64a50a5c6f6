import { writeAction, writeConditions } from "../controller";
import type { IngressRule, PlannedAction } from "../plan";
import { jsonText, TerraformExpression } from "./terraform-json";
import { literal, quoted } from "./terraform-text";

/** A target group's ARN as a Terraform expression, without `${}`. */
export type TargetGroupArn = (service: string) => string;

/** The value of the annotation `alb.ingress.kubernetes.io/actions.<backend>`. ARNs are known to Terraform only. */
export function actionAnnotation(action: PlannedAction, targetGroupArn: TargetGroupArn): string {
  const written = writtenActions.get(targetGroupArn) ?? new WeakMap<PlannedAction, string>();
  writtenActions.set(targetGroupArn, written);
  const text =
    written.get(action) ??
    jsonText(writeAction(action, ({ service }) => new TerraformExpression(targetGroupArn(service))));
  written.set(action, text);
  return text;
}

/** Hundreds of tenants of a stack have the same action, which the plan holds once: it is written once, too. */
const writtenActions = new WeakMap<TargetGroupArn, WeakMap<PlannedAction, string>>();

/** The value of `alb.ingress.kubernetes.io/conditions.<backend>`; undefined when the rule needs none. */
export function conditionsAnnotation({ hosts, furtherPaths, sourceIps }: IngressRule): string | undefined {
  const conditions = writeConditions({ hosts: hosts.slice(1), paths: furtherPaths, sourceIps });
  return conditions === undefined ? undefined : literal(JSON.stringify(conditions));
}

/** An element of the map of ARNs that the load balancer's stack puts out. */
export function mapElement(map: string, key: string): string {
  return `${map}[${quoted(key)}]`;
}
