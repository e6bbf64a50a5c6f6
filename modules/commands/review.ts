import { readPlans, reviewDocument, reviewJson, reviewPlans } from "../review";
import { type OutputOptions, printDocument, printJson, UsageError } from "./output";

export interface ReviewOptions extends OutputOptions {
  /** How many tenants may be removed or replaced, as it stands on the command line. */
  readonly allowRemovals: string;
  /** Names of stacks that must have a plan. */
  readonly expect?: readonly string[];
}

/** `tenantry review`: what plans mean for the tenants, and what of it must not happen. */
export function review(paths: readonly string[], options: ReviewOptions): number {
  const expected = options.expect ?? [];
  if (paths.length === 0 && expected.length === 0) {
    throw new UsageError(
      "No plan was given. Name files that terraform show -json wrote, and what must have a plan with --expect.",
    );
  }
  const result = reviewPlans(readPlans(paths), allowedRemovals(options.allowRemovals), expected);
  if (options.json) printJson(reviewJson(result));
  else printDocument(reviewDocument(result), options);
  return result.verdict === "block" ? 1 : 0;
}

function allowedRemovals(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UsageError(`--allow-removals must be a number of tenants, 0 or more, not ${JSON.stringify(text)}.`);
}
