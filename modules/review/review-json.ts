import { compareText } from "../findings";
import type { Review, StackReview, TenantChange } from "./types";

/** A review as the JSON output has it. */
export function reviewJson({ verdict, stacks, blocked, attention, moves }: Review): object {
  return { verdict, attention, stacks: stacks.map(stackJson), moves, blocked };
}

/** What is replaced changes too; `replaced` only names it. */
function stackJson({ stack, added, changed, replaced, removed, drift, other, outputs }: StackReview): object {
  const names = (changes: readonly TenantChange[]) => changes.map(({ tenant }) => tenant);
  return {
    stack,
    tenants: {
      added: names(added),
      changed: [...changed, ...replaced]
        .map(({ tenant, what }) => ({ tenant, what }))
        .sort((a, b) => compareText(a.tenant, b.tenant)),
      replaced: names(replaced),
      removed: names(removed),
    },
    drift,
    other: other.map(({ address, actions }) => ({ address, actions })),
    outputs,
  };
}
