import * as fc from "fast-check";
import { HeavyHitters } from "../../modules/top/heavy-hitters";

function count(keys: readonly string[], places: number): HeavyHitters<{ seen: number }> {
  const hitters = new HeavyHitters(places, () => ({ seen: 0 }));
  for (const key of keys) hitters.add(key).seen++;
  return hitters;
}

function exactCounts(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

test("counts exactly while there are places", () => {
  const hitters = count(["b", "a", "c", "a", "c"], 3);
  expect(hitters.overflowed).toBe(false);
  expect(hitters.list()).toEqual([
    { key: "a", count: 2, overcount: 0, value: { seen: 2 } },
    { key: "c", count: 2, overcount: 0, value: { seen: 2 } },
    { key: "b", count: 1, overcount: 0, value: { seen: 1 } },
  ]);
});

test("a new key takes the place of the rarest, and says by how much its count may be too high", () => {
  const hitters = count(["a", "a", "a", "b", "c"], 2);
  expect(hitters.overflowed).toBe(true);
  expect(hitters.list()).toEqual([
    { key: "a", count: 3, overcount: 0, value: { seen: 3 } },
    { key: "c", count: 2, overcount: 1, value: { seen: 1 } },
  ]);
});

test("keeps what is frequent, whatever comes between, and bounds how wrong its counts are", () => {
  const keys = fc.array(fc.oneof(fc.constantFrom("a", "b"), fc.nat(60).map(String)), { minLength: 1, maxLength: 400 });
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: 12 }), (given, places) => {
      const found = new Map(
        count(given, places)
          .list()
          .map((hitter) => [hitter.key, hitter]),
      );
      expect(found.size).toBeLessThanOrEqual(places);
      expect([...found.values()].reduce((sum, hitter) => sum + hitter.count, 0)).toBe(given.length);
      for (const [key, exact] of exactCounts(given)) {
        const hitter = found.get(key);
        if (exact > given.length / places) expect(hitter).toBeDefined();
        if (hitter === undefined) continue;
        expect(hitter.count).toBeGreaterThanOrEqual(exact);
        expect(hitter.count - hitter.overcount).toBeLessThanOrEqual(exact);
      }
    }),
  );
});
