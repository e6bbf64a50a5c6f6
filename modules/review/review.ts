import { removalBlocks, stackBlocks } from "./guards";
import { otherChanges, otherDrift } from "./other-changes";
import { PlanError } from "./plan-error";
import { readPlanFile } from "./plan-file";
import { isOurs } from "./resource";
import { stackName } from "./stack-name";
import { tenantChanges, tenantDrift } from "./tenant-changes";
import type { TerraformPlan } from "./terraform-plan";
import type { Block, Review, StackReview } from "./types";

/** A plan and the file that it was read from. */
export interface NamedPlan {
  readonly path: string;
  readonly plan: TerraformPlan;
}

/**
 * Reads the plans of one or more stacks.
 *
 * @param paths files that `terraform show -json PLANFILE` wrote
 * @throws PlanError for a file that is no such plan, or that of another project
 */
export function readPlans(paths: readonly string[]): NamedPlan[] {
  return paths.map((path) => {
    const plan = readPlanFile(path);
    refuseForeign(plan, path);
    return { path, plan };
  });
}

/**
 * Says what plans do and what of it must not happen.
 *
 * @param allowedRemovals how many tenants, over all plans, may be removed or replaced
 */
export function reviewPlans(plans: readonly NamedPlan[], allowedRemovals: number): Review {
  const reviewed = plans.map(({ path, plan }) => reviewStack(plan, stackName(plan, path)));
  const stacks = reviewed.map(({ review }) => review);
  const blocked = [...reviewed.flatMap(({ blocks }) => blocks), ...removalBlocks(stacks, allowedRemovals)];
  return { verdict: blocked.length === 0 ? "pass" : "block", stacks, blocked };
}

function reviewStack(plan: TerraformPlan, stack: string): { review: StackReview; blocks: Block[] } {
  const review = {
    stack,
    ...tenantChanges(plan),
    drift: [...tenantDrift(plan), ...otherDrift(plan)],
    other: otherChanges(plan),
    outputs: plan.outputs.filter(({ actions }) => !actions.includes("no-op")),
  };
  return { review, blocks: stackBlocks(plan, stack) };
}

/**
 * A verdict on a plan that has nothing to do with tenants would be a promise about something unknown. What must not
 * happen is blocked all the same: a part of one of our plans may hold nothing else.
 */
function refuseForeign(plan: TerraformPlan, path: string): void {
  const resources = [...plan.changes, ...plan.drift];
  // A stack without tenants has no resources at all.
  if (resources.length === 0 || resources.some(isOurs) || stackBlocks(plan, path).length > 0) return;
  throw new PlanError(
    `${path} is the plan of another project: it has ${resources.length} resources and none of them comes from here. Give plans of the stacks <lb> and <lb>-tenants.`,
  );
}
