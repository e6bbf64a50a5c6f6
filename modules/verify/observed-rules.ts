import type { Action as AwsAction, Rule, RuleCondition } from "@aws-sdk/client-elastic-load-balancing-v2";
import { type Action, type ObservedAction, type ObservedConditions, type ObservedRule, redirectAction } from "../alb";
import { targetGroupNameOf } from "../controller";
import type { PlannedAction, PlannedRule } from "../plan";

/*
 * Rules and actions of plan and ALB in one form, so that they can be compared and shown. What AWS fills in when it
 * is not said is filled in here too.
 */

/** A planned rule as the ALB should show it: nothing in AWS tells of tenants, Ingresses and services. */
export function observablePlannedRule({ priority, conditions, action }: PlannedRule): ObservedRule {
  return { priority, conditions, action: observablePlannedAction(action) };
}

export function observablePlannedAction(action: PlannedAction): Action {
  if (action.type !== "forward") return action;
  return { ...action, targetGroups: action.targetGroups.map(({ name, weight }) => ({ name, weight })) };
}

/** A rule of a listener as AWS describes it, not the default one. */
export function observedRule({ Priority, Conditions, Actions, Transforms }: Rule): ObservedRule {
  const transforms = (Transforms ?? []).map((transform) => JSON.stringify(transform));
  return {
    priority: Number(Priority),
    conditions: observedConditions(Conditions ?? []),
    action: observedAction(Actions ?? []),
    ...(transforms.length > 0 && { transforms }),
  };
}

function observedConditions(conditions: readonly RuleCondition[]): ObservedConditions {
  const hosts: string[] = [];
  const paths: string[] = [];
  const sourceIps: string[] = [];
  const other: string[] = [];
  for (const condition of conditions) {
    const { Field, HostHeaderConfig, PathPatternConfig, SourceIpConfig, RegexValues } = condition;
    const config = HostHeaderConfig ?? PathPatternConfig;
    // `Values` beside `Field` is the older way to say host and path; AWS answers in both.
    const values = (config ?? SourceIpConfig)?.Values ?? condition.Values ?? [];
    const regexes = config?.RegexValues ?? RegexValues ?? [];
    if (Field === "host-header") hosts.push(...values);
    else if (Field === "path-pattern") paths.push(...values);
    else if (Field === "source-ip") sourceIps.push(...values);
    else other.push(JSON.stringify(condition));
    if (regexes.length > 0) other.push(JSON.stringify({ Field, RegexValues: regexes }));
  }
  return { hosts, paths, sourceIps, ...(other.length > 0 && { other }) };
}

/** What a rule or a listener does, as AWS describes it. */
export function observedAction(actions: readonly AwsAction[]): ObservedAction {
  const [only, ...others] = [...actions].sort((a, b) => (a.Order ?? 0) - (b.Order ?? 0));
  const action = only === undefined || others.length > 0 ? undefined : knownAction(only);
  return action ?? { type: "other", actions: actions.map(({ Type }) => String(Type)) };
}

function knownAction({
  Type,
  TargetGroupArn,
  ForwardConfig,
  FixedResponseConfig,
  RedirectConfig,
}: AwsAction): Action | undefined {
  switch (Type) {
    case "forward": {
      const entries = ForwardConfig?.TargetGroups ?? [{ TargetGroupArn }];
      const targetGroups = entries.map((entry) => ({
        name: targetGroupNameOf(entry.TargetGroupArn ?? ""),
        weight: ("Weight" in entry ? entry.Weight : undefined) ?? 1,
      }));
      const { Enabled, DurationSeconds } = ForwardConfig?.TargetGroupStickinessConfig ?? {};
      return Enabled === true
        ? { type: "forward", targetGroups, stickinessSeconds: DurationSeconds }
        : { type: "forward", targetGroups };
    }
    case "fixed-response":
      return {
        type: "fixed-response",
        statusCode: Number(FixedResponseConfig?.StatusCode),
        contentType: FixedResponseConfig?.ContentType ?? "text/plain",
        body: FixedResponseConfig?.MessageBody ?? "",
      };
    case "redirect": {
      const { Host, Path, Query, Port, Protocol, StatusCode } = RedirectConfig ?? {};
      return redirectAction({
        host: Host,
        path: Path,
        query: Query,
        port: Port,
        protocol: Protocol,
        statusCode: StatusCode === "HTTP_302" ? 302 : 301,
      });
    }
    default:
      return undefined;
  }
}
