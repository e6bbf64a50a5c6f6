import * as fc from "fast-check";
import { LatencyHistogram } from "../../modules/top/latency-histogram";

function percentileOf(values: readonly number[], share: number): number | undefined {
  const histogram = new LatencyHistogram();
  for (const value of values) histogram.add(value);
  return histogram.percentile(share);
}

test("of nothing there is no percentile", () => {
  expect(percentileOf([], 0.5)).toBeUndefined();
});

test("short durations are exact", () => {
  const values = Array.from({ length: 50 }, (_, index) => index);
  expect([0.5, 0.95, 0.99, 1].map((share) => percentileOf(values, share))).toEqual([24, 47, 49, 49]);
});

test("every percentile is within 1.6 % of the exact one", () => {
  const durations = fc.array(fc.oneof(fc.nat(200), fc.nat(60_000), fc.nat(4_000_000)), {
    minLength: 1,
    maxLength: 200,
  });
  fc.assert(
    fc.property(durations, fc.constantFrom(0.5, 0.95, 0.99, 1), (values, share) => {
      const exact = [...values].sort((a, b) => a - b)[Math.ceil(share * values.length) - 1]!;
      expect(Math.abs(percentileOf(values, share)! - exact)).toBeLessThanOrEqual(exact * 0.016);
    }),
  );
});

test("what is longer than any idle timeout counts as the longest", () => {
  expect(percentileOf([10 ** 9], 0.5)).toBeGreaterThan(4_000_000);
});
