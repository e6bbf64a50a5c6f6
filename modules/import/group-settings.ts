import { quote } from "../findings";
import { albAnnotation, parseList, parsePairs, STOPS_THE_GROUP, unsayableSettings } from "./annotations";
import { Assumed } from "./draft-text";
import type { DumpIngress } from "./dump";
import { type Group, isImportable, type Member } from "./group";

/** A setting of which members of one group say different things; the controller then changes nothing any more. */
export interface Conflict {
  /** The IngressGroup, or `namespace/name` for a Service. */
  readonly of: string;
  readonly setting: string;
  /** What is said, by whom; the value that was taken into the draft first. */
  readonly said: readonly { readonly value: string; readonly ingresses: readonly string[] }[];
}

/** What the members of a group say of their load balancer, as the draft has it. */
export interface GroupSettings {
  /** Fields of `loadBalancers.<name>`, without services and certificates. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly certificateArns: readonly string[];
  readonly https: boolean;
  /** HTTP only redirects to HTTPS already. */
  readonly redirectsHttp: boolean;
  readonly tags: ReadonlyMap<string, string>;
  readonly conflicts: readonly Conflict[];
}

/** Settings that decide who can reach a tenant: a member that says otherwise is not brought along. */
const WHO_GETS_IN = ["scheme", "inbound-cidrs", "security-groups", "wafv2-acl-arn"];

/** [controller] The policy without an annotation, unless it runs with --default-ssl-policy. */
const CONTROLLERS_SSL_POLICY = "ELBSecurityPolicy-2016-08";

const PLACEHOLDER_SUBNETS = ["subnet-00000000000000001", "subnet-00000000000000002"];

/** Reads the settings of a group, and adds to its members' problems what cannot be said of it. */
export function readGroupSettings(group: Group): GroupSettings {
  refuseUnsayable(group);
  const conflicts: Conflict[] = [];
  const one = (setting: string, evidence?: string) => {
    const read = ({ annotations }: DumpIngress) => {
      const text = albAnnotation(annotations, setting);
      return text === undefined ? undefined : parseList(text).join(",");
    };
    return settle(group, setting, read, conflicts, evidence);
  };
  const actualScheme = schemeInDns(group);
  const https = group.members.some(({ listeners }) => listeners.https);
  const certificateArns = new Set(
    group.members.flatMap(({ ingress }) => parseList(albAnnotation(ingress.annotations, "certificate-arn") ?? "")),
  );
  const attributes = pairs(group, "load-balancer-attributes", conflicts);
  const config = {
    group: group.name,
    scheme: schemeOf(one("scheme", actualScheme), actualScheme),
    ...networkConfig(one),
    ...(https && { sslPolicy: one("ssl-policy") ?? assumedSslPolicy() }),
    ...attributeConfig(attributes),
    webAclArn: one("wafv2-acl-arn"),
  };
  return {
    config,
    certificateArns: [...certificateArns],
    https,
    redirectsHttp: one("ssl-redirect") !== undefined,
    tags: pairs(group, "tags", conflicts),
    conflicts,
  };
}

function refuseUnsayable({ members }: Group): void {
  const said = members.map((member) => ({ member, ...unsayableSettings(member.ingress.annotations) }));
  for (const { member, own } of said) for (const problem of own) member.problems.add(problem);
  for (const { member: speaker, ofGroup } of said) {
    for (const setting of ofGroup) {
      for (const member of members) {
        if (member.oldGroup !== speaker.oldGroup) continue;
        const by = member === speaker ? "it" : speaker.ingress.id;
        member.problems.add(
          `Its ALB has ${setting}, as ${by} says for the whole group; the format has no field for it.`,
        );
      }
    }
  }
}

/**
 * What the members say of one setting, and a conflict if they differ. What the load balancer's DNS name tells counts
 * most, then what most of those say that can be imported, then who comes first.
 */
function settle(
  { name, members }: Group,
  setting: string,
  read: (ingress: DumpIngress) => string | undefined,
  conflicts: Conflict[],
  evidence?: string,
): string | undefined {
  const said = new Map<string, Member[]>();
  for (const member of members) {
    const value = read(member.ingress);
    if (value !== undefined) said.set(value, [...(said.get(value) ?? []), member]);
  }
  const sorted = [...said].sort(
    ([a, ofA], [b, ofB]) => Number(b === evidence) - Number(a === evidence) || votes(ofB) - votes(ofA),
  );
  const [first, ...others] = sorted;
  if (first === undefined || others.length === 0) return first?.[0];
  conflicts.push({
    of: name ?? members[0]!.oldGroup,
    setting,
    said: sorted.map(([value, by]) => ({ value, ingresses: by.map(({ ingress }) => ingress.id) })),
  });
  if (WHO_GETS_IN.includes(setting)) {
    for (const [value, by] of others) {
      const problem = `Its ${setting} ${quote(value)} differs from its group's ${quote(first[0])}: who may reach it would change.`;
      for (const { problems } of by) problems.add(problem);
    }
  }
  return first[0];
}

