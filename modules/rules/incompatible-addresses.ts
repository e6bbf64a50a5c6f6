import type { Finding } from "../findings";
import { inPlatform, isWrongInPlatform, type Rule } from "./rule";

/** A load balancer's address type goes with its scheme and with who may connect. */
export const incompatibleAddresses: Rule = (context) => {
  const findings: Finding[] = [];
  for (const [key, config] of Object.entries(context.platform?.loadBalancers ?? {})) {
    const { inboundCidrs, ipAddressType, scheme } = config;
    const at = (...path: (string | number)[]) => ["loadBalancers", key, ...path];
    if (isWrongInPlatform(context, at("ipAddressType"))) continue;
    inboundCidrs?.forEach((cidr, index) => {
      if (ipAddressType !== "ipv4" || !cidr.includes(":")) return;
      const message = "An ipv4 load balancer has no IPv6 sources.";
      const help = 'Remove it, or set "ipAddressType": "dualstack".';
      findings.push(inPlatform(context, at("inboundCidrs", index), { code, message, help }));
    });
    if (ipAddressType !== "dualstack-without-public-ipv4" || scheme !== "internal") continue;
    if (isWrongInPlatform(context, at("scheme"))) continue;
    const message = "dualstack-without-public-ipv4 is for internet-facing load balancers.";
    findings.push(inPlatform(context, at("ipAddressType"), { code, message, help: 'Use "dualstack".' }));
  }
  return findings;
};

const code = "incompatible-addresses";
