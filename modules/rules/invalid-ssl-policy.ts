import { NEWER_SSL_POLICY, SSL_POLICIES } from "../aws";
import { type Finding, quote } from "../findings";
import { nearest } from "../model";
import { inPlatform, type Rule } from "./rule";

/** The TLS policy is one that ALB has. */
export const invalidSslPolicy: Rule = (context) => {
  const findings: Finding[] = [];
  for (const [key, { sslPolicy }] of Object.entries(context.platform?.loadBalancers ?? {})) {
    if (SSL_POLICIES.has(sslPolicy) || NEWER_SSL_POLICY.test(sslPolicy)) continue;
    const near = nearest(sslPolicy, SSL_POLICIES);
    findings.push(
      inPlatform(context, ["loadBalancers", key, "sslPolicy"], {
        code: "invalid-ssl-policy",
        message: `ALB has no TLS policy ${quote(sslPolicy)}.`,
        help: near === undefined ? "See `aws elbv2 describe-ssl-policies`." : `Did you mean ${quote(near)}?`,
      }),
    );
  }
  return findings;
};
