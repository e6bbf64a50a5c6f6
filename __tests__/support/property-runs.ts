/** What a property is tried with; fast-check's own parameters. */
interface Trials {
  readonly numRuns: number;
  readonly seed?: number;
}

/**
 * How often a property is tried, and from which seed.
 *
 * By default as often as it takes to find what it is for; PROPERTY_RUNS multiplies that, in CI and for whoever hunts a
 * fault. The seed is the same in every run, so that a red build speaks of the change it is for and is red again on any
 * machine; PROPERTY_SEED names another one, or is `random`, for a search of one's own:
 * `PROPERTY_SEED=random PROPERTY_RUNS=50 npx jest plan.property`.
 */
export function runs(enough: number): Trials {
  const { PROPERTY_RUNS = "1", PROPERTY_SEED = "1" } = process.env;
  const numRuns = enough * Number(PROPERTY_RUNS);
  return PROPERTY_SEED === "random" ? { numRuns } : { numRuns, seed: Number(PROPERTY_SEED) };
}
