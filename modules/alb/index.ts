export { describeAction, describeConditions, describeRule } from "./describe";
export { actionKey, conditionsKey } from "./equality";
export { type Evaluation, evaluate, type PassedOver, type PassedOverRange, summarizePassedOver } from "./evaluate";
export { countWildcards, coversPattern, matchesPattern, patternsOverlap } from "./pattern";
export { type RedirectParts, redirectAction, redirectLocation } from "./redirect";
export { parseRequest, type Request, RequestError, withScheme } from "./request";
export { actionJson, ruleJson } from "./rule-json";
export {
  canonicalAddress,
  canonicalNetwork,
  coveringNetworks,
  isInNetwork,
  networkAround,
  outermostNetworks,
} from "./source-ip";
export type * from "./types";
