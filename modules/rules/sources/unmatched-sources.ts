import { quote, type UncodedFinding } from "../../findings";
import { loadBalancersOf } from "../../plan";
import { inTenant, isWrongInPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";
import { isCanonicalNetwork, sourceLists } from "../support/source-lists";

/** Warns when nobody in `allowedCidrs` can reach the tenant: a load balancer of IPv4 alone has no client in an IPv6 network. */
export const unmatchedSources = defineRule({
  code: "unmatched-sources",
  severity: "warning",
  summary: "allowedCidrs of IPv6 only, on a load balancer that has IPv4 clients only",
  valid: [{ tenants: { acme: { hosts: ["acme.shop.example"], allowedCidrs: ["203.0.113.0/24", "2001:db8::/32"] } } }],
  invalid: [{ tenants: { acme: { hosts: ["acme.shop.example"], allowedCidrs: ["2001:db8::/32"] } } }],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const tenant of context.tenants) {
      const lists = sourceLists(tenant).filter(({ cidrs }) => cidrs.every(isIpv6Network));
      if (lists.length === 0) continue;
      const ipv4Only = loadBalancersOf(tenant).find((key) => {
        const config = context.platform?.loadBalancers[key];
        return config?.ipAddressType === "ipv4" && !isWrongInPlatform(context, ["loadBalancers", key, "ipAddressType"]);
      });
      if (ipv4Only === undefined) continue;
      for (const { path } of lists) {
        findings.push(
          inTenant(context, tenant, path, {
            message: `All networks are IPv6, but load balancer ${quote(ipv4Only)} has IPv4 clients only: nobody would get through.`,
            help: 'Add IPv4 networks, or set "ipAddressType": "dualstack" on the load balancer.',
          }),
        );
      }
    }
    return findings;
  },
});

function isIpv6Network(text: string): boolean {
  return text.includes(":") && isCanonicalNetwork(text);
}