function votes(members: readonly Member[]): number {
  return members.filter(isImportable).length;
}

/** Pairs of which every key is settled on its own. */
function pairs(group: Group, setting: string, conflicts: Conflict[]): Map<string, string> {
  const read = new Map<DumpIngress, ReadonlyMap<string, string>>();
  for (const { ingress, problems } of group.members) {
    const parsed = parsePairs(albAnnotation(ingress.annotations, setting) ?? "");
    if (parsed === undefined) problems.add(`Its ${setting} cannot be read, ${STOPS_THE_GROUP}.`);
    else read.set(ingress, parsed);
  }
  const keys = new Set([...read.values()].flatMap((parsed) => [...parsed.keys()]));
  const settled = new Map<string, string>();
  for (const key of [...keys].sort()) {
    const value = settle(group, `${setting} ${key}`, (ingress) => read.get(ingress)?.get(key), conflicts);
    if (value !== undefined) settled.set(key, value);
  }
  return settled;
}

/**
 * A load balancer of the other scheme is another one, with another DNS name, so this is never guessed: what the ALB's
 * DNS name tells counts more than what the Ingresses say, since IngressClassParams beat them.
 */
function schemeOf(said: string | undefined, actual: string | undefined): string | Assumed {
  if (actual === undefined) {
    const why = "no Ingress names it; the controller's default, unless IngressClassParams say otherwise";
    return said ?? new Assumed("internal", `${why}. The other one would be another ALB, with another DNS name`);
  }
  if (said === undefined || said === actual) return actual;
  return new Assumed(actual, `as the DNS name of today's ALB tells, although the Ingresses say ${said}`);
}

/** What the ALB's own DNS name tells. */
function schemeInDns({ members }: Group): string | undefined {
  const hostname = members.find(({ ingress }) => ingress.hostname !== undefined)?.ingress.hostname;
  if (hostname === undefined) return undefined;
  return hostname.startsWith("internal-") ? "internal" : "internet-facing";
}

function networkConfig(one: (setting: string) => string | undefined): Record<string, unknown> {
  const subnets = parseList(one("subnets") ?? "");
  const securityGroups = parseList(one("security-groups") ?? "");
  const inboundCidrs = parseList(one("inbound-cidrs") ?? "");
  const ipAddressType = one("ip-address-type");
  return {
    subnets: areIds(subnets, "subnet") ? subnets : assumedSubnets(subnets),
    // The controller takes no notice of inbound CIDRs where security groups are given.
    ...(securityGroups.length > 0
      ? { securityGroups: areIds(securityGroups, "sg") ? securityGroups : assumedSecurityGroups(securityGroups) }
      : { inboundCidrs: inboundCidrs.length > 0 ? inboundCidrs : undefined }),
    ipAddressType,
  };
}

function areIds(values: readonly string[], prefix: string): boolean {
  return values.length > 0 && values.every((value) => value.startsWith(`${prefix}-`));
}

function assumedSubnets(names: readonly string[]): Assumed {
  const where = names.length === 0 ? "no Ingress names them" : `the Ingresses say ${names.join(", ")}`;
  return new Assumed(PLACEHOLDER_SUBNETS, `the IDs of today's (${where}); others would move the ALB`);
}

function assumedSecurityGroups(names: readonly string[]): Assumed {
  return new Assumed(["sg-00000000000000001"], `their IDs (the Ingresses say ${names.join(", ")})`);
}

function assumedSslPolicy(): Assumed {
  const why = "no Ingress names one; the controller's default, unless it runs with --default-ssl-policy";
  return new Assumed(CONTROLLERS_SSL_POLICY, `${why}. A stricter one shuts out old clients`);
}

function attributeConfig(attributes: ReadonlyMap<string, string>): Record<string, unknown> {
  const rest = new Map(attributes);
  const take = (name: string) => {
    const value = rest.get(name);
    rest.delete(name);
    return value;
  };
  const deletionProtection = take("deletion_protection.enabled");
  const idleTimeout = take("idle_timeout.timeout_seconds");
  const accessLogs = take("access_logs.s3.enabled") === "true";
  const bucket = take("access_logs.s3.bucket");
  const prefix = take("access_logs.s3.prefix");
  return {
    attributes: rest.size === 0 ? undefined : Object.fromEntries(rest),
    deletionProtection: deletionProtection === "true",
    idleTimeout: idleTimeout === undefined ? undefined : Number(idleTimeout),
    accessLogs: accessLogs && bucket !== undefined ? { bucket, prefix } : undefined,
  };
}
