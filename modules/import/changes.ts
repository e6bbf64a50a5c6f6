import { countWildcards } from "../alb";
import { compareText } from "../findings";
import type { IngressPlan, Plan } from "../plan";
import type { FleetDraft, NamedTenant } from "./draft";
import { plainDraft } from "./draft-text";
import { type Group, isImportable, type Member } from "./group";
import type { GroupSettings } from "./group-settings";
import { pathsOverlap } from "./host-behaviour";
import { metadataOf } from "./metadata";
import type { OldRule } from "./old-rules";
import { patternsOverlap } from "./overlap";
import type { ServiceCatalog } from "./services";

/** Something about an Ingress that will not be as it is today, although its hosts are imported. */
export interface Change {
  readonly ingress: string;
  readonly change: string;
}

/** Everything that changes for Ingresses that are imported. */
export function changesOf(
  { tenants, loadBalancers, servicesBehind }: FleetDraft,
  settings: ReadonlyMap<Group, GroupSettings>,
  catalog: ServiceCatalog,
  plan: Plan | undefined,
): Change[] {
  const changes = [
    ...tenants.flatMap((tenant) => [
      ...deadRules(tenant),
      ...otherSources(tenant),
      ...otherStickiness(tenant, catalog),
      ...droppedMetadata(tenant),
    ]),
    ...[...servicesBehind].flatMap(([tenant, service]) => behindStatus(tenant, service)),
    ...[...loadBalancers.keys()].flatMap((group) => otherListeners(group, settings.get(group)!, tenants)),
    ...[...loadBalancers].flatMap(([group, key]) => {
      const planned = plan?.loadBalancers.find((one) => one.key === key);
      return planned === undefined ? [] : otherOrder(group, tenants, planned.ingresses);
    }),
  ];
  return changes.filter(
    (one, index) =>
      changes.findIndex(({ ingress, change }) => ingress === one.ingress && change === one.change) === index,
  );
}

function behindStatus({ name, members, behaviour: { catchAll } }: NamedTenant, service: string): Change[] {
  if (catchAll.kind !== "status") return [];
  const change = `Its fixed response is the platform's response ${catchAll.status} now. No rule tells which service answers when ${name} is active again; it is taken to be ${service}.`;
  return members.map(({ ingress }) => ({ ingress: ingress.id, change }));
}

function deadRules({ dead }: NamedTenant): Change[] {
  return dead.map(({ member, path }) => ({
    ingress: member.ingress.id,
    change: `The rule for ${path} answers nothing today, since an earlier one takes all its requests. It is left out.`,
  }));
}

function otherSources(tenant: NamedTenant): Change[] {
  const { allowedCidrs } = tenant.behaviour;
  if (allowedCidrs === undefined || tenant.members.some(hasRefusal)) return [];
  const next = nextRule(tenant);
  const today = next === undefined ? "get the ALB's default answer" : `are answered by the rules of ${next.ingress.id}`;
  return tenant.members.map(({ ingress }) => ({
    ingress: ingress.id,
    change: `Sources other than ${allowedCidrs.join(", ")} ${today} today; they will get responses.forbidden (403).`,
  }));
}

/** Whether it says itself what other sources get. */
function hasRefusal({ rules }: Member): boolean {
  return rules.some(({ answer, sourceIps }) => answer?.kind === "fixed-response" && sourceIps.length === 0);
}

/** The first rule of another Ingress that takes the requests which a tenant's rules leave. */
function nextRule({ group, members, hosts: [host] }: NamedTenant): OldRule | undefined {
  const rules = group.members.flatMap((member) => member.rules);
  const last = rules.findLastIndex(({ ingress }) => members.some((member) => member.ingress === ingress));
  return rules.slice(last + 1).find(({ hosts }) => hostsOverlap([host!], hosts));
}

function otherStickiness({ members, behaviour }: NamedTenant, catalog: ServiceCatalog): Change[] {
  const answers = [...behaviour.routes.map(({ answer }) => answer), behaviour.catchAll];
  return answers.flatMap((answer) => {
    if (answer.kind !== "forward" || Object.keys(answer.weights).length < 2) return [];
    const planned = Math.max(...Object.keys(answer.weights).map((id) => stickySeconds(catalog, id)));
    if (planned === answer.stickinessSeconds) return [];
    const change = `Clients stay with one of the weighted target groups for ${answer.stickinessSeconds} s today; it will be ${planned} s, as long as the stickiness of the services.`;
    return members.map(({ ingress }) => ({ ingress: ingress.id, change }));
  });
}

