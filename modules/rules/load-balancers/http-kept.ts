import { quote, type UncodedFinding } from "../../findings";
import { inPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/** Warns as long as port 80 is left to Ingresses that are not of the fleet. */
export const httpKept = defineRule({
  code: "http-kept",
  severity: "warning",
  summary: 'port 80 that is still left to others (`"http": "keep"`)',
  help: "Meant for the time in which a group's ALB is being taken over.",
  valid: [{ platform: { loadBalancers: { edge: { http: "off" } } } }],
  invalid: [{ platform: { loadBalancers: { edge: { http: "keep" } } } }],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const [key, { certificates, http }] of Object.entries(context.platform?.loadBalancers ?? {})) {
      if (http !== "keep" || certificates.length === 0) continue;
      findings.push(
        inPlatform(context, ["loadBalancers", key, "http"], {
          message: `Port 80 of the load balancer ${quote(key)} is left to the other Ingresses of its group: no tenant is answered there, nor sent to HTTPS.`,
          help: 'When nobody listens on HTTP only any more, leave "http" out (it then redirects), or write "off".',
        }),
      );
    }
    return findings;
  },
});
