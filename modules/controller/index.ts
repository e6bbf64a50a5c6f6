export { readList, readMap } from "./annotation-values";
export { field, isObject, type JsonObject, parseJson } from "./go-json";
export {
  compareGroupMembers,
  type GroupMember,
  type InvalidGroupOrder,
  MAX_GROUP_ORDER,
  readGroupOrder,
} from "./group-order";
export {
  ANNOTATION_PREFIX,
  AWS_LOAD_BALANCER_CONTROLLER,
  actionsAnnotationKey,
  annotationKey,
  type ControllerNames,
  conditionsAnnotationKey,
  GROUP_ORDER_KEY,
  MANAGED_BY,
  MANAGED_BY_LABEL,
  TENANT_LABEL,
  USE_ANNOTATION,
} from "./names";
export {
  CATCH_ALL,
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
export { writeAction } from "./write-action";
export { writeConditions } from "./write-conditions";
