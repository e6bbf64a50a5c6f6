export { fixedResponseAction } from "./actions";
export { protocolOf } from "./listeners";
export {
  allStackNames,
  ingressName,
  loadBalancerName,
  loadBalancerOfTenantStack,
  poolIngressName,
  type StackNames,
  shorten,
  stackNames,
  TENANT_STACK_OUTPUT,
  targetGroupName,
  wildcardDepth,
} from "./naming";
export { planFleet } from "./plan";
export { type Answering, Pools } from "./pools";
export { ruleOwner } from "./rule-owner";
export { dnsWeight, HOME_WEIGHT, loadBalancersOf, type TenantPlace } from "./traffic";
export type * from "./types";
