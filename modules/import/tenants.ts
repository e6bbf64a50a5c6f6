import type { FixedResponseConfig } from "../model";
import type { Candidate } from "./candidates";
import { type Behaviour, behaviourKey, type HostBehaviour } from "./host-behaviour";
import type { Problem, Refused, Step } from "./problem";
import { settleForbidden } from "./response-slots";
import type { Group, Member } from "./today";

/** A tenant to be, without a name. */
export interface TenantDraft {
  readonly group: Group;
  /** Further load balancers that answer its hosts alike today. */
  readonly alsoOn: readonly Group[];
  /** Ingresses whose rules it takes over, in the controller's order, those of `group` first. */
  readonly members: readonly Member[];
  readonly hosts: readonly string[];
  readonly behaviour: Behaviour;
  readonly dead: HostBehaviour["dead"];
}

/** A tenant with its name and place. */
export interface NamedTenant extends TenantDraft {
  readonly name: string;
  readonly loadBalancer: string;
  /** Keys of the load balancers that serve it as well. */
  readonly alsoOnKeys: readonly string[];
  /** `order` of its file. */
  readonly order: number;
}

/** All tenants, in the order of their rules within each group, and the response that they share. */
export interface TenantDrafts {
  readonly tenants: readonly TenantDraft[];
  /** What refused sources get, where an Ingress says it. */
  readonly forbidden: FixedResponseConfig | undefined;
}

/**
 * Turns hosts into tenants: those that the same Ingresses answer alike become one.
 *
 * @param splitHosts every host becomes a tenant of its own
 */
export function tenantsOf(candidates: readonly Candidate[], splitHosts: boolean): Step<TenantDrafts> {
  const { value: claimed, problems: ofClaims } = settleClaims(candidates);
  const { value: forbidden, problems: ofResponses } = settleForbidden(claimed);
  const tenants = new Map<string, TenantDraft & { hosts: string[] }>();
  for (const { host, group, alsoOn, members, behaviour, dead } of claimed) {
    const key = JSON.stringify([
      splitHosts ? host : null,
      members.map(({ ingress }) => ingress.id),
      behaviourKey(behaviour),
    ]);
    const tenant = tenants.get(key);
    if (tenant === undefined) tenants.set(key, { group, alsoOn, members, hosts: [host], behaviour, dead });
    else tenant.hosts.push(host);
  }
  return { value: { tenants: [...tenants.values()], forbidden }, problems: [...ofClaims, ...ofResponses] };
}

/** A host with all load balancers that answer it alike. */
interface Claim extends Candidate {
  readonly alsoOn: readonly Group[];
}

/** A host belongs to one tenant: where several load balancers of today have it, they must answer alike. */
function settleClaims(candidates: readonly Candidate[]): Step<readonly Claim[]> {
  const claims = new Map<string, Claim>();
  const problems: Problem[] = [];
  for (const candidate of candidates) {
    const { host, group, members, behaviour } = candidate;
    const first = claims.get(host);
    if (first === undefined) claims.set(host, { ...candidate, alsoOn: [] });
    else if (behaviourKey(first.behaviour) === behaviourKey(behaviour)) {
      const groups = new Set([...first.alsoOn, group].filter((one) => one !== first.group));
      claims.set(host, { ...first, alsoOn: [...groups], members: [...first.members, ...members] });
    } else problems.push(...members.map((member) => claimedElsewhere(member, host, first.members[0]!)));
  }
  return { value: [...claims.values()], problems };
}

/** Says of Ingresses that are left out anyway which of their hosts another ALB's Ingress has claimed. */
export function otherClaims(
  groups: readonly Group[],
  tenants: readonly TenantDraft[],
  refused: Refused,
): readonly Problem[] {
  const claims = new Map(tenants.flatMap(({ hosts, members }) => hosts.map((host) => [host, members[0]!] as const)));
  return groups
    .flatMap(({ members }) => members)
    .filter(({ ingress }) => refused.has(ingress.id))
    .flatMap((member) =>
      [...new Set(member.rules.flatMap(({ hosts }) => hosts))].flatMap((host) => {
        const first = claims.get(host);
        return first === undefined || first.oldGroup === member.oldGroup ? [] : [claimedElsewhere(member, host, first)];
      }),
    );
}

function claimedElsewhere({ ingress }: Member, host: string, first: Member): Problem {
  const message = `It is on another ALB as well, by ${first.ingress.id}, which is imported and answers differently: which of the two DNS points to cannot be seen.`;
  return { ingress: ingress.id, code: "claimed-elsewhere", message, host };
}
