import { changeKindOf } from "./change-kind";
import { classify } from "./resource";
import type { ResourceChange, TerraformPlan } from "./terraform-plan";
import type { Drift, OtherChange } from "./types";
import { at, sameValue, visible } from "./values";

/** What happens to everything that is no tenant's. */
export function otherChanges({ changes }: TerraformPlan): OtherChange[] {
  return changes.filter(isOther).flatMap((resource) => {
    const { address, previous_address, change } = resource;
    const moved = previous_address != null && previous_address !== address;
    const kind = changeKindOf(change.actions);
    if (kind === "none" && !moved && change.importing == null) return [];
    const notes = kind === "update" ? changedAttributes(resource) : forcingReplacement(resource);
    if (moved) notes.push(`was ${previous_address}`);
    if (change.importing != null) notes.push("taken over");
    if (resource.deposed != null) notes.push("left behind by an interrupted replacement");
    return [{ address, actions: change.actions, notes }];
  });
}

/**
 * Drift of what is no tenant's. Terraform lists every attribute that a provider or the controller filled in later;
 * what counts is what is gone, and what this plan changes back.
 */
export function otherDrift({ changes, drift }: TerraformPlan): Drift[] {
  const planned = new Map(changes.filter(({ deposed }) => deposed == null).map((change) => [change.address, change]));
  return drift.filter(isOther).flatMap((resource) => {
    const { address } = resource;
    const plan = planned.get(address);
    if (changeKindOf(resource.change.actions) === "delete") {
      return [
        {
          address,
          what: ["was deleted"],
          undone: plan !== undefined && changeKindOf(plan.change.actions) === "create",
        },
      ];
    }
    const edited =
      plan === undefined ? [] : changedAttributes(resource).filter((name) => isPutBack(name, resource, plan));
    return edited.length === 0 ? [] : [{ address, what: [`${edited.join(", ")} changed`], undone: true }];
  });
}

function isOther(resource: ResourceChange): boolean {
  return classify(resource).kind !== "tenant";
}

/** Names of the attributes whose values differ; of a manifest those of its `spec`. Values are never looked at. */
function changedAttributes({ type, change }: ResourceChange): string[] {
  const [before, after] = comparable(change);
  if (type !== "kubernetes_manifest") return differing(before, after);
  const inSpec = ["manifest", "object"].flatMap((part) => differing(at(before, part, "spec"), at(after, part, "spec")));
  return inSpec.length > 0 ? [...new Set(inSpec)].map((name) => `${SPEC}${name}`) : differing(before, after);
}

const SPEC = "spec.";

/** Whether an update gives an attribute the value that it had before somebody changed it. */
function isPutBack(name: string, drifted: ResourceChange, plan: ResourceChange): boolean {
  const path = name.startsWith(SPEC) ? ["object", "spec", name.slice(SPEC.length)] : [name];
  const [had] = comparable(drifted.change);
  const [, willHave] = comparable(plan.change);
  return changeKindOf(plan.change.actions) === "update" && sameValue(at(had, ...path), at(willHave, ...path));
}

function forcingReplacement({ change }: ResourceChange): string[] {
  return (change.replace_paths ?? []).map((path) => `because of ${path.join(".")}`);
}

/** Both sides, cut at a depth that no attribute reaches, so that comparing them can't run out of stack. */
function comparable({ before, after, after_unknown }: ResourceChange["change"]): [before: unknown, after: unknown] {
  return [visible(before, [], undefined), visible(after, [], after_unknown)];
}

function differing(before: unknown, after: unknown): string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names].filter((name) => !sameValue(at(before, name), at(after, name))).sort();
}
