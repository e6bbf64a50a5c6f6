export { fixedResponseAction } from "./actions";
export { wildcardDepth } from "./ingress";
export { protocolOf } from "./listeners";
export {
  allStackNames,
  ingressName,
  loadBalancerName,
  loadBalancerOfTenantStack,
  type StackNames,
  shorten,
  stackNames,
  TENANT_STACK_OUTPUT,
  targetGroupName,
} from "./naming";
export { planFleet } from "./plan";
export { dnsWeight, HOME_WEIGHT, loadBalancersOf, type TenantPlace } from "./traffic";
export type * from "./types";
