import type { Action as AwsAction, Rule, RuleCondition } from "@aws-sdk/client-elastic-load-balancing-v2";
import { compareText } from "../findings";
import { type Action, type ListenerRule, redirectAction } from "../plan";
import type { ActionView, ConditionsView, ForwardView, RuleView } from "./types";

/*
 * Rules and actions of plan and ALB in one form, so that they can be compared and shown. What AWS fills in when it
 * is not said is filled in here too.
 */

export function viewOfPlannedRule({ priority, conditions, action }: ListenerRule): RuleView {
  return { priority, conditions, action: viewOfPlannedAction(action) };
}

export function viewOfPlannedAction(action: Action): ActionView {
  if (action.type !== "forward") return action;
  const targetGroups = action.targetGroups.map(({ name, weight }) => ({ name, weight }));
  return forwardView(targetGroups, action.stickinessSeconds);
}

/** A rule of a listener as AWS describes it, not the default one. */
export function viewOfRule({ Priority, Conditions, Actions, Transforms }: Rule): RuleView {
  const view = {
    priority: Number(Priority),
    conditions: viewOfConditions(Conditions ?? []),
    action: viewOfActions(Actions ?? []),
  };
  const transforms = (Transforms ?? []).map(({ Type, HostHeaderRewriteConfig, UrlRewriteConfig }) => {
    const rewrites = (HostHeaderRewriteConfig ?? UrlRewriteConfig)?.Rewrites ?? [];
    return [Type, ...rewrites.map(({ Regex, Replace }) => `${Regex} → ${Replace}`)].join(" ");
  });
  return transforms.length === 0 ? view : { ...view, transforms };
}

function viewOfConditions(conditions: readonly RuleCondition[]): ConditionsView {
  const hosts: string[] = [];
  const paths: string[] = [];
  const sourceIps: string[] = [];
  const other: string[] = [];
  for (const condition of conditions) {
    const { Field, HostHeaderConfig, PathPatternConfig, SourceIpConfig, HttpHeaderConfig } = condition;
    // `Values` beside `Field` is the older way to say host and path; AWS answers in both.
    const values = (config: { readonly Values?: readonly string[] } | undefined) =>
      config?.Values ?? condition.Values ?? [];
    const regexes =
      (HostHeaderConfig ?? PathPatternConfig ?? HttpHeaderConfig)?.RegexValues ?? condition.RegexValues ?? [];
    if (regexes.length > 0) {
      other.push([Field, HttpHeaderConfig?.HttpHeaderName, "matches", regexes.join(" or ")].filter(Boolean).join(" "));
    }
    switch (Field) {
      case "host-header":
        hosts.push(...values(HostHeaderConfig));
        break;
      case "path-pattern":
        paths.push(...values(PathPatternConfig));
        break;
      case "source-ip":
        sourceIps.push(...values(SourceIpConfig));
        break;
      default:
        if (regexes.length === 0) other.push(otherCondition(condition));
    }
  }
  return other.length === 0 ? { hosts, paths, sourceIps } : { hosts, paths, sourceIps, other };
}

function otherCondition({
  Field,
  HttpHeaderConfig,
  QueryStringConfig,
  HttpRequestMethodConfig,
  Values,
}: RuleCondition): string {
  const query = QueryStringConfig?.Values?.map(({ Key, Value }) =>
    Key === undefined ? `${Value}` : `${Key}=${Value}`,
  );
  const values = HttpHeaderConfig?.Values ?? query ?? HttpRequestMethodConfig?.Values ?? Values ?? [];
  return [Field, HttpHeaderConfig?.HttpHeaderName, "is", [...values].sort(compareText).join(" or ")]
    .filter(Boolean)
    .join(" ");
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

export function sortedSet(values: readonly string[]): string[] {
  return [...new Set(values)].sort(compareText);
}

/** An IPv6 network can be spelt in many ways. */
function canonicalCidr(cidr: string): string {
  if (!cidr.includes(":")) return cidr;
  // Loaded only where there are IPv6 sources.
  const ipaddr = require("ipaddr.js") as typeof import("ipaddr.js");
  if (!ipaddr.isValidCIDR(cidr)) return cidr;
  const [address, prefix] = ipaddr.parseCIDR(cidr);
  return `${address.toString()}/${prefix}`;
}
