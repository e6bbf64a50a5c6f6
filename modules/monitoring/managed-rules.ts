import type { Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import type { ManagedRulesConfig } from "../model";

/** The first place behind the limits per client. */
const FIRST = 10;

/** Rule groups that take settings, with those that they get: what they do when nobody says anything. */
const SETTINGS: Readonly<Record<string, object>> = {
  AWSManagedRulesBotControlRuleSet: { aws_managed_rules_bot_control_rule_set: { inspection_level: "COMMON" } },
};

/** One rule for each rule group, in the order given. */
export function managedRules(groups: ManagedRulesConfig): Omit<Wafv2WebAclRule, "visibilityConfig">[] {
  return groups.map(({ vendor, name, count }, index) => ({
    name: managedRuleName({ vendor, name }),
    priority: FIRST + index,
    overrideAction: count ? { count: {} } : { none: {} },
    statement: {
      managed_rule_group_statement: {
        name,
        vendor_name: vendor,
        ...(SETTINGS[name] !== undefined && { managed_rule_group_configs: [SETTINGS[name]] }),
      },
    },
  }));
}

/** The rule's name, and the value of the dimension `Rule` of its metrics: letters, digits, hyphens and underscores. */
export function managedRuleName({ vendor, name }: Pick<ManagedRulesConfig[number], "vendor" | "name">): string {
  return `${vendor}-${name}`.replace(/[^A-Za-z0-9_-]/g, "-").slice(0, 128);
}
