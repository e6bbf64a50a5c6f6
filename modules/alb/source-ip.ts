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
