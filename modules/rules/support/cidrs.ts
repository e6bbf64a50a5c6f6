import { networkAround } from "../../alb";

/** A network as it was written; its address may have bits set behind the prefix. */
export interface Cidr {
  readonly family: "ipv4" | "ipv6";
  readonly address: string;
  readonly prefix: number;
  /** The whole, as it is spelt canonically. */
  readonly canonical: string;
  readonly hasHostBits: boolean;
  /** The IPv4 network that an IPv6 one stands for (`::ffff:10.0.0.0/104`), in canonical form. */
  readonly mappedIpv4: string | undefined;
}

// Loaded only where there are CIDRs.
const ipaddr = () => require("ipaddr.js") as typeof import("ipaddr.js");

/** IPv4 in four parts without leading zeros, IPv6 without a zone: the library takes more than AWS does. */
const SHAPE = /^(?:(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)\/(?:0|[1-9]\d{0,2})$/;

/** Tenants mostly share the networks of a few offices and proxies. */
const parsed = new Map<string, Cidr | undefined>();

/** What a text says, in whatever spelling; undefined when it is no network. */
export function parseCidr(text: string): Cidr | undefined {
  if (!parsed.has(text)) parsed.set(text, parse(text));
  return parsed.get(text);
}

function parse(text: string): Cidr | undefined {
  const { isValidCIDR, parseCIDR } = ipaddr();
  if (!SHAPE.test(text) || !isValidCIDR(text)) return undefined;
  const [address, prefix] = parseCIDR(text);
  const family = address.kind();
  const own = { family, address: address.toString(), prefix };
  const isMapped = "isIPv4MappedAddress" in address && address.isIPv4MappedAddress() && prefix >= 96;
  const mappedIpv4 = isMapped ? networkAround(`${address.toIPv4Address()}/32`, prefix - 96) : undefined;
  const canonical = networkAround(`${own.address}/`, prefix);
  return { ...own, canonical, hasHostBits: canonical !== `${own.address}/${prefix}`, mappedIpv4 };
}
