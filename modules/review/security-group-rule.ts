import { at, isEmpty, list, text } from "./values";

/** A rule of a security group in words, as far as it says who may connect: `tcp 443 from 0.0.0.0/0`. */
export function describeSecurityGroupRule(type: string, rule: unknown): string | undefined {
  if (rule == null) return undefined;
  const outward = type.endsWith("egress_rule") || at(rule, "type") === "egress";
  const [protocol, from, to] = [
    at(rule, "ip_protocol") ?? at(rule, "protocol"),
    at(rule, "from_port"),
    at(rule, "to_port"),
  ].map(text);
  const ports = from === to ? from : `${from}-${to}`;
  const peers = PEERS.flatMap((name) => {
    const value = at(rule, name);
    return Array.isArray(value) ? list(value) : [value];
  });
  const named = peers.filter((peer) => !isEmpty(peer)).map(text);
  return [protocol === "-1" ? "everything" : protocol, ports, outward ? "to" : "from", named.join(", ") || "nowhere"]
    .filter((part) => part !== "")
    .join(" ");
}

const PEERS = [
  "cidr_ipv4",
  "cidr_ipv6",
  "cidr_blocks",
  "ipv6_cidr_blocks",
  "prefix_list_id",
  "prefix_list_ids",
  "referenced_security_group_id",
  "source_security_group_id",
];
