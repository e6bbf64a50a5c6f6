import type { PlannedRule } from "./types";

/** Whose a rule is, in a few words: a tenant's name, or `pool shop.example`. */
export function ruleOwner({ tenant, pool }: Pick<PlannedRule, "tenant" | "pool">): string {
  return tenant ?? `pool ${pool}`;
}
