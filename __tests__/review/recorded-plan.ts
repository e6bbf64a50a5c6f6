import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Plans that Terraform made of real stacks, each with what it printed beside it. */
export const PLANS = join(__dirname, "plans");

// biome-ignore lint/suspicious/noExplicitAny: a recorded document, edited by tests
type Value = any;

/** A recorded plan whose parts may be edited. */
export function recorded(name: string): Value {
  return JSON.parse(readFileSync(join(PLANS, `${name}.json`), "utf8"));
}

/**
 * The recorded plan without changes of a stack, made into one that changes a resource in place.
 *
 * @param edit changes the value after; of a manifest what is written, which the cluster's copy follows
 */
export function updated(name: string, address: string, edit: (after: Value) => void): Value {
  return changed(name, address, ["update"], edit);
}

/** The same with any actions. */
export function changed(
  name: string,
  address: string,
  actions: readonly string[],
  edit: (after: Value) => void = () => {},
): Value {
  const plan = recorded(name);
  const { change } = plan.resource_changes.find((resource: Value) => resource.address === address);
  change.actions = actions;
  if (!actions.includes("create") && !actions.includes("update")) change.after = null;
  else if (change.after.manifest === undefined) edit(change.after);
  else for (const side of [change.after.manifest, change.after.object]) edit(side);
  return plan;
}
