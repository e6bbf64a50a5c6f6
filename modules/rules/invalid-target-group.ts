import type { Finding } from "../findings";
import { inPlatform, type Rule } from "./rule";

/** Settings of a target group that AWS only takes together with others. */
export const invalidTargetGroup: Rule = (context) => {
  const findings: Finding[] = [];
  for (const [key, service] of Object.entries(context.platform?.services ?? {})) {
    const { slowStart, algorithm, targetType, ipAddressType } = service;
    if (slowStart > 0 && algorithm !== "round_robin") {
      const message = `Slow start works with round_robin only, not with ${algorithm}.`;
      const help = "Remove slowStart, or choose round_robin.";
      findings.push(inPlatform(context, ["services", key, "slowStart"], { code, message, help }));
    }
    if (targetType === "instance" && ipAddressType === "ipv6") {
      const message = "Targets of type instance are registered with their IPv4 address.";
      const help = 'Use "targetType": "ip" for ipv6.';
      findings.push(inPlatform(context, ["services", key, "targetType"], { code, message, help }));
    }
  }
  return findings;
};

const code = "invalid-target-group";
