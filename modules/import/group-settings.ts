import { readFlag, readList, readMap, SUBNETS_BY_TAGS } from "../controller";
import { quote } from "../findings";
import { Assumed } from "./draft-text";
import { ALL_KINDS } from "./dump";
import { sslRedirectPort } from "./listeners";
import { type Problem, type Refused, type Step, stopping } from "./problem";
import type { Group, Member } from "./today";
import { unsupportedSettings } from "./unsupported-settings";

/** A setting of which members of one group say different things; the controller then changes nothing any more. */
export interface Conflict {
  /** The IngressGroup. */
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
  /** The controller makes certificates itself, which it deletes with their Ingress. */
  readonly madeCertificates: boolean;
  readonly https: boolean;
  /** What its draft does with port 80 beside HTTPS, as `http` of the load balancer; undefined for the default. */
  readonly http: "keep" | "off" | undefined;
  readonly tags: ReadonlyMap<string, string>;
  readonly conflicts: readonly Conflict[];
  /** Parameters of a class may say more than the input tells. */
  readonly paramsUnknown: boolean;
}

/** Settings that decide who can reach a tenant: a member that says otherwise is not brought along. */
const WHO_GETS_IN = ["scheme", "inbound-cidrs", "security-groups", "wafv2-acl-arn", "wafv2-acl-name"];

/** [controller] The policy without an annotation, unless it runs with --default-ssl-policy. */
const CONTROLLERS_SSL_POLICY = "ELBSecurityPolicy-2016-08";

const PLACEHOLDER_SUBNETS = ["subnet-00000000000000001", "subnet-00000000000000002"];

/** What a step of reading a group gives: a value, the conflicts, and who cannot be brought along because of them. */
interface Reading extends Step<string | undefined> {
  readonly conflicts: readonly Conflict[];
}

/** Reads the settings of a group, and what cannot be said of it. */
export function readGroupSettings(group: Group, refused: Refused): Step<GroupSettings> {
  const problems = [...unsupported(group), ...missingListener(group)];
  const without: Refused = new Set([...refused, ...problems.map(({ ingress }) => ingress)]);
  const conflicts: Conflict[] = [];
  const one = (setting: string, evidence?: string) => {
    const read = ({ settings }: Member) => nonEmpty(readList(settings.get(setting) ?? "").join(","));
    const reading = settle(group, setting, read, without, evidence);
    conflicts.push(...reading.conflicts);
    problems.push(...reading.problems);
    return reading.value;
  };
  const pairs = (setting: string) => {
    const reading = settlePairs(group, setting, without);
    conflicts.push(...reading.conflicts);
    problems.push(...reading.problems);
    return reading.value;
  };
  const actualScheme = schemeInDns(group);
  const https = hasHttps(group);
  const http = https ? httpOf(group) : undefined;
  const paramsUnknown = group.members.some(({ params }) => params === "unknown");
  const certificateArns = new Set(
    group.members.flatMap(({ settings }) => readList(settings.get("certificate-arn") ?? "")),
  );
  const config = {
    group: group.name,
    scheme: schemeOf(one("scheme", actualScheme), actualScheme),
    ...networkConfig(one, paramsUnknown),
    http: http === "keep" ? new Assumed(http, HTTP_KEPT) : http,
    ...(https && { sslPolicy: one("ssl-policy") ?? assumedSslPolicy() }),
    ...attributeConfig(pairs("load-balancer-attributes")),
    webAclArn: webAclOf(one("wafv2-acl-name"), one("wafv2-acl-arn")),
  };
  const value: GroupSettings = {
    config,
    certificateArns: [...certificateArns],
    madeCertificates: group.members.some(({ settings }) => readFlag(settings.get("create-acm-cert") ?? "") === true),
    https,
    http,
    tags: pairs("tags"),
    conflicts,
    paramsUnknown,
  };
  return { value, problems };
}

function unsupported({ members }: Group): Problem[] {
  const said = members.map((member) => ({ member, ...unsupportedSettings(member.settings) }));
  return [
    ...said.flatMap(({ member, own }) => own.map((reason) => ({ ...reason, ingress: member.ingress.id }))),
    ...said.flatMap(({ member: speaker, ofLoadBalancer }) =>
      ofLoadBalancer.flatMap((setting) =>
        members
          .filter(({ oldGroup }) => oldGroup === speaker.oldGroup)
          .map((member): Problem => {
            const by = member === speaker ? "it" : speaker.ingress.id;
            const message = `Its ALB has ${setting}, as ${by} says for the whole group; the format has no field for it.`;
            return { ingress: member.ingress.id, code: "unsupported-load-balancer", message };
          }),
      ),
    ),
  ];
}

/** Whether somebody listens on HTTPS, or has to, since the load balancer does or redirects there. */
function hasHttps({ members }: Group): boolean {
  return members.some(
    ({ listeners, ingress, params, settings }) =>
      listeners.https ||
      ingress.ports.includes(443) ||
      (params === "unknown" && sslRedirectPort(settings) !== undefined),
  );
}

/** HTTP that redirects to a port on which nobody listens is an error for the whole group. */
function missingListener(group: Group): Problem[] {
  if (hasHttps(group)) return [];
  return group.members
    .filter(({ settings }) => sslRedirectPort(settings) !== undefined)
    .map(({ ingress, settings }) => {
      const port = quote(settings.get("ssl-redirect"));
      const { code, message } = stopping(`Its ssl-redirect names port ${port}, where nobody listens with HTTPS`);
      return { ingress: ingress.id, code, message };
    });
}

const HTTP_KEPT =
  "for the time of the change only: Ingresses of the group listen on HTTP alone and would lose it; remove the line at the step that says so";

