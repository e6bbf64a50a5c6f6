import { nearest } from "../model";
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
