import { quote } from "../findings";

/** The controller's annotations: which of them this format has something for, and which not. */

const PREFIX = "alb.ingress.kubernetes.io/";

/** Ends what is said of Ingresses because of which the controller changes nothing on their ALB any more. */
export const STOPS_THE_GROUP = "which stops the controller for the whole group";

/** The value of one of the controller's annotations, such as `group.order`. */
export function albAnnotation(annotations: ReadonlyMap<string, string>, name: string): string | undefined {
  return annotations.get(PREFIX + name);
}

/** What an ALB is like; read by group-settings.ts and listeners.ts. */
const OF_THE_LOAD_BALANCER = [
  "certificate-arn",
  "inbound-cidrs",
  "ip-address-type",
  "listen-ports",
  "load-balancer-attributes",
  "scheme",
  "security-groups",
  "ssl-policy",
  "ssl-redirect",
  "subnets",
  "tags",
  "wafv2-acl-arn",
];

/** Read by service-settings.ts. */
const OF_THE_TARGET_GROUP = [
  "backend-protocol",
  "backend-protocol-version",
  "healthcheck-interval-seconds",
  "healthcheck-path",
  "healthcheck-port",
  "healthcheck-protocol",
  "healthcheck-timeout-seconds",
  "healthy-threshold-count",
  "success-codes",
  "target-group-attributes",
  "target-type",
  "unhealthy-threshold-count",
];

/** Read by group.ts, or without a meaning for the fleet: an ALB that is taken over keeps its name. */
const OF_THE_GROUP = ["group.name", "group.order", "load-balancer-name", "manage-backend-security-group-rules"];

const READ = new Set([...OF_THE_GROUP, ...OF_THE_LOAD_BALANCER, ...OF_THE_TARGET_GROUP]);

/** What an Ingress says of its ALB: two that say the same can share one. */
export function albSettings(annotations: ReadonlyMap<string, string>): (string | null)[] {
  return OF_THE_LOAD_BALANCER.map((name) => albAnnotation(annotations, name) ?? null);
}

/** Without an `auth-type` they say nothing. */
const OF_AUTHENTICATION =
  /^auth-(?:idp-cognito|idp-oidc|on-unauthenticated-request|scope|session-cookie|session-timeout)$/;

/** Settings of the whole ALB: one member that has them speaks for all. */
const UNSAYABLE_OF_THE_GROUP: Readonly<Record<string, string>> = {
  "mutual-authentication": "mutual TLS",
  "waf-acl-id": "AWS WAF Classic",
  "web-acl-id": "AWS WAF Classic",
  "shield-advanced-protection": "AWS Shield Advanced",
  "customer-owned-ipv4-pool": "a customer-owned IPv4 pool",
  "ipam-ipv4-pool-id": "an IPAM pool",
  "load-balancer-capacity-reservation": "reserved capacity",
  "minimum-load-balancer-capacity": "reserved capacity",
  "security-group-prefix-lists": "prefix lists as sources",
  "enable-frontend-nlb": "a Network Load Balancer in front",
};

/** What an Ingress says that the format cannot: of itself, and of its whole group. */
export interface Unsayable {
  readonly own: readonly string[];
  readonly ofGroup: readonly string[];
}

/** Looks for settings that would be lost. */
export function unsayableSettings(annotations: ReadonlyMap<string, string>): Unsayable {
  const own: string[] = [];
  const ofGroup: string[] = [];
  const authType = albAnnotation(annotations, "auth-type") ?? "none";
  if (authType !== "none") own.push(`Clients log in at the load balancer (auth-type ${quote(authType)}).`);
  for (const [key, value] of annotations) {
    if (!key.startsWith(PREFIX)) continue;
    const name = key.slice(PREFIX.length);
    const group = Object.hasOwn(UNSAYABLE_OF_THE_GROUP, name) ? UNSAYABLE_OF_THE_GROUP[name] : undefined;
    if (group !== undefined) ofGroup.push(`${group} (${name})`);
    else if (name.startsWith("listener-attributes.")) ofGroup.push(`listener attributes (${quote(name)})`);
    else if (!READ.has(name) && name !== "auth-type" && !/^(?:actions|conditions)\../.test(name)) {
      if (OF_AUTHENTICATION.test(name)) continue;
      if (name === "use-regex-path-match" && value !== "true") continue;
      own.push(`The annotation ${quote(name)} has no counterpart: ${describe(name)}.`);
    }
  }
  return { own, ofGroup };
}

function describe(name: string): string {
  if (name === "use-regex-path-match") return "paths are regular expressions";
  if (name.startsWith("transforms.")) return "the load balancer rewrites requests";
  if (name === "jwt-validation") return "the load balancer validates tokens";
  if (name === "target-node-labels") return "only some nodes are targets";
  return "what it sets would be lost";
}

/** `a=1,b=2` as the controller reads it; undefined when it is malformed. */
export function parsePairs(text: string): Map<string, string> | undefined {
  const pairs = new Map<string, string>();
  for (const part of parseList(text)) {
    const at = part.indexOf("=");
    if (at < 1) return undefined;
    pairs.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
  }
  return pairs;
}

/** `a, b` as the controller reads it. */
export function parseList(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