/**
 * Off where nobody listens on port 80 today. Kept where somebody of a group that is taken over answers there and
 * nowhere else: a redirect would take port 80 from all members at once.
 */
function httpOf({ name, members }: Group): GroupSettings["http"] {
  if (!members.some(({ listeners, ingress }) => listeners.http || ingress.ports.includes(80))) return "off";
  if (name === undefined) return undefined;
  const redirects = members.some(({ settings }) => sslRedirectPort(settings) !== undefined);
  const httpOnly = members.some(({ listeners }) => listeners.http && !listeners.https);
  return httpOnly && !redirects ? "keep" : undefined;
}

function nonEmpty(text: string): string | undefined {
  return text === "" ? undefined : text;
}

/**
 * What the members say of one setting, and a conflict if they differ. What the load balancer's DNS name tells counts
 * most, then what most of those say that can be imported, then who comes first.
 */
function settle(
  { name, members }: Group,
  setting: string,
  read: (member: Member) => string | undefined,
  refused: Refused,
  evidence?: string,
): Reading {
  const said = new Map<string, Member[]>();
  for (const member of members) {
    const value = read(member);
    if (value !== undefined) said.set(value, [...(said.get(value) ?? []), member]);
  }
  const votes = (some: readonly Member[]) => some.filter(({ ingress }) => !refused.has(ingress.id)).length;
  const sorted = [...said].sort(
    ([a, ofA], [b, ofB]) => Number(b === evidence) - Number(a === evidence) || votes(ofB) - votes(ofA),
  );
  const [first, ...others] = sorted;
  if (first === undefined || others.length === 0) return { value: first?.[0], problems: [], conflicts: [] };
  const conflict = {
    of: name ?? members[0]!.oldGroup,
    setting,
    said: sorted.map(([value, by]) => ({ value, ingresses: by.map(({ ingress }) => ingress.id) })),
  };
  const problems = !WHO_GETS_IN.includes(setting)
    ? []
    : others.flatMap(([value, by]) =>
        by.map(({ ingress }): Problem => {
          const message = `Its ${setting} ${quote(value)} differs from its group's ${quote(first[0])}: who may reach it would change.`;
          return { ingress: ingress.id, code: "conflicting-access", message };
        }),
      );
  return { value: first[0], problems, conflicts: [conflict] };
}

/** Pairs of which every key is settled on its own. */
function settlePairs(
  group: Group,
  setting: string,
  refused: Refused,
): Step<ReadonlyMap<string, string>> & Pick<Reading, "conflicts"> {
  const read = new Map<Member, ReadonlyMap<string, string>>();
  const problems: Problem[] = [];
  for (const member of group.members) {
    const parsed = readMap(member.settings.get(setting) ?? "");
    if (parsed !== undefined) read.set(member, parsed);
    else {
      const { code, message } = stopping(`Its ${setting} cannot be read`);
      problems.push({ ingress: member.ingress.id, code, message });
    }
  }
  const keys = new Set([...read.values()].flatMap((parsed) => [...parsed.keys()]));
  const settled = new Map<string, string>();
  const conflicts: Conflict[] = [];
  for (const key of [...keys].sort()) {
    const reading = settle(group, `${setting} ${key}`, (member) => read.get(member)?.get(key), refused);
    conflicts.push(...reading.conflicts);
    if (reading.value !== undefined) settled.set(key, reading.value);
  }
  return { value: settled, problems, conflicts };
}

/** The name of a web ACL beats its ARN. */
function webAclOf(name: string | undefined, arn: string | undefined): string | Assumed | undefined {
  if (name === undefined || name === "none") return name ?? arn;
  const decision = `the ARN of the web ACL named ${name}: aws wafv2 list-web-acls --scope REGIONAL`;
  return new Assumed("arn:aws:wafv2:eu-central-1:000000000000:regional/webacl/REPLACE/REPLACE", decision);
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

function networkConfig(one: (setting: string) => string | undefined, paramsUnknown: boolean): Record<string, unknown> {
  const subnets = readList(one("subnets") ?? "");
  const securityGroups = readList(one("security-groups") ?? "");
  const inboundCidrs = readList(one("inbound-cidrs") ?? "");
  const ipAddressType = one("ip-address-type");
  return {
    subnets: areIds(subnets, "subnet") ? subnets : assumedSubnets(subnets),
    // The controller takes no notice of inbound CIDRs where security groups are given.
    ...(securityGroups.length > 0
      ? { securityGroups: areIds(securityGroups, "sg") ? securityGroups : assumedSecurityGroups(securityGroups) }
      : {
          inboundCidrs:
            inboundCidrs.length > 0 ? inboundCidrs : paramsUnknown ? assumedCidrs(ipAddressType) : undefined,
        }),
    ipAddressType,
  };
}

function areIds(values: readonly string[], prefix: string): boolean {
  return values.length > 0 && values.every((value) => value.startsWith(`${prefix}-`));
}

/** What nobody says may be said by parameters that are not in the input; an open door must not come of that. */
function assumedCidrs(ipAddressType: string | undefined): Assumed {
  const everybody = ipAddressType?.startsWith("dualstack") === true ? ["0.0.0.0/0", "::/0"] : ["0.0.0.0/0"];
  const decision = `who may connect: everybody, as far as the Ingresses say; the class's inboundCIDRs and prefix lists are not in the input (${ALL_KINDS})`;
  return new Assumed(everybody, decision);
}

function assumedSubnets(names: readonly string[]): Assumed {
  const byTags = names.includes(SUBNETS_BY_TAGS);
  const where = byTags
    ? "IngressClassParams choose them by tags"
    : names.length === 0
      ? "no Ingress names them"
      : `the Ingresses say ${names.join(", ")}`;
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
