import { WAF_LIMITS } from "../../aws";
import type { UncodedFinding } from "../../findings";
import { inPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";
import { webAclWcus } from "../support/web-acl";

/** Warns of a web ACL for which AWS WAF bills every request higher. */
export const webAclCostsMore = defineRule({
  code: "web-acl-costs-more",
  severity: "warning",
  summary: "rule groups with more capacity units than a request's price includes",
  valid: [{ platform: { loadBalancers: { edge: { managedRules: [{ name: "AWSManagedRulesCommonRuleSet" }] } } } }],
  invalid: [
    {
      platform: {
        loadBalancers: {
          edge: {
            managedRules: [
              { name: "AWSManagedRulesCommonRuleSet" },
              { name: "AWSManagedRulesKnownBadInputsRuleSet" },
              { name: "AWSManagedRulesSQLiRuleSet" },
              { name: "AWSManagedRulesLinuxRuleSet" },
              { name: "AWSManagedRulesWindowsRuleSet" },
              { name: "AWSManagedRulesPHPRuleSet" },
            ],
          },
        },
      },
    },
  ],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const [key, config] of Object.entries(context.platform?.loadBalancers ?? {})) {
      const wcus = webAclWcus(config);
      if (wcus <= WAF_LIMITS.includedWcus || wcus > WAF_LIMITS.maxWcus) continue;
      findings.push(
        inPlatform(context, ["loadBalancers", key, "managedRules"], {
          message: `Rate limit and rule groups take ${wcus} capacity units (WCU); ${WAF_LIMITS.includedWcus} are included in the price of a request.`,
          help: "Keep the rule groups for what your services really run on (docs/alarms.md has the prices).",
          atKey: true,
        }),
      );
    }
    return findings;
  },
});
