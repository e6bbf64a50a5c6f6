export { fixedResponseAction, redirectAction } from "./actions";
export {
  type Evaluation,
  evaluate,
  loadBalancersForHost,
  type PassedOver,
  type PassedOverRange,
  summarizePassedOver,
} from "./evaluate";
export { MANAGED_BY_LABEL, TENANT_LABEL, wildcardDepth } from "./ingress";
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
export { CATCH_ALL, normalizePrefix, orderRoutes, pathPatterns, type TypedPath } from "./paths";
export { countWildcards, coversPattern, matchesPattern } from "./pattern";
export { loadBalancersOf, planFleet } from "./plan";
export { redirectLocation } from "./redirect";
export { parseRequest, type Request, RequestError } from "./request";
export type * from "./types";
export { actionJson, describeAction, ruleJson } from "./views";
