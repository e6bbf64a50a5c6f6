/**
 * Source IP conditions: networks in CIDR notation, IPv4 and IPv6.
 */

// Loaded only where there are source IPs.
const ipaddr = () => require("ipaddr.js") as typeof import("ipaddr.js");

/** The canonical spelling of an IPv4 or IPv6 address; undefined for anything else. */
export function canonicalAddress(text: string): string | undefined {
  const library = ipaddr();
  // The library also takes 10.1 and 0x0a000001, and zones behind a link-local address.
  const valid = text.includes(":")
    ? library.IPv6.isValid(text) && !text.includes("%")
    : library.IPv4.isValidFourPartDecimal(text);
  // An IPv4 client of an IPv6 socket is an IPv4 client.
  return valid ? library.process(text).toString() : undefined;
}

/** Whether an address lies in a network. False when one is IPv4 and the other IPv6. */
export function isInNetwork(address: string, cidr: string): boolean {
  const library = ipaddr();
  const [network, prefix] = library.parseCIDR(cidr);
  const parsed = library.parse(address);
  return parsed.kind() === network.kind() && parsed.match(network, prefix);
}

/** The canonical spelling of a network, by which two can be compared; a text that is not a network stays as it is. */
export function canonicalNetwork(cidr: string): string {
  // IPv4 networks have one spelling only, and they are nearly all.
  if (!cidr.includes(":")) return cidr;
  const library = ipaddr();
  if (!library.isValidCIDR(cidr)) return cidr;
  const [address, prefix] = library.parseCIDR(cidr);
  return `${address.toString()}/${prefix}`;
}

/** The network of a given length around a canonical one: `10.1.0.0/16` and 8 → `10.0.0.0/8`. */
export function networkAround(cidr: string, prefix: number): string {
  const { IPv4, IPv6 } = ipaddr();
  const address = cidr.slice(0, cidr.indexOf("/"));
  return `${(cidr.includes(":") ? IPv6 : IPv4).networkAddressFromCIDR(`${address}/${prefix}`)}/${prefix}`;
}

/** For canonical networks that lie inside another one of a list, that other one; the widest where there are several. */
export function coveringNetworks(cidrs: readonly string[]): ReadonlyMap<string, string> {
  const covering = new Map<string, string>();
  if (cidrs.length < 2) return covering;
  const all = new Set(cidrs);
  const prefixes = [...new Set(cidrs.map(prefixOf))].sort((a, b) => a - b);
  for (const cidr of all) {
    const own = prefixOf(cidr);
    const around = prefixes
      .filter((prefix) => prefix < own)
      .map((prefix) => networkAround(cidr, prefix))
      .find((network) => all.has(network));
    if (around !== undefined) covering.set(cidr, around);
  }
  return covering;
}

/** Canonical networks without those that lie inside another of them; in their order. */
export function outermostNetworks(cidrs: readonly string[]): readonly string[] {
  const covering = coveringNetworks(cidrs);
  return covering.size === 0 ? cidrs : cidrs.filter((cidr) => !covering.has(cidr));
}

function prefixOf(cidr: string): number {
  return Number(cidr.slice(cidr.indexOf("/") + 1));
}
