/**
 * AWS's managed rule groups for AWS WAF ("AWS Managed Rules rule groups list",
 * waf/latest/developerguide/aws-managed-rule-groups-list.html), each with the capacity units that it takes of a web ACL.
 */
export interface ManagedRuleGroup {
  readonly wcus: number;
  /** It does nothing without settings of its own: paths of log-in pages and the like. */
  readonly needsSettings?: boolean;
}

export const MANAGED_RULE_GROUPS: ReadonlyMap<string, ManagedRuleGroup> = new Map([
  ["AWSManagedRulesACFPRuleSet", { wcus: 50, needsSettings: true }],
  ["AWSManagedRulesATPRuleSet", { wcus: 50, needsSettings: true }],
  ["AWSManagedRulesAdminProtectionRuleSet", { wcus: 100 }],
  ["AWSManagedRulesAmazonIpReputationList", { wcus: 25 }],
  ["AWSManagedRulesAnonymousIpList", { wcus: 50 }],
  ["AWSManagedRulesAntiDDoSRuleSet", { wcus: 50, needsSettings: true }],
  ["AWSManagedRulesBotControlRuleSet", { wcus: 50 }],
  ["AWSManagedRulesCommonRuleSet", { wcus: 700 }],
  ["AWSManagedRulesKnownBadInputsRuleSet", { wcus: 200 }],
  ["AWSManagedRulesLinuxRuleSet", { wcus: 200 }],
  ["AWSManagedRulesPHPRuleSet", { wcus: 100 }],
  ["AWSManagedRulesSQLiRuleSet", { wcus: 200 }],
  ["AWSManagedRulesUnixRuleSet", { wcus: 100 }],
  ["AWSManagedRulesWindowsRuleSet", { wcus: 200 }],
  ["AWSManagedRulesWordPressRuleSet", { wcus: 100 }],
]);
