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
export { loadBalancersOf, planFleet } from "./plan";
export type * from "./types";