function stickySeconds(catalog: ServiceCatalog, id: string): number {
  const { stickiness } = plainDraft(catalog.get(id).config) as { stickiness?: { durationSeconds?: number } };
  return stickiness === undefined ? 0 : (stickiness.durationSeconds ?? 86400);
}

function droppedMetadata({ members }: NamedTenant): Change[] {
  return members.flatMap((member) => {
    const { dropped } = metadataOf([member]);
    if (dropped.length === 0) return [];
    return [{ ingress: member.ingress.id, change: `Not brought along: ${dropped.join(", ")}.` }];
  });
}

function otherListeners(
  group: Group,
  { https, redirectsHttp }: GroupSettings,
  tenants: readonly NamedTenant[],
): Change[] {
  if (!https) return [];
  const imported = new Set(tenants.filter((tenant) => tenant.group === group).flatMap(({ members }) => members));
  return [...imported].flatMap(({ ingress, listeners }) => {
    const change = !listeners.https
      ? "It listens on HTTP 80 only today; it will be on HTTPS 443, and HTTP redirects there."
      : listeners.http && !redirectsHttp
        ? "HTTP 80 answers like HTTPS today; it will redirect to HTTPS."
        : !listeners.http && !group.members.some((member) => member.listeners.http)
          ? "Nothing listens on HTTP 80 today; it will redirect to HTTPS."
          : undefined;
    return change === undefined ? [] : [{ ingress: ingress.id, change }];
  });
}

/** A rule of today with its place among tomorrow's. */
interface PlacedRule {
  readonly rule: OldRule;
  readonly hosts: readonly string[];
  readonly tenant: string | undefined;
  readonly order: number;
  readonly id: string;
}

/** Pairs of rules that both match some request, and of which tomorrow the other one comes first. */
function otherOrder(group: Group, tenants: readonly NamedTenant[], ingresses: readonly IngressPlan[]): Change[] {
  const placed = group.members.flatMap((member) => placeRules(member, group, tenants, ingresses));
  return placed.flatMap((first, index) =>
    placed.slice(index + 1).flatMap((second): Change[] => {
      if (first.tenant === second.tenant || comesFirst(first, second)) return [];
      if (!hostsOverlap(first.hosts, second.hosts) || !rulesOverlap(first.rule, second.rule)) return [];
      if (answerText(first.rule) === answerText(second.rule)) return [];
      const [loser, winner] = [first.rule.ingress.id, second.rule.ingress.id];
      const change = `Where a rule of ${loser} (${first.hosts.join(", ") || "any host"}) and one of ${winner} (${second.hosts.join(", ") || "any host"}) both match, ${loser} answers today; ${winner} will.`;
      return [{ ingress: first.tenant === undefined ? winner : loser, change }];
    }),
  );
}

function placeRules(
  member: Member,
  group: Group,
  tenants: readonly NamedTenant[],
  ingresses: readonly IngressPlan[],
): PlacedRule[] {
  const { ingress, order, rules } = member;
  if (!isImportable(member)) {
    return rules.map((rule) => ({ rule, hosts: rule.hosts, tenant: undefined, order, id: ingress.id }));
  }
  return rules.flatMap((rule) =>
    rule.hosts.flatMap((host): PlacedRule[] => {
      const tenant = tenants.find((one) => one.group === group && one.hosts.includes(host));
      const planned = ingresses.find((one) => one.tenant === tenant?.name && one.hosts.includes(host));
      if (planned === undefined) return [];
      const id = `${planned.namespace}/${planned.name}`;
      return [{ rule, hosts: [host], tenant: planned.tenant, order: planned.groupOrder, id }];
    }),
  );
}

function comesFirst(a: PlacedRule, b: PlacedRule): boolean {
  // Two that stay where they are keep their order.
  if (a.tenant === undefined && b.tenant === undefined) return true;
  return (a.order - b.order || compareText(a.id, b.id)) <= 0;
}

function hostsOverlap(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return true;
  return a.some((one) => b.some((other) => one === other || (isWild(one, other) && patternsOverlap(one, other))));
}

function isWild(a: string, b: string): boolean {
  return countWildcards(a) + countWildcards(b) > 0;
}

function rulesOverlap(a: OldRule, b: OldRule): boolean {
  return a.paths.some((one) => b.paths.some((other) => pathsOverlap(one, other)));
}

function answerText({ ingress, answer }: OldRule): string {
  if (answer === undefined) return ingress.id;
  return JSON.stringify([answer.kind === "forward" ? ingress.namespace : "", answer]);
}
