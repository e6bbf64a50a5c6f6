import { type Finding, quote } from "../findings";
import { inPlatform, type Rule } from "./rule";

/** Warns of an internet-facing load balancer that can be deleted by mistake. */
export const deletionProtectionOff: Rule = (context) => {
  const findings: Finding[] = [];
  for (const [key, config] of Object.entries(context.platform?.loadBalancers ?? {})) {
    if (config.scheme !== "internet-facing" || config.deletionProtection) continue;
    findings.push(
      inPlatform(context, ["loadBalancers", key], {
        severity: "warning",
        code: "deletion-protection-off",
        message: `The internet-facing load balancer ${quote(key)} can be deleted by anybody with the right to.`,
        help: 'Set "deletionProtection": true: a deleted load balancer comes back with another DNS name.',
        atKey: true,
      }),
    );
  }
  return findings;
};
