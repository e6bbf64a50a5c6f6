import { isDeepStrictEqual } from "node:util";
import { CATCH_ALL, type TypedPath } from "../controller";
import { compareText } from "../findings";
import { type FixedResponseConfig, serviceDefaults } from "../model";
import type { IngressPlan, Plan } from "../plan";
import { type FleetDraft, isOn } from "./draft";
import { plainDraft } from "./draft-text";
import type { GroupSettings } from "./group-settings";
import { pathsOverlap } from "./host-behaviour";
import { hostsOverlap } from "./host-overlap";
import { metadataOf } from "./metadata";
import type { Refused } from "./problem";
import type { ServiceCatalog } from "./services";
import type { NamedTenant } from "./tenants";
import { byOldGroup, type Group, type Member, type MemberRule } from "./today";
import type { TodayRule } from "./today-rules";

/** What will be different, as a kind. */
export type ChangeCode =
  | "dead-rule"
  | "not-brought-along"
  | "not-served-today"
  | "other-http"
  | "other-order"
  | "other-sources"
  | "other-stickiness"
  | "deeper-hosts";

/** Something about an Ingress that will not be as it is today, although its hosts are imported. */
export interface Change {
  readonly ingress: string;
  readonly code: ChangeCode;
  /** A sentence for people. */
  readonly change: string;
}

