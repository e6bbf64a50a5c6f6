/*
 * What an ALB is: listeners, their rules in priority order, conditions and actions, in AWS's own words.
 */

export type Protocol = "HTTP" | "HTTPS";

export interface Listener<Rule extends ListenerRule = ListenerRule> {
  readonly port: number;
  readonly protocol: Protocol;
  /** In priority order; priorities are 1…N without gaps. */
  readonly rules: readonly Rule[];
  readonly default: Rule["action"];
}

/** @typeParam Group what is known of a target group beside its name and weight */
export interface ListenerRule<Group extends TargetGroup = TargetGroup> {
  readonly priority: number;
  readonly conditions: Conditions;
  readonly action: Action<Group>;
}

/** A request matches when, for each list that isn't empty, one of its values matches. */
export interface Conditions {
  /** Host names and patterns; compared without regard to case. */
  readonly hosts: readonly string[];
  /** Path patterns as the ALB gets them: `/app` and `/app/*` for the Prefix `/app`. */
  readonly paths: readonly string[];
  /** CIDRs. */
  readonly sourceIps: readonly string[];
}

export type Action<Group extends TargetGroup = TargetGroup> =
  | ForwardAction<Group>
  | FixedResponseAction
  | RedirectAction;

export interface ForwardAction<Group extends TargetGroup = TargetGroup> {
  readonly type: "forward";
  readonly targetGroups: readonly Group[];
  /** Seconds for which a client stays on the target group it was first sent to; absent: not sticky between groups. */
  readonly stickinessSeconds?: number;
}

/** A target group in a forward action. */
export interface TargetGroup {
  readonly name: string;
  /** 0–999; 1 where there is only one. */
  readonly weight: number;
}

export interface FixedResponseAction {
  readonly type: "fixed-response";
  readonly statusCode: number;
  readonly contentType: string;
  readonly body: string;
}

/** A part that stays as it is in the request is ALB's placeholder for it, such as `#{host}`. */
export interface RedirectAction {
  readonly type: "redirect";
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly port: string;
  readonly protocol: string;
  readonly statusCode: 301 | 302;
}

/** A rule as it is found on an ALB or in somebody's annotations: more than a plan ever has. */
export interface ObservedRule {
  readonly priority: number;
  readonly conditions: ObservedConditions;
  readonly action: ObservedAction;
  /** Rewrites of host or URL, each as AWS's JSON. */
  readonly transforms?: readonly string[];
}

export interface ObservedConditions extends Conditions {
  /** Conditions of other kinds (headers, methods, queries, regular expressions), each as JSON. */
  readonly other?: readonly string[];
}

export type ObservedAction = Action | OtherAction;

/** Actions of other kinds, such as a log-in before a forward. */
export interface OtherAction {
  readonly type: "other";
  /** AWS's names of the actions, in their order. */
  readonly actions: readonly string[];
}
