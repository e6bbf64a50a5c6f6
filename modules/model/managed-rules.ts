import * as z from "zod";
import { shaped } from "./text";

const ruleGroup = z.strictObject({
  vendor: shaped(/^(?!.*[$%]\{)\S(?:.{0,126}\S)?$/, "a vendor's name of at most 128 characters")
    .default("AWS")
    .meta({ description: "Who sells it; others than AWS need a subscription." }),
  name: shaped(/^[A-Za-z0-9_-]{1,128}$/, "a rule group's name of letters, digits, hyphens and underscores").meta({
    description: "The managed rule group.",
    examples: ["AWSManagedRulesCommonRuleSet"],
  }),
  count: z
    .boolean()
    .default(false)
    .meta({ description: "Only count what it would block, to try it before it blocks." }),
});

/** `loadBalancers.<name>.managedRules`. */
export const managedRulesSchema = z
  .array(ruleGroup)
  .min(1, { error: "must list at least one rule group" })
  .meta({
    description:
      "Managed rule groups of AWS WAF, in the order in which they look at a request, in the web ACL that is made for this load balancer. Excludes webAclArn.",
    examples: [[{ name: "AWSManagedRulesCommonRuleSet", count: true }]],
  });

export type ManagedRulesConfig = z.output<typeof managedRulesSchema>;
