import type { PlanAction } from "./terraform-plan";

/** What Terraform does to a resource. */
export type ChangeKind = "none" | "create" | "update" | "replace" | "delete" | "forget";

export function changeKindOf(actions: readonly PlanAction[]): ChangeKind {
  const has = (action: PlanAction) => actions.includes(action);
  if (has("create")) return has("delete") || has("forget") ? "replace" : "create";
  if (has("delete")) return "delete";
  if (has("forget")) return "forget";
  return has("update") ? "update" : "none";
}