/** Everything that changes for Ingresses that are imported. */
export function changesOf(
  { tenants, loadBalancers, forbidden }: FleetDraft,
  settings: ReadonlyMap<Group, GroupSettings>,
  catalog: ServiceCatalog,
  plan: Plan | undefined,
  refused: Refused,
): Change[] {
  const changes = [
    ...tenants.flatMap((tenant) => [
      ...deadRules(tenant),
      ...otherSources(tenant, forbidden),
      ...otherStickiness(tenant, catalog),
      ...droppedMetadata(tenant),
      ...notServedToday(tenant),
      ...deeperHosts(tenant),
    ]),
    ...[...loadBalancers.keys()].flatMap((group) => otherListeners(group, settings.get(group)!, tenants)),
    ...[...loadBalancers].flatMap(([group, key]) => {
      const planned = plan?.loadBalancers.find((one) => one.key === key);
      // nginx prefers the more specific host as well.
      if (planned === undefined || group.controller === "ingress-nginx") return [];
      return otherOrder(group, settings.get(group)!.https, tenants, planned.ingresses, refused);
    }),
  ];
  const seen = new Set<string>();
  return changes.filter(({ ingress, change }) => {
    const key = JSON.stringify([ingress, change]);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function ofAll(members: readonly Member[], code: ChangeCode, change: string): Change[] {
  return members.map(({ ingress }) => ({ ingress: ingress.id, code, change }));
}

function deadRules({ dead }: NamedTenant): Change[] {
  return dead.map(({ member, path }) => ({
    ingress: member.ingress.id,
    code: "dead-rule",
    change: `The rule for ${path} answers nothing today, since an earlier one takes all its requests. It is left out.`,
  }));
}

/** Sources that no rule of the host refuses today. */
function otherSources(tenant: NamedTenant, { statusCode }: FixedResponseConfig): Change[] {
  return tenant.behaviour.newlyRefused.flatMap(({ sources, path }) => {
    const answers = tenant.hosts.map((host) => whoElseAnswers(tenant, host, path));
    return [...new Set(answers)].flatMap((today) => {
      const hosts = tenant.hosts.filter((_, index) => answers[index] === today);
      const where = `${hosts.join(", ")}${path === CATCH_ALL ? "" : ` ${path.path}`}`;
      const change = `${where}: sources other than ${sources.join(", ")} ${today} today; they will get responses.forbidden (${statusCode}).`;
      return ofAll(tenant.members, "other-sources", change);
    });
  });
}

/** Who takes the requests that the rules of a host leave: the first rule that takes them and names other hosts. */
function whoElseAnswers({ group }: NamedTenant, host: string, path: TypedPath): string {
  const next = group.members
    .flatMap((member) => member.rules)
    .find(
      ({ hosts, paths }) =>
        !hosts.includes(host) && hostsOverlap([host], hosts) && paths.some((one) => pathsOverlap(one, path)),
    );
  return next === undefined ? "get the ALB's default answer (404)" : `are answered by the rules of ${next.ingress.id}`;
}

function otherStickiness({ members, behaviour }: NamedTenant, catalog: ServiceCatalog): Change[] {
  const answers = [...behaviour.routes.map(({ answer }) => answer), behaviour.catchAll];
  return answers.flatMap((answer) => {
    if (answer.kind !== "forward" || Object.keys(answer.weights).length < 2) return [];
    const planned = Math.max(...Object.keys(answer.weights).map((id) => stickySeconds(catalog, id)));
    if (planned === answer.stickinessSeconds) return [];
    const change = `Clients stay with one of the weighted target groups for ${answer.stickinessSeconds} s today; it will be ${planned} s, as long as the stickiness of the services.`;
    return ofAll(members, "other-stickiness", change);
  });
}

function stickySeconds(catalog: ServiceCatalog, id: string): number {
  const { stickiness } = plainDraft(catalog.get(id).config) as { stickiness?: { durationSeconds?: number } };
  return stickiness === undefined
    ? 0
    : (stickiness.durationSeconds ?? serviceDefaults().stickiness?.durationSeconds ?? 0);
}

function droppedMetadata({ members }: NamedTenant): Change[] {
  return members.flatMap((member) => {
    const { dropped } = metadataOf([member]);
    return dropped.length === 0
      ? []
      : ofAll([member], "not-brought-along", `Not brought along: ${dropped.join(", ")}.`);
  });
}

/** A wildcard of nginx stands for one label, one of ALB for any number. */
function deeperHosts({ group, hosts, members }: NamedTenant): Change[] {
  const wild = group.controller === "ingress-nginx" ? hosts.filter((host) => host.startsWith("*.")) : [];
  if (wild.length === 0) return [];
  const change = `${wild.join(", ")}: answers hosts of one more label today; hosts below those will be answered too.`;
  return ofAll(members, "deeper-hosts", change);
}

/** Members that the controller has not taken up, although it has taken up others of their group. */
function notServedToday({ members }: NamedTenant): Change[] {
  return members
    .filter((member) => isUntouched(member) && isServed(member))
    .flatMap((member) =>
      ofAll(
        [member],
        "not-served-today",
        "It has neither a finalizer of the controller nor an address, though others of its group have: it may not be on the ALB today. It will be.",
      ),
    );
}

function isUntouched({ ingress }: Member): boolean {
  return ingress.finalizers.length === 0 && ingress.hostname === undefined;
}

function isServed({ groupHostname }: Member): boolean {
  return groupHostname !== undefined;
}

function otherListeners(group: Group, { https }: GroupSettings, tenants: readonly NamedTenant[]): Change[] {
  if (!https) return [];
  const imported = new Set(tenants.filter((tenant) => isOn(tenant, group)).flatMap(({ members }) => members));
  return [...byOldGroup(group).values()].flatMap((members) => {
    const { http, redirectsHttp } = group.standing(members);
    return members
      .filter((member) => imported.has(member))
      .flatMap((member) => {
        const own = http.filter((rule) => rule.member === member);
        const change = httpChange(member, own, redirectsHttp);
        return change === undefined ? [] : ofAll([member], "other-http", change);
      });
  });
}

function httpChange({ listeners }: Member, onHttp: readonly MemberRule[], redirectsHttp: boolean): string | undefined {
  if (!listeners.https && redirectsHttp) {
    return "It listens on HTTP 80 only, where its group redirects to HTTPS, so that nothing answers it today; it will be on HTTPS 443.";
  }
  if (!listeners.https) return "It listens on HTTP 80 only today; it will be on HTTPS 443, and HTTP redirects there.";
  if (!listeners.http || redirectsHttp || onHttp.every(leavesHttp)) return undefined;
  return "HTTP 80 answers like HTTPS today; it will redirect to HTTPS.";
}

/** A redirect to some place by HTTPS: by way of the same host's HTTPS, clients will come to it as well. */
function leavesHttp({ answer }: TodayRule): boolean {
  return answer?.kind === "redirect" && answer.redirect.protocol === "HTTPS";
}

/** A rule of today with its place among tomorrow's. */
interface PlacedRule {
  readonly rule: TodayRule;
  readonly hosts: readonly string[];
  readonly tenant: string | undefined;
  readonly order: number;
  readonly id: string;
}

/** Pairs of rules that both match some request, and of which tomorrow the other one comes first. */
function otherOrder(
  group: Group,
  https: boolean,
  tenants: readonly NamedTenant[],
  ingresses: readonly IngressPlan[],
  refused: Refused,
): Change[] {
  const placed = standingRules(group, https).flatMap((rule) =>
    refused.has(rule.ingress.id) ? [staying(rule)] : placeRule(rule, group, tenants, ingresses),
  );
  return placed.flatMap((first, index) =>
    placed.slice(index + 1).flatMap((second): Change[] => {
      if (first.tenant === second.tenant || comesFirst(first, second)) return [];
      if (!hostsOverlap(first.hosts, second.hosts) || !rulesOverlap(first.rule, second.rule)) return [];
      if (leavesAnswersAs(second.rule, first.rule)) return [];
      const [loser, winner] = [first.rule.ingress.id, second.rule.ingress.id];
      const change = `Where a rule of ${loser} (${first.hosts.join(", ") || "any host"}) and one of ${winner} (${second.hosts.join(", ") || "any host"}) both match, ${loser} answers today; ${winner} will.`;
      return [{ ingress: first.tenant === undefined ? winner : loser, code: "other-order", change }];
    }),
  );
}

/** Rules on the listener that will have the tenants' rules, and behind them those of members that listen elsewhere. */
function standingRules(group: Group, https: boolean): readonly MemberRule[] {
  return [...byOldGroup(group).values()].flatMap((members) => {
    const here = group.standing(members)[https ? "https" : "http"];
    const elsewhere = members.filter(({ listeners }) => !listeners[https ? "https" : "http"]);
    return [...here, ...elsewhere.flatMap((member) => member.rules.map((rule) => ({ ...rule, member })))];
  });
}

function staying({ member, ...rule }: MemberRule): PlacedRule {
  return { rule, hosts: rule.hosts, tenant: undefined, order: member.order, id: rule.ingress.id };
}

function placeRule(
  rule: MemberRule,
  group: Group,
  tenants: readonly NamedTenant[],
  ingresses: readonly IngressPlan[],
): PlacedRule[] {
  return rule.hosts.flatMap((host): PlacedRule[] => {
    const tenant = tenants.find((one) => isOn(one, group) && one.hosts.includes(host));
    const planned = ingresses.find((one) => one.tenant === tenant?.name && one.hosts.includes(host));
    if (planned === undefined) return [];
    const id = `${planned.namespace}/${planned.name}`;
    return [{ rule, hosts: [host], tenant: planned.tenant, order: planned.groupOrder, id }];
  });
}

function comesFirst(a: PlacedRule, b: PlacedRule): boolean {
  // Two that stay where they are keep their order.
  if (a.tenant === undefined && b.tenant === undefined) return true;
  return (a.order - b.order || compareText(a.id, b.id)) <= 0;
}

function rulesOverlap(a: TodayRule, b: TodayRule): boolean {
  return a.paths.some((one) => b.paths.some((other) => pathsOverlap(one, other)));
}

/** Whether a rule answers whatever both match as the other one does, when it comes to stand before it. */
function leavesAnswersAs(second: TodayRule, first: TodayRule): boolean {
  const isForAll = second.sourceIps.length === 0 || isDeepStrictEqual(second.sourceIps, first.sourceIps);
  return isForAll && answerText(first) === answerText(second);
}

function answerText({ ingress, answer }: TodayRule): string {
  if (answer === undefined) return ingress.id;
  return JSON.stringify([answer.kind === "forward" ? ingress.namespace : "", answer]);
}
