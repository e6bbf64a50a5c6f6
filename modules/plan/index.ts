export { fixedResponseAction } from "./actions";
export { wildcardDepth } from "./ingress";
export { protocolOf } from "./listeners";
export {
  ingressName,
  loadBalancerName,
  type StackNames,
  shorten,
  stackNames,
  TENANTS_STACK_SUFFIX,
  targetGroupName,
} from "./naming";
export { loadBalancersOf, planFleet } from "./plan";
export type * from "./types";
