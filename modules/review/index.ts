export { PlanError } from "./plan-error";
export { type NamedPlan, readPlans, reviewPlans } from "./review";
export { reviewDocument } from "./review-document";
export { reviewJson } from "./review-json";
export { parseTerraformPlan, type TerraformPlan } from "./terraform-plan";
export type * from "./types";
