export { PlanError } from "./plan-error";
export { renderReviewMarkdown } from "./render-markdown";
export { renderReviewText } from "./render-text";
export { type NamedPlan, readPlans, reviewPlans } from "./review";
export { reviewJson } from "./review-json";
export { parseTerraformPlan, type TerraformPlan } from "./terraform-plan";
export type * from "./types";
