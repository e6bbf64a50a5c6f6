import type { Finding } from "../findings";
import { loadBalancersOf } from "../plan";
import { parseCidr } from "./cidrs";
import { inTenant, isWrongInPlatform, type Rule } from "./rule";

/** Warns when nobody in `allowedCidrs` can reach the tenant: a load balancer of IPv4 alone has no client in an IPv6 network. */
export const unmatchedSources: Rule = (context) => {
  const findings: Finding[] = [];
  for (const tenant of context.tenants) {
    if (tenant.allowedCidrs?.every(isIpv6Network) !== true) continue;
    const ipv4Only = loadBalancersOf(tenant).find((key) => {
      const config = context.platform?.loadBalancers[key];
      return config?.ipAddressType === "ipv4" && !isWrongInPlatform(context, ["loadBalancers", key, "ipAddressType"]);
    });
    if (ipv4Only === undefined) continue;
    findings.push(
      inTenant(context, tenant, ["allowedCidrs"], {
        severity: "warning",
        code: "unmatched-sources",
        message: `All networks are IPv6, but load balancer ${JSON.stringify(ipv4Only)} has IPv4 clients only: nobody would reach the tenant.`,
        help: 'Add IPv4 networks, or set "ipAddressType": "dualstack" on the load balancer.',
      }),
    );
  }
  return findings;
};

/** Of what is not in canonical form, that is said. */
function isIpv6Network(text: string): boolean {
  const cidr = parseCidr(text);
  return cidr?.family === "ipv6" && cidr.canonical === text && cidr.mappedIpv4 === undefined;
}
