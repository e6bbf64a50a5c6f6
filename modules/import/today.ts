import {
  type ClassParams,
  type ControllerKind,
  DIALECTS,
  MAX_GROUP_ORDER,
  optimizeRules,
  type RedirectTarget,
  readGroupOrder,
} from "../controller";
import { compareText, quote } from "../findings";
import { type Settings, settingsWith } from "./annotations";
import { type Answer, answerOf } from "./answer";
import type { DumpIngress } from "./dump";
import { type Listeners, listenersOf, sslRedirectPort } from "./listeners";
import type { Origin } from "./origin";
import { at, attempt, type Problem, type Reason, type Step, stopping } from "./problem";
import { rulePatterns, type TodayRule, todayRules } from "./today-rules";

/** Ingresses that one load balancer of the fleet will serve. */
export interface Group {
  /** The IngressGroup whose ALB is taken over; undefined: a new ALB for Ingresses that had one each. */
  readonly name: string | undefined;
  /** Where no ALB is taken over, what the group was called, if it had a name. */
  readonly formerName?: string;
  readonly controller: ControllerKind | "ingress-nginx";
  /** In the controller's order. */
  readonly members: readonly Member[];
  /** What the controller makes of the members of one load balancer of today. */
  readonly standing: (members: readonly Member[]) => ListenerRules;
}

/** An Ingress of the AWS Load Balancer Controller. */
export interface Member {
  readonly ingress: DumpIngress;
  /** The group today: Ingresses of different ones are never merged. */
  readonly oldGroup: string;
  /** What holds for it: its annotations, and what its class says instead. */
  readonly settings: Settings;
  /** Parameters of its class; undefined when it has none, "unknown" when the input does not tell. */
  readonly params: ClassParams | undefined | "unknown";
  readonly order: number;
  readonly listeners: Listeners;
  /** What its default backend answers, if it has one that can be read. */
  readonly defaultAnswer?: Answer | undefined;
  /** DNS name of its group's load balancer, which some member at least reports. */
  readonly groupHostname: string | undefined;
  /** As they are written; what stands on the listeners is told by the group. */
  readonly rules: readonly TodayRule[];
}

/** Sorts Ingresses of a controller into groups; those with an ALB of their own by what they say of it. */
export function groupsOf(
  origins: ReadonlyMap<DumpIngress, Origin>,
  controller: ControllerKind,
): Step<readonly Group[]> {
  const { takesOver } = DIALECTS[controller];
  const problems: Problem[] = [];
  const groups = new Map<string, Group & { members: Member[] }>();
  const addresses = addressesByGroup(origins);
  for (const [ingress, origin] of origins) {
    if (origin.kind !== "alb") continue;
    const { value: member, problems: found } = memberOf(ingress, origin, addresses.get(origin.group)!);
    problems.push(...found);
    const key = origin.named ? `named ${origin.group}` : `alone ${ownLoadBalancer(member.settings)}`;
    const group = groups.get(key) ?? {
      name: origin.named && takesOver ? origin.group : undefined,
      ...(origin.named && !takesOver && { formerName: origin.group }),
      controller,
      members: [],
      standing: listenerRules,
    };
    groups.set(key, group);
    group.members.push(member);
  }
  for (const { members } of groups.values()) members.sort(controllerOrder);
  const value = [...groups.values()].sort(
    (a, b) => compareText(a.name ?? "~", b.name ?? "~") || controllerOrder(a.members[0]!, b.members[0]!),
  );
  return { value, problems };
}

/** What the controller reports of a group's load balancer, on each of its members that it has taken up. */
interface Address {
  readonly hostname: string | undefined;
  readonly ports: ReadonlySet<number>;
}

function addressesByGroup(origins: ReadonlyMap<DumpIngress, Origin>): ReadonlyMap<string, Address> {
  const addresses = new Map<string, Address>();
  for (const [ingress, origin] of origins) {
    if (origin.kind !== "alb") continue;
    const { hostname, ports } = addresses.get(origin.group) ?? { hostname: undefined, ports: [] };
    addresses.set(origin.group, {
      hostname: hostname ?? ingress.hostname,
      ports: new Set([...ports, ...ingress.ports]),
    });
  }
  return addresses;
}

