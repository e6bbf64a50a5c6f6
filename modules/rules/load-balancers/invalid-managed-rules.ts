import { MANAGED_RULE_GROUPS, WAF_LIMITS } from "../../aws";
import { quote, type UncodedFinding } from "../../findings";
import { nearest } from "../../model";
import { inPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";
import { webAclWcus } from "../support/web-acl";

/** AWS WAF knows the rule groups, they need no settings, none stands twice, and together they fit into a web ACL. */
export const invalidManagedRules = defineRule({
  code: "invalid-managed-rules",
  severity: "error",
  summary: "managed rule groups that AWS WAF does not know, that stand twice, or that do not fit into one web ACL",
  valid: [{ platform: { loadBalancers: { edge: { managedRules: [{ name: "AWSManagedRulesCommonRuleSet" }] } } } }],
  invalid: [{ platform: { loadBalancers: { edge: { managedRules: [{ name: "AWSManagedRulesCommonRules" }] } } } }],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const [key, config] of Object.entries(context.platform?.loadBalancers ?? {})) {
      const groups = config.managedRules ?? [];
      const seen = new Set<string>();
      groups.forEach(({ vendor, name }, index) => {
        const problem = seen.has(`${vendor}/${name}`) ? TWICE : vendor === "AWS" ? problemOf(name) : undefined;
        seen.add(`${vendor}/${name}`);
        if (problem === undefined) return;
        const [message, help] = problem;
        findings.push(
          inPlatform(context, ["loadBalancers", key, "managedRules", index, "name"], {
            message: `The rule group ${quote(name)} ${message}.`,
            help,
          }),
        );
      });
      const wcus = webAclWcus(config);
      if (wcus <= WAF_LIMITS.maxWcus) continue;
      findings.push(
        inPlatform(context, ["loadBalancers", key, "managedRules"], {
          message: `Rate limit and rule groups take ${wcus} capacity units (WCU); a web ACL has ${WAF_LIMITS.maxWcus}.`,
          help: "Leave rule groups away.",
          atKey: true,
        }),
      );
    }
    return findings;
  },
});

type What = readonly [message: string, help: string];

const TWICE: What = ["stands here twice", "Remove one of the two."];

function problemOf(name: string): What | undefined {
  const group = MANAGED_RULE_GROUPS.get(name);
  if (group === undefined) {
    const near = nearest(name, [...MANAGED_RULE_GROUPS.keys()]);
    const known = [...MANAGED_RULE_GROUPS].flatMap(([one, { needsSettings }]) => (needsSettings ? [] : [one]));
    return [
      "is not one of AWS's",
      near === undefined ? `AWS's groups: ${known.join(", ")}.` : `Did you mean ${quote(near)}?`,
    ];
  }
  if (!group.needsSettings) return undefined;
  return [
    "does nothing without settings of its own, which this format does not have",
    "Make the web ACL elsewhere, and name it in webAclArn.",
  ];
}
