import type { Action, FixedResponseAction, ForwardAction, IngressRule, RedirectAction } from "../plan";
import { literal, quoted } from "./terraform-text";

/** A target group's ARN as a Terraform expression, without `${}`. */
export type TargetGroupArn = (service: string) => string;

/**
 * The value of the annotation `alb.ingress.kubernetes.io/actions.<backend>`. The controller drops unknown keys and
 * a misspelt one blocks the group, so this is the only place that writes these keys.
 */
export function actionAnnotation(action: Action, targetGroupArn: TargetGroupArn): string {
  switch (action.type) {
    case "forward":
      return forward(action, targetGroupArn);
    case "fixed-response":
      return literal(JSON.stringify(fixedResponse(action)));
    case "redirect":
      return literal(JSON.stringify(redirect(action)));
  }
}

/** The value of `alb.ingress.kubernetes.io/conditions.<backend>`; undefined when the rule needs none. */
export function conditionsAnnotation({ hosts, sourceIps }: IngressRule): string | undefined {
  const further = hosts.slice(1);
  const conditions: object[] = [];
  if (further.length > 0) conditions.push({ field: "host-header", hostHeaderConfig: { values: further } });
  if (sourceIps.length > 0) conditions.push({ field: "source-ip", sourceIpConfig: { values: sourceIps } });
  return conditions.length === 0 ? undefined : JSON.stringify(conditions);
}

/** ARNs are known to Terraform only, so the JSON is made there. */
function forward({ targetGroups, stickinessSeconds }: ForwardAction, arn: TargetGroupArn): string {
  const [only, ...others] = targetGroups;
  if (only !== undefined && others.length === 0) {
    return `\${jsonencode({"type" = "forward", "targetGroupARN" = ${arn(only.service)}})}`;
  }
  const weighted = targetGroups.map(
    ({ service, weight }) => `{"targetGroupARN" = ${arn(service)}, "weight" = ${weight}}`,
  );
  const config = [`"targetGroups" = [${weighted.join(", ")}]`];
  if (stickinessSeconds !== undefined) {
    config.push(`"targetGroupStickinessConfig" = {"enabled" = true, "durationSeconds" = ${stickinessSeconds}}`);
  }
  return `\${jsonencode({"type" = "forward", "forwardConfig" = {${config.join(", ")}}})}`;
}

function fixedResponse({ statusCode, contentType, body }: FixedResponseAction): object {
  // An empty body is left out: ALB takes none, but not an empty text.
  const messageBody = body === "" ? undefined : body;
  return { type: "fixed-response", fixedResponseConfig: { contentType, statusCode: String(statusCode), messageBody } };
}

function redirect({ type, statusCode, ...parts }: RedirectAction): object {
  return { type, redirectConfig: { ...parts, statusCode: `HTTP_${statusCode}` } };
}

/** An element of the map of ARNs that the load balancer's stack puts out. */
export function mapElement(map: string, key: string): string {
  return `${map}[${quoted(key)}]`;
}
