import { field, isObject, parseJson, readFlag, readInteger } from "../controller";
import { quote } from "../findings";
import type { Settings } from "./annotations";
import type { Reason } from "./problem";
import { stopping, type Unsupported } from "./problem";

/** Settings of the whole ALB that the format has no field for: one member that has them speaks for all. */
const OF_THE_LOAD_BALANCER: Readonly<Record<string, string>> = {
  "mutual-authentication": "mutual TLS",
  "waf-acl-id": "AWS WAF Classic",
  "web-acl-id": "AWS WAF Classic",
  "shield-advanced-protection": "AWS Shield Advanced",
  "customer-owned-ipv4-pool": "a customer-owned IPv4 pool",
  "ipam-ipv4-pool-id": "an IPAM pool",
  "minimum-load-balancer-capacity": "reserved capacity",
  "security-group-prefix-lists": "prefix lists as sources",
  "enable-frontend-nlb": "a Network Load Balancer in front",
};

/** Settings of an Ingress alone that the format has no field for. */
const OF_THE_INGRESS: Readonly<Record<string, string>> = {
  "use-regex-path-match": "paths are regular expressions",
  "jwt-validation": "the load balancer validates tokens",
  "target-node-labels": "only some nodes are targets",
  "multi-cluster-target-group": "Pods of other clusters are targets as well",
};

/** Values that switch a setting off, so that nothing is lost with it. */
function isOff(name: string, value: string, settings: Settings): boolean {
  switch (name) {
    case "waf-acl-id":
    case "web-acl-id":
      return value === "" || value === "none";
    case "shield-advanced-protection":
    case "enable-frontend-nlb":
    case "use-regex-path-match":
    case "multi-cluster-target-group":
      return readFlag(value) === false;
    case "security-group-prefix-lists":
      // Where security groups are given, nothing else says who may connect.
      return value.trim() === "" || (settings.get("security-groups") ?? "").trim() !== "";
    case "mutual-authentication":
      return isAllOff(parseJson(value)?.value);
    default:
      return false;
  }
}

/** Mutual TLS is off on every port; an empty list is an error. */
function isAllOff(ports: unknown): boolean {
  return (
    Array.isArray(ports) && ports.length > 0 && ports.every((one) => isObject(one) && field(one, "mode") === "off")
  );
}

/** What an Ingress says that the format cannot: of itself, and of its whole ALB. */
export interface UnsupportedSettings {
  readonly own: readonly Reason[];
  readonly ofLoadBalancer: readonly string[];
}

/** Looks for settings that would be lost. */
export function unsupportedSettings(settings: Settings): UnsupportedSettings {
  const own: Reason[] = [];
  const ofLoadBalancer: string[] = [];
  const authType = settings.get("auth-type") ?? "none";
  if (authType !== "none") own.push(unsupported(`Clients log in at the load balancer (auth-type ${quote(authType)}).`));
  for (const [name, value] of settings) {
    if (isOff(name, value, settings)) continue;
    const ofAll = textFor(OF_THE_LOAD_BALANCER, name);
    const ofOne = textFor(OF_THE_INGRESS, name);
    if (ofAll !== undefined) ofLoadBalancer.push(`${ofAll} (${name})`);
    else if (name.startsWith("listener-attributes.")) ofLoadBalancer.push(`listener attributes (${quote(name)})`);
    else if (ofOne !== undefined) own.push(unsupported(`The format has nothing for ${quote(name)}: ${ofOne}.`));
    else if (name.startsWith("transforms.")) {
      own.push(unsupported(`The format has nothing for ${quote(name)}: the load balancer rewrites requests.`));
    } else if (name.startsWith("target-control-port.")) {
      own.push(unsupported(`The format has nothing for ${quote(name)}: targets are controlled through a port.`));
    }
  }
  return { own: [...own, ...malformed(settings)], ofLoadBalancer };
}

function textFor(texts: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(texts, name) ? texts[name] : undefined;
}

function unsupported(message: string): Reason {
  return { code: "unsupported", message };
}

const ONE_OF: Readonly<Record<string, readonly string[]>> = {
  scheme: ["internal", "internet-facing"],
  "ip-address-type": ["ipv4", "dualstack", "dualstack-without-public-ipv4"],
};

const FLAGS = [
  "shield-advanced-protection",
  "enable-frontend-nlb",
  "manage-backend-security-group-rules",
  "use-regex-path-match",
];

/** Values of which the controller makes an error for the whole group. */
function malformed(settings: Settings): Reason[] {
  const wrong: Unsupported[] = [];
  for (const [name, value] of settings) {
    const known = Object.hasOwn(ONE_OF, name) ? ONE_OF[name] : undefined;
    if (known !== undefined && !known.includes(value)) {
      wrong.push(stopping(`Its ${name} ${quote(value)} is not one of ${known.join(", ")}`));
    }
    if (FLAGS.includes(name) && readFlag(value) === undefined) {
      wrong.push(stopping(`Its ${name} ${quote(value)} is neither true nor false`));
    }
    if (name === "ssl-redirect" && readInteger(value) === undefined) {
      wrong.push(stopping(`Its ssl-redirect ${quote(value)} is not a port`));
    }
  }
  return wrong.map(({ code, message }) => ({ code, message }));
}
