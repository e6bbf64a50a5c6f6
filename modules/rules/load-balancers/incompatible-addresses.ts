import type { UncodedFinding } from "../../findings";
import { inPlatform, isWrongInPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/** A load balancer's address type goes with its scheme and with who may connect. */
export const incompatibleAddresses = defineRule({
  code: "incompatible-addresses",
  severity: "error",
  summary: "an address type that does not go with the load balancer's scheme or sources",
  valid: [{ platform: { loadBalancers: { edge: { inboundCidrs: ["2001:db8::/32"], ipAddressType: "dualstack" } } } }],
  invalid: [{ platform: { loadBalancers: { edge: { inboundCidrs: ["2001:db8::/32"] } } } }],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const [key, config] of Object.entries(context.platform?.loadBalancers ?? {})) {
      const { inboundCidrs, ipAddressType, scheme } = config;
      const at = (...path: (string | number)[]) => ["loadBalancers", key, ...path];
      if (isWrongInPlatform(context, at("ipAddressType"))) continue;
      inboundCidrs?.forEach((cidr, index) => {
        if (ipAddressType !== "ipv4" || !cidr.includes(":")) return;
        const message = "An ipv4 load balancer has no IPv6 sources.";
        const help = 'Remove it, or set "ipAddressType": "dualstack".';
        findings.push(inPlatform(context, at("inboundCidrs", index), { message, help }));
      });
      if (ipAddressType !== "dualstack-without-public-ipv4" || scheme !== "internal") continue;
      if (isWrongInPlatform(context, at("scheme"))) continue;
      const message = "dualstack-without-public-ipv4 is for internet-facing load balancers.";
      findings.push(inPlatform(context, at("ipAddressType"), { message, help: 'Use "dualstack".' }));
    }
    return findings;
  },
});
