import { SSL_POLICIES, SSL_POLICY_SHAPE } from "../../aws";
import { quote, type UncodedFinding } from "../../findings";
import { nearest } from "../../model";
import { inPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/**
 * Warns of a TLS policy that is not known here. AWS adds some every year; one that it does not have makes every change of
 * the load balancer fail.
 */
export const unknownSslPolicy = defineRule({
  code: "unknown-ssl-policy",
  severity: "warning",
  summary: "a TLS policy that this version does not know: newer than it, or misspelt",
  valid: [{ platform: { loadBalancers: { edge: { sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" } } } }],
  invalid: [{ platform: { loadBalancers: { edge: { sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2031-06" } } } }],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const [key, { sslPolicy }] of Object.entries(context.platform?.loadBalancers ?? {})) {
      if (SSL_POLICIES.has(sslPolicy) || !SSL_POLICY_SHAPE.test(sslPolicy)) continue;
      const near = nearest(sslPolicy, SSL_POLICIES);
      findings.push(
        inPlatform(context, ["loadBalancers", key, "sslPolicy"], {
          message: `This version does not know the TLS policy ${quote(sslPolicy)}; if AWS does not either, no change reaches the load balancer any more.`,
          help: `Look it up with aws elbv2 describe-ssl-policies.${near === undefined ? "" : ` Did you mean ${quote(near)}?`}`,
        }),
      );
    }
    return findings;
  },
});
