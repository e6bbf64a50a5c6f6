export {
  ATHENA_LIMITS,
  AWS_LIMITS,
  CLOUDWATCH_LIMITS,
  ELB_PRICES,
  FIXED_RESPONSE_CONTENT_TYPES,
  HEALTH_CHECK_LIMITS,
  isFixedResponseStatus,
  KUBERNETES_LIMITS,
  LCU,
  TARGET_GROUP_LIMITS,
  WAF_LIMITS,
} from "./limits";
export { LOAD_BALANCER_ATTRIBUTES } from "./load-balancer-attributes";
export { MANAGED_RULE_GROUPS, type ManagedRuleGroup } from "./managed-rule-groups";
export { partitionOf } from "./partition";
export { SSL_POLICIES, SSL_POLICY_SHAPE } from "./ssl-policies";
