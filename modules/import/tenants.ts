import { quote } from "../findings";
import { attempt, Unsayable } from "./answer";
import { type Group, isImportable, type Member } from "./group";
import { type Behaviour, behaviourKey, behaviourOf, type HostBehaviour, type HostRule } from "./host-behaviour";
import { ResponseSlots } from "./response-slots";
import type { ServiceCatalog } from "./services";

/** A tenant to be, without a name. */
export interface TenantDraft {
  readonly group: Group;
  /** Ingresses whose rules it takes over, in the controller's order. */
  readonly members: readonly Member[];
  readonly hosts: readonly string[];
  readonly behaviour: Behaviour;
  readonly dead: HostBehaviour["dead"];
}

/** All tenants, in the order of their rules within each group, and the fixed responses that they need. */
export interface TenantDrafts {
  readonly tenants: readonly TenantDraft[];
  readonly responses: ResponseSlots;
}

/**
 * Turns the Ingresses that can be imported into tenants: hosts that the same Ingresses answer alike become one. An
 * Ingress of which one host cannot be said is left out as a whole; then the others are looked at again.
 *
 * @param https by group, whether its rules stand on an HTTPS listener
 */
export function draftTenants(
  groups: readonly Group[],
  https: ReadonlyMap<Group, boolean>,
  catalog: ServiceCatalog,
): TenantDrafts {
  for (;;) {
    const before = countImportable(groups);
    const responses = new ResponseSlots();
    const tenants = draftOnce(groups, https, catalog, responses);
    if (countImportable(groups) === before) return { tenants, responses };
  }
}

/** Says of Ingresses that are left out anyway which of their hosts another ALB's Ingress has claimed. */
export function reportOtherClaims(groups: readonly Group[], tenants: readonly TenantDraft[]): void {
  const claims = new Map(tenants.flatMap(({ hosts, members }) => hosts.map((host) => [host, members[0]!] as const)));
  for (const member of groups.flatMap(({ members }) => members)) {
    if (isImportable(member)) continue;
    for (const host of member.rules.flatMap(({ hosts }) => hosts)) claim(host, member, claims);
  }
}

function countImportable(groups: readonly Group[]): number {
  return groups.reduce((sum, { members }) => sum + members.filter(isImportable).length, 0);
}

function draftOnce(
  groups: readonly Group[],
  https: ReadonlyMap<Group, boolean>,
  catalog: ServiceCatalog,
  responses: ResponseSlots,
): TenantDraft[] {
  const claims = new Map<string, Member>();
  return groups.flatMap((group) => {
    const tenants = new Map<string, TenantDraft & { hosts: string[] }>();
    for (const [host, rules] of rulesByHost(group, claims, catalog)) {
      const members = [...new Set(rules.map(({ member }) => member))];
      try {
        const { behaviour, dead } = behaviourOf(rules, https.get(group) === true, responses);
        const key = JSON.stringify([members.map(({ ingress }) => ingress.id), behaviourKey(behaviour)]);
        const tenant = tenants.get(key);
        if (tenant === undefined) tenants.set(key, { group, members, hosts: [host], behaviour, dead });
        else tenant.hosts.push(host);
      } catch (error) {
        if (!(error instanceof Unsayable)) throw error;
        for (const { problems } of members) problems.add(`Host ${quote(host)}: ${error.message}`);
      }
    }
    return [...tenants.values()];
  });
}

/** The rules of every host that one of the group's members has, in the controller's order. */
function rulesByHost(group: Group, claims: Map<string, Member>, catalog: ServiceCatalog): Map<string, HostRule[]> {
  const byHost = new Map<string, HostRule[]>();
  for (const member of group.members.filter(isImportable)) {
    for (const { hosts, paths, sourceIps, answer } of member.rules) {
      // A rule without a readable answer has made its Ingress one that cannot be imported.
      if (answer === undefined) continue;
      const resolved = attempt(member.problems, () => catalog.resolve(member, answer));
      if (resolved === undefined) continue;
      for (const host of hosts) {
        if (!claim(host, member, claims)) continue;
        const rules = byHost.get(host) ?? [];
        byHost.set(host, rules);
        rules.push({ member, paths, sourceIps, answer: resolved });
      }
    }
    if (member.rules.length === 0) member.problems.add("It has no rules.");
  }
  return byHost;
}

/** A host belongs to one tenant, and so to one ALB of today. */
function claim(host: string, member: Member, claims: Map<string, Member>): boolean {
  const first = claims.get(host);
  if (first === undefined) claims.set(host, member);
  if (first === undefined || first.oldGroup === member.oldGroup) return true;
  member.problems.add(
    `Its host ${quote(host)} is on another ALB as well, by ${first.ingress.id}, which is imported: which of the two DNS points to cannot be seen.`,
  );
  return false;
}
