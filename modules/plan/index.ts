export { fixedResponseAction } from "./actions";
export { wildcardDepth } from "./ingress";
export { protocolOf } from "./listeners";
export {
  ingressName,
  isTenantStackName,
  loadBalancerName,
  type StackNames,
  shorten,
  stackNames,
  targetGroupName,
} from "./naming";
export { loadBalancersOf, planFleet } from "./plan";
export type * from "./types";
