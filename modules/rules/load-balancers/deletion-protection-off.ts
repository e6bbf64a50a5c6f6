import { quote, type UncodedFinding } from "../../findings";
import { inPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/** Warns of an internet-facing load balancer that can be deleted by mistake. */
export const deletionProtectionOff = defineRule({
  code: "deletion-protection-off",
  severity: "warning",
  summary: "an internet-facing load balancer that can be deleted by mistake",
  help: "A deleted load balancer comes back with another DNS name.",
  valid: [{ platform: { loadBalancers: { edge: { scheme: "internet-facing", deletionProtection: true } } } }],
  invalid: [{ platform: { loadBalancers: { edge: { scheme: "internet-facing" } } } }],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const [key, config] of Object.entries(context.platform?.loadBalancers ?? {})) {
      if (config.scheme !== "internet-facing" || config.deletionProtection) continue;
      findings.push(
        inPlatform(context, ["loadBalancers", key], {
          message: `The internet-facing load balancer ${quote(key)} can be deleted by anybody with the right to.`,
          help: 'Set "deletionProtection": true: a deleted load balancer comes back with another DNS name.',
          atKey: true,
        }),
      );
    }
    return findings;
  },
});
