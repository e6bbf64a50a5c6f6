/**
 * How often a property is tried. By default as often as it takes to find what it is for in most runs; the environment
 * variable PROPERTY_RUNS multiplies that, in CI and for whoever hunts a fault: `PROPERTY_RUNS=50 npx jest plan.property`.
 */
export function runs(enough: number): { readonly numRuns: number } {
  return { numRuns: enough * Number(process.env.PROPERTY_RUNS ?? 1) };
}
