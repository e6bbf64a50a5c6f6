import { readPlans, renderReviewMarkdown, renderReviewText, reviewJson, reviewPlans } from "../review";
import { styleFor } from "../terminal";
import { type OutputOptions, print, printJson, UsageError } from "./output";

export interface ReviewOptions extends OutputOptions {
  /** How many tenants may be removed or replaced, as it stands on the command line. */
  readonly allowRemovals: string;
}

/** `tenantry review`: what plans mean for the tenants, and what of it must not happen. */
export function review(paths: readonly string[], options: ReviewOptions): number {
  const result = reviewPlans(readPlans(paths), allowedRemovals(options.allowRemovals));
  if (options.json) printJson(reviewJson(result));
  else if (options.markdown) print(renderReviewMarkdown(result));
  else print(renderReviewText(result, styleFor(process.stdout)));
  return result.verdict === "pass" ? 0 : 1;
}

function allowedRemovals(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UsageError(`--allow-removals must be a number of tenants, 0 or more, not ${JSON.stringify(text)}.`);
}
