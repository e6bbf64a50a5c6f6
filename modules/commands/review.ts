import { type Review, readPlans, renderReviewMarkdown, renderReviewText, reviewJson, reviewPlans } from "../review";
import { styleFor } from "../terminal";
import { type OutputOptions, print, printDiagnostic, printJson, UsageError } from "./output";

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
  else if (options.markdown) printComment(result);
  else print(renderReviewText(result, styleFor(process.stdout)));
  return result.verdict === "block" ? 1 : 0;
}

/** What a comment has no room for stands in the log. */
function printComment(result: Review): void {
  const { markdown, cut } = renderReviewMarkdown(result);
  print(markdown);
  if (cut) printDiagnostic(renderReviewText(result, styleFor(process.stderr)));
}

function allowedRemovals(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UsageError(`--allow-removals must be a number of tenants, 0 or more, not ${JSON.stringify(text)}.`);
}
