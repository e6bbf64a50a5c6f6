export { loadBalancersForHost } from "./claims";
export {
  type ExplainableFleet,
  type ExplainableLoadBalancer,
  type Explanation,
  explainRequest,
} from "./explain-request";
export { explanationJson } from "./explanation-json";
export { answer, explanationLines, type Line } from "./explanation-lines";
