import { nearest } from "../model";
import type { Plan } from "../plan";
import { UsageError } from "./output";

/**
 * Checks that an option names something that there is.
 *
 * @throws UsageError with the nearest known name, or all
 */
export function requireKnown(kind: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const near = nearest(name, known);
  const help = near === undefined ? `Known: ${known.join(", ") || "none"}.` : `Did you mean ${JSON.stringify(near)}?`;
  throw new UsageError(`There is no ${kind} ${JSON.stringify(name)}. ${help}`);
}

/**
 * The keys of a fleet's load balancers, for a command that needs one.
 *
 * @throws UsageError when there is none
 */
export function requireLoadBalancers({ loadBalancers }: Plan): readonly string[] {
  if (loadBalancers.length === 0) throw new UsageError("platform.json has no load balancer yet: add one first.");
  return loadBalancers.map(({ key }) => key);
}
