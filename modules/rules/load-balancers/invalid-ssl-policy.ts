import { SSL_POLICIES, SSL_POLICY_SHAPE } from "../../aws";
import { quote, type UncodedFinding } from "../../findings";
import { nearest } from "../../model";
import { inPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/** The TLS policy is one that ALB can have; one that is not known here is a warning of its own. */
export const invalidSslPolicy = defineRule({
  code: "invalid-ssl-policy",
  severity: "error",
  summary: "a TLS policy that ALB does not have",
  valid: [{ platform: { loadBalancers: { edge: { sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" } } } }],
  invalid: [{ platform: { loadBalancers: { edge: { sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021" } } } }],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const [key, { sslPolicy }] of Object.entries(context.platform?.loadBalancers ?? {})) {
      if (SSL_POLICIES.has(sslPolicy) || SSL_POLICY_SHAPE.test(sslPolicy)) continue;
      const near = nearest(sslPolicy, SSL_POLICIES);
      findings.push(
        inPlatform(context, ["loadBalancers", key, "sslPolicy"], {
          message: `ALB has no TLS policy ${quote(sslPolicy)}.`,
          help: near === undefined ? "See `aws elbv2 describe-ssl-policies`." : `Did you mean ${quote(near)}?`,
        }),
      );
    }
    return findings;
  },
});
