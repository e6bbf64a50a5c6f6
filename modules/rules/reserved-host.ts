import type { Finding } from "../findings";
import { isWithin, selfAndParents } from "./hosts";
import { inTenant, locateInPlatform, type Rule } from "./rule";

/** No tenant claims a reserved host, nor a wildcard that would capture one. */
export const reservedHost: Rule = (context) => {
  const findings: Finding[] = [];
  const reserved = context.platform?.reservedHosts ?? [];
  const indexOf = new Map(reserved.map((host, index) => [host.toLowerCase(), index]));
  for (const tenant of context.tenants) {
    tenant.hosts.forEach((host, index) => {
      const at = reservedBy(host, reserved, indexOf);
      if (at === undefined) return;
      const name = JSON.stringify(reserved[at]);
      findings.push(
        inTenant(context, tenant, ["hosts", index], {
          code: "reserved-host",
          message: host.startsWith("*.")
            ? `The wildcard ${JSON.stringify(host)} would capture ${name}, which the platform reserves.`
            : `The host ${JSON.stringify(host)} is reserved by the platform (${name}).`,
          help: "Choose another host name, or have the platform team change reservedHosts in platform.json.",
          related: [locateInPlatform(context, ["reservedHosts", at])],
        }),
      );
    });
  }
  return findings;
};

function reservedBy(
  host: string,
  reserved: readonly string[],
  indexOf: ReadonlyMap<string, number>,
): number | undefined {
  const direct = indexOf.get(host);
  if (direct !== undefined) return direct;
  const name = host.startsWith("*.") ? host.slice(2) : host;
  for (const domain of selfAndParents(name).slice(host.startsWith("*.") ? 0 : 1)) {
    const wildcard = indexOf.get(`*.${domain}`);
    if (wildcard !== undefined) return wildcard;
  }
  if (!host.startsWith("*.")) return undefined;
  const captured = reserved.findIndex((one) => {
    const base = one.startsWith("*.") ? one.slice(2) : one;
    return base !== name ? isWithin(base, name) : one.startsWith("*.");
  });
  return captured === -1 ? undefined : captured;
}
