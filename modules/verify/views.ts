import type { Action as AwsAction, Rule, RuleCondition } from "@aws-sdk/client-elastic-load-balancing-v2";
import ipaddr from "ipaddr.js";
import { redirectAction } from "../alb";
import { compareText } from "../findings";
import type { PlannedAction, PlannedRule } from "../plan";
import type { ActionView, ConditionsView, ForwardView, RuleView } from "./types";

/*
 * Rules and actions of plan and ALB in one form, so that they can be compared and shown. What AWS fills in when it
 * is not said is filled in here too.
 */

export function viewOfPlannedRule({ priority, conditions, action }: PlannedRule): RuleView {
  return { priority, conditions, action: viewOfPlannedAction(action) };
}

export function viewOfPlannedAction(action: PlannedAction): ActionView {
  if (action.type !== "forward") return action;
  const targetGroups = action.targetGroups.map(({ name, weight }) => ({ name, weight }));
  return forwardView(targetGroups, action.stickinessSeconds);
}

/** A rule of a listener as AWS describes it, not the default one. */
export function viewOfRule({ Priority, Conditions, Actions, Transforms }: Rule): RuleView {
  const transforms = (Transforms ?? []).map((transform) => JSON.stringify(transform));
  return {
    priority: Number(Priority),
    conditions: viewOfConditions(Conditions ?? []),
    action: viewOfActions(Actions ?? []),
    ...(transforms.length > 0 && { transforms }),
  };
}

function viewOfConditions(conditions: readonly RuleCondition[]): ConditionsView {
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
export function viewOfActions(actions: readonly AwsAction[]): ActionView {
  const [only, ...others] = [...actions].sort((a, b) => (a.Order ?? 0) - (b.Order ?? 0));
  const view = only === undefined || others.length > 0 ? undefined : viewOfAction(only);
  return view ?? { type: "other", actions: actions.map(({ Type }) => String(Type)) };
}

function viewOfAction({
  Type,
  TargetGroupArn,
  ForwardConfig,
  FixedResponseConfig,
  RedirectConfig,
}: AwsAction): ActionView | undefined {
  switch (Type) {
    case "forward": {
      const entries = ForwardConfig?.TargetGroups ?? [{ TargetGroupArn }];
      const targetGroups = entries.map((entry) => ({
        name: targetGroupNameOf(entry.TargetGroupArn ?? ""),
        weight: ("Weight" in entry ? entry.Weight : undefined) ?? 1,
      }));
      const stickiness = ForwardConfig?.TargetGroupStickinessConfig;
      return forwardView(targetGroups, stickiness?.Enabled === true ? stickiness.DurationSeconds : undefined);
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
      return {
        ...redirectAction({ statusCode: StatusCode === "HTTP_302" ? 302 : 301 }),
        ...(Host !== undefined && { host: Host }),
        ...(Path !== undefined && { path: Path }),
        ...(Query !== undefined && { query: Query }),
        ...(Port !== undefined && { port: Port }),
        ...(Protocol !== undefined && { protocol: Protocol }),
      };
    }
    default:
      return undefined;
  }
}

function forwardView(targetGroups: ForwardView["targetGroups"], stickinessSeconds: number | undefined): ForwardView {
  const sorted = [...targetGroups].sort((a, b) => compareText(a.name, b.name));
  // Alone, a target group gets everything, whatever its weight; with weight 0 it gets nothing.
  const [only] = sorted;
  const weighted =
    only !== undefined && sorted.length === 1 && only.weight > 0 ? [{ name: only.name, weight: 1 }] : sorted;
  return stickinessSeconds === undefined
    ? { type: "forward", targetGroups: weighted }
    : { type: "forward", targetGroups: weighted, stickinessSeconds };
}

/** `arn:aws:elasticloadbalancing:<region>:<account>:targetgroup/<name>/<id>` → the name. */
export function targetGroupNameOf(arn: string): string {
  return arn.split("/")[1] ?? arn;
}

/** Equal for conditions that match the same requests: the order of values and the case of hosts don't matter. */
export function conditionsKey({
  conditions: { hosts, paths, sourceIps, other = [] },
  transforms = [],
}: RuleView): string {
  return JSON.stringify([
    sortedSet(hosts.map((host) => host.toLowerCase())),
    sortedSet(paths),
    sortedSet(sourceIps.map(canonicalCidr)),
    sortedSet(other),
    transforms,
  ]);
}

/** Equal for actions that do the same. */
export function actionKey(action: ActionView): string {
  return JSON.stringify(Object.entries(action).sort(([a], [b]) => compareText(a, b)));
}

function sortedSet(values: readonly string[]): string[] {
  return [...new Set(values)].sort(compareText);
}

/** An IPv6 network can be spelt in many ways. */
function canonicalCidr(cidr: string): string {
  if (!cidr.includes(":") || !ipaddr.isValidCIDR(cidr)) return cidr;
  const [address, prefix] = ipaddr.parseCIDR(cidr);
  return `${address.toString()}/${prefix}`;
}
