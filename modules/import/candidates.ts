import type { FixedResponseConfig } from "../model";
import { behaviourOf, type HostBehaviour, type HostRule } from "./host-behaviour";
import { hostsOverlap } from "./host-overlap";
import { at, attempt, type Problem, type Refused, type Step } from "./problem";
import type { ServiceCatalog } from "./services";
import { byOldGroup, type Group, type Member, type MemberRule } from "./today";

/** What one load balancer of today answers for one host, in the format's terms. */
export interface Candidate extends HostBehaviour {
  readonly host: string;
  readonly group: Group;
  /** Ingresses that name the host, in the controller's order. */
  readonly members: readonly Member[];
}

/**
 * Says for every host what answers it. An Ingress of which one host cannot be said is left out as a whole.
 *
 * @param https by group, whether its load balancer has certificates
 */
export function candidatesOf(
  groups: readonly Group[],
  https: ReadonlyMap<Group, boolean>,
  catalog: ServiceCatalog,
  refused: Refused,
): Step<readonly Candidate[]> {
  const problems: Problem[] = [];
  const value = groups.flatMap((group) =>
    [...byOldGroup(group).values()].flatMap((all) => {
      const hasHttps = https.get(group) === true;
      const members = all.filter(({ ingress }) => !refused.has(ingress.id));
      problems.push(...withoutRules(members), ...sharedHosts(group, refused));
      const { rules, problems: ofRules } = resolvedRules(group, members, catalog);
      problems.push(...ofRules);
      return [...hostsOf(members)].flatMap(([host, naming]): Candidate[] => {
        const { value: behaviour, reasons } = attempt(() =>
          behaviourOf(
            { host, https: hasHttps, byDefault: defaultAnswer(host, group, all, refused) },
            rulesFor(host, rules, hasHttps),
          ),
        );
        problems.push(...naming.flatMap(({ ingress }) => at(ingress.id, reasons, { host })));
        return behaviour === undefined ? [] : [{ host, group, members: naming, ...behaviour }];
      });
    }),
  );
  return { value, problems };
}

/** [controller] What a listener answers that has no default backend. */
const NOT_FOUND: FixedResponseConfig = { statusCode: 404, contentType: "text/plain", body: "" };

/**
 * What the paths of a host get that none of its rules has: the ALB's default answer, unless a default backend, a rule
 * for further hosts or one of an Ingress that stays may answer.
 */
function defaultAnswer(
  host: string,
  group: Group,
  members: readonly Member[],
  refused: Refused,
): FixedResponseConfig | undefined {
  if (group.controller === "ingress-nginx") return undefined;
  const others = members.some(
    ({ ingress, rules }) =>
      ingress.defaultBackend !== undefined ||
      rules.some(({ hosts }) => hostsOverlap([host], hosts) && (refused.has(ingress.id) || !hosts.includes(host))),
  );
  return others ? undefined : NOT_FOUND;
}

function withoutRules(members: readonly Member[]): Problem[] {
  return members
    .filter(({ rules }) => rules.length === 0)
    .map(({ ingress }) => ({ ingress: ingress.id, code: "no-tenant", message: "It has no rules." }));
}

/** On a new load balancer a host has all of its paths, or it stays where it is. */
function sharedHosts({ controller, members }: Group, refused: Refused): Problem[] {
  if (controller !== "ingress-nginx") return [];
  return [...hostsOf(members)].flatMap(([host, naming]) => {
    const staying = naming.find(({ ingress }) => refused.has(ingress.id));
    if (staying === undefined) return [];
    const message = `It shares this host with ${staying.ingress.id}, which is not imported: a host moves to a new load balancer with all of its paths.`;
    return naming
      .filter(({ ingress }) => !refused.has(ingress.id))
      .map(({ ingress }): Problem => ({ ingress: ingress.id, code: "shares-host", message, host }));
  });
}

function hostsOf(members: readonly Member[]): Map<string, Member[]> {
  const hosts = new Map<string, Member[]>();
  for (const member of members) {
    for (const host of new Set(member.rules.flatMap((rule) => rule.hosts))) {
      hosts.set(host, [...(hosts.get(host) ?? []), member]);
    }
  }
  return hosts;
}

interface ResolvedRule extends HostRule {
  readonly hosts: readonly string[];
}

/** Rules by where they stand; `written` are all of them, also those that stand nowhere. */
type RulesByListener = Readonly<Record<"https" | "http" | "written", readonly ResolvedRule[]>>;

function resolvedRules(
  group: Group,
  members: readonly Member[],
  catalog: ServiceCatalog,
): { readonly rules: RulesByListener; readonly problems: readonly Problem[] } {
  const { https, http } = group.standing(members);
  const written = members.flatMap((member) => member.rules.map((rule): MemberRule => ({ ...rule, member })));
  const problems: Problem[] = [];
  const resolved = (rules: readonly MemberRule[]) =>
    rules.flatMap(({ member, hosts, paths, sourceIps, answer }): ResolvedRule[] => {
      // A rule without a readable answer has made its Ingress one that cannot be imported.
      if (answer === undefined) return [];
      const { value, reasons } = attempt(() => catalog.resolve(member, answer));
      problems.push(...at(member.ingress.id, reasons));
      return value === undefined ? [] : [{ member, hosts, paths, sourceIps, answer: value }];
    });
  return { rules: { https: resolved(https), http: resolved(http), written: resolved(written) }, problems };
}

/** Those on HTTPS; of a host that has none there, those on HTTP; of one that has none at all, what is written. */
function rulesFor(host: string, rules: RulesByListener, https: boolean): readonly HostRule[] {
  const places = https ? [rules.https, rules.http, rules.written] : [rules.http, rules.written];
  const ofHost = places.map((some) => some.filter(({ hosts }) => hosts.includes(host)));
  return ofHost.find((some) => some.length > 0) ?? [];
}
