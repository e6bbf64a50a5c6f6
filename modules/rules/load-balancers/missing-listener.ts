import { quote, type UncodedFinding } from "../../findings";
import { inPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/** Refuses a load balancer without certificates whose HTTP is switched off. */
export const missingListener = defineRule({
  code: "missing-listener",
  severity: "error",
  summary: "HTTP switched off, or left to others, on a load balancer that has no certificate",
  help: "Without a certificate HTTP on port 80 is all that a load balancer listens on.",
  valid: [{ platform: { loadBalancers: { edge: { http: "off" } } } }],
  invalid: [
    { platform: { loadBalancers: { edge: { http: "off", certificates: [] } } } },
    { platform: { loadBalancers: { edge: { http: "keep", certificates: [] } } } },
  ],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const [key, { certificates, http }] of Object.entries(context.platform?.loadBalancers ?? {})) {
      if (certificates.length > 0 || http === "redirect") continue;
      findings.push(
        inPlatform(context, ["loadBalancers", key, "http"], {
          message: `The load balancer ${quote(key)} listens on nothing: "http" is ${quote(http)}, and it has no certificate for HTTPS.`,
          help: 'Add "certificates", or leave "http" out.',
        }),
      );
    }
    return findings;
  },
});
