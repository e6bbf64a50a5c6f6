export { readFlag, readInteger, readList, readMap } from "./annotation-values";
export { type ClassParams, paramsAsAnnotations, SUBNETS_BY_TAGS } from "./class-params";
export {
  AWS_LOAD_BALANCER_CONTROLLER,
  CONTROLLER_KINDS,
  type ControllerKind,
  DIALECTS,
  type Dialect,
  EKS_AUTO_MODE,
  OWNED_PREFIXES,
} from "./dialects";
export { field, isObject, type JsonObject, parseJson } from "./go-json";
export {
  compareGroupMembers,
  type GroupMember,
  type InvalidGroupOrder,
  MAX_GROUP_ORDER,
  readGroupOrder,
} from "./group-order";
export { type AnnotationScope, annotationScope } from "./known-annotations";
export { defaultListenPorts, type ListenPort, parseListenPorts } from "./listen-ports";
export {
  ALB_CLASS,
  CLASS_ANNOTATION,
  type FinalizerEvidence,
  finalizerEvidence,
  isGroupName,
} from "./membership";
export {
  ANNOTATION_PREFIX,
  actionsAnnotationKey,
  annotationKey,
  conditionsAnnotationKey,
  FLEET_TAG,
  GROUP_ORDER_KEY,
  MANAGED_BY,
  MANAGED_BY_LABEL,
  TENANT_LABEL,
  USE_ANNOTATION,
} from "./names";
export { orderAsWritten, patternsAsWritten } from "./path-order";
export {
  CATCH_ALL,
  NO_PATH,
  normalizePrefix,
  orderPaths,
  type PathType,
  pathPatterns,
  type TypedPath,
} from "./path-types";
export {
  type ActionProblem,
  type NamedTargetGroup,
  type ReadAction,
  readAction,
  targetGroupNameOf,
} from "./read-action";
export { type ConditionsProblem, readConditions } from "./read-conditions";
export type { Result } from "./result";
export { type OptimizableRule, optimizeRules, type RedirectTarget } from "./rule-optimizer";
export { TARGET_GROUP_DEFAULTS } from "./target-group-defaults";
export { writeAction } from "./write-action";
export { writeConditions } from "./write-conditions";