const OF_AN_OWN_LOAD_BALANCER = [
  "certificate-arn",
  "inbound-cidrs",
  "ip-address-type",
  "listen-ports",
  "load-balancer-attributes",
  "scheme",
  "security-groups",
  "security-group-prefix-lists",
  "ssl-policy",
  "ssl-redirect",
  "subnets",
  "tags",
  "wafv2-acl-arn",
  "wafv2-acl-name",
];

/** What an Ingress says of its ALB: two that say the same can share one. */
function ownLoadBalancer(settings: Settings): string {
  return JSON.stringify(OF_AN_OWN_LOAD_BALANCER.map((name) => settings.get(name) ?? null));
}

const DEFAULT_BACKEND: Reason = {
  code: "default-backend",
  message:
    "It has a default backend, which answers hosts that no rule names. A group has one, and in the fleet that is the load balancer's anchor, with responses.unknownHost: a second one stops the controller.",
};

function memberOf(
  ingress: DumpIngress,
  { group: oldGroup, params }: Extract<Origin, { kind: "alb" }>,
  { hostname: groupHostname, ports }: Address,
): Step<Member> {
  const settings = settingsWith(ingress.annotations, params === "unknown" ? undefined : params);
  const rules = todayRules(ingress, settings);
  const listeners = attempt(() => listenersOf(settings, ports));
  const order = attempt(() => groupOrder(settings));
  const backend = ingress.defaultBackend;
  const value: Member = {
    ingress,
    oldGroup,
    settings,
    params,
    groupHostname,
    defaultAnswer: backend && attempt(() => answerOf(settings, backend)).value,
    order: order.value ?? 0,
    listeners: listeners.value ?? { http: false, https: false },
    rules: rules.value,
  };
  const ofIngress = [
    ...listeners.reasons,
    ...(ingress.defaultBackend === undefined ? [] : [DEFAULT_BACKEND]),
    ...order.reasons,
  ];
  return { value, problems: [...rules.problems, ...at(ingress.id, ofIngress)] };
}

function groupOrder(settings: Settings): number {
  const order = readGroupOrder(settings.get("group.order"));
  if (order.ok) return order.value;
  const range = `a number from -${MAX_GROUP_ORDER} to ${MAX_GROUP_ORDER}`;
  throw stopping(`Its group.order ${quote(order.error.text)} is not ${range}`);
}

function controllerOrder(a: Member, b: Member): number {
  return a.order - b.order || compareText(a.ingress.id, b.ingress.id);
}

/** The rules on the listeners of one load balancer of today, in priority order, without those that are left out. */
export interface ListenerRules {
  readonly http: readonly MemberRule[];
  readonly https: readonly MemberRule[];
  /** HTTP port 80 redirects everything to HTTPS, by `ssl-redirect`. */
  readonly redirectsHttp: boolean;
}

export interface MemberRule extends TodayRule {
  readonly member: Member;
}

/** What the controller makes of the members of one group. */
function listenerRules(members: readonly Member[]): ListenerRules {
  const redirectsHttp = members.some(({ settings }) => sslRedirectPort(settings) !== undefined);
  const rulesOn = (listener: keyof Listeners) =>
    members
      .filter(({ listeners }) => listeners[listener])
      .flatMap((member) => member.rules.map((rule): MemberRule => ({ ...rule, member })));
  return {
    http: redirectsHttp ? [] : optimized({ port: 80, protocol: "HTTP" }, rulesOn("http")),
    https: optimized({ port: 443, protocol: "HTTPS" }, rulesOn("https")),
    redirectsHttp,
  };
}

function optimized(listener: Parameters<typeof optimizeRules>[0], rules: readonly MemberRule[]): MemberRule[] {
  const seen = rules.map((rule) => ({
    rule,
    hosts: rule.hosts,
    paths: rulePatterns(rule),
    hasOtherConditions: rule.hasOtherConditions || rule.sourceIps.length > 0,
    redirect: redirectOf(rule),
  }));
  return optimizeRules(listener, seen).map(({ rule }) => rule);
}

function redirectOf({ answer }: TodayRule): RedirectTarget | undefined {
  return answer?.kind === "redirect" ? answer.redirect : undefined;
}

/** The members of every load balancer of today that a group brings together. */
export function byOldGroup({ members }: Group): Map<string, Member[]> {
  const groups = new Map<string, Member[]>();
  for (const member of members) groups.set(member.oldGroup, [...(groups.get(member.oldGroup) ?? []), member]);
  return groups;
}
