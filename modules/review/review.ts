import { decide } from "./decide";
import { PLAN_DECISIONS } from "./decisions";
import { dnsMoves, earlyRemovals } from "./dns-moves";
import { exceededLimits } from "./limits";
import { otherChanges, otherDrift } from "./other-changes";
import { PlanError } from "./plan-error";
import { readPlanFile } from "./plan-file";
import { isOurs } from "./resource";
import { stackMoves } from "./stack-moves";
import { stackName } from "./stack-name";
import { tenantChanges, tenantDrift } from "./tenant-changes";
import type { TerraformPlan } from "./terraform-plan";
import type { Attention, Review, StackReview, Violation } from "./types";

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
 * @param allowedRemovals how many tenants, over all plans, may be removed or replaced; as many may lose all their
 *   hosts, their class, or being answered as usual
 * @param expected names of stacks that must have a plan
 */
export function reviewPlans(
  plans: readonly NamedPlan[],
  allowedRemovals: number,
  expected: readonly string[] = [],
): Review {
  const reviewed = plans.map(({ path, plan }) => reviewStack(plan, stackName(plan, path)));
  const stacks = reviewed.map(({ review }) => review);
  const blocked = [
    ...missingPlans(stacks, expected),
    ...reviewed.flatMap((one) => one.blocked),
    ...stackMoves(stacks),
    ...earlyRemovals(stacks),
    ...exceededLimits(stacks, allowedRemovals),
  ];
  const attention = reviewed.flatMap((one) => one.attention);
  const verdict = blocked.length > 0 ? "block" : attention.length > 0 ? "attention" : "pass";
  return { verdict, stacks, blocked, attention, moves: dnsMoves(stacks) };
}

interface ReviewedStack {
  readonly review: StackReview;
  readonly blocked: readonly Violation[];
  readonly attention: readonly Attention[];
}

function reviewStack(plan: TerraformPlan, stack: string): ReviewedStack {
  const review = {
    stack,
    ...tenantChanges(plan),
    drift: [...tenantDrift(plan), ...otherDrift(plan)],
    other: otherChanges(plan),
    outputs: plan.outputs.filter(({ actions }) => !actions.includes("no-op")),
  };
  const decided = decide(plan, stack);
  return {
    review,
    blocked: [...(plan.runsActions ? [actionsViolation(stack)] : []), ...decided.blocked],
    attention: [...planAttention(plan, stack), ...decided.attention],
  };
}

function missingPlans(stacks: readonly StackReview[], expected: readonly string[]): Violation[] {
  const { code, effect } = PLAN_DECISIONS.missing;
  const missing = [...new Set(expected)].filter((name) => !stacks.some(({ stack }) => stack === name));
  return missing.map((name) => ({
    code,
    address: name,
    message: `Stack ${name} has no plan. ${effect} Plan it again.`,
  }));
}

function actionsViolation(stack: string): Violation {
  const { code, change, effect } = PLAN_DECISIONS.runsActions;
  return {
    code,
    address: stack,
    message: `In ${stack} ${change}. ${effect} Take the actions out of the configuration.`,
  };
}

function planAttention({ unknownParts, completenessUnknown }: TerraformPlan, stack: string): Attention[] {
  const { unknownPart, completenessUnknown: completeness } = PLAN_DECISIONS;
  const about = { address: stack, before: null, after: null };
  return [
    ...unknownParts.map((name) => ({
      ...about,
      code: unknownPart.code,
      attribute: name,
      message: `In ${stack} ${unknownPart.change}: ${name}. ${unknownPart.effect}`,
    })),
    ...(completenessUnknown
      ? [
          {
            ...about,
            code: completeness.code,
            attribute: "complete",
            message: `In ${stack} ${completeness.change}. ${completeness.effect}`,
          },
        ]
      : []),
  ];
}

/**
 * A verdict on a plan that has nothing to do with tenants would be a promise about something unknown. What must not
 * happen is blocked all the same: a part of one of our plans may hold nothing else.
 */
function refuseForeign(plan: TerraformPlan, path: string): void {
  const resources = [...plan.changes, ...plan.drift];
  // A stack without tenants has no resources at all.
  if (resources.length === 0 || resources.some(isOurs) || decide(plan, path).blocked.length > 0) return;
  throw new PlanError(
    `${path} is the plan of another project: it has ${resources.length} resources and none of them comes from here. Give plans of the stacks <lb> and <lb>-tenants.`,
  );
}
