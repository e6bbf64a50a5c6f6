import fc from "fast-check";
import { growthOf, isoWeek, weekOfRunningOut } from "../../modules/capacity/forecast";

const TODAY = Date.parse("2026-11-25T12:00:00Z");
const WEEK = 7 * 24 * 60 * 60 * 1000;

/** Moments in the middle of past weeks: `added(3, 2)` is two tenants, three weeks before this one. */
function added(weeksAgo: number, count = 1): number[] {
  return new Array(count).fill(TODAY - (weeksAgo + 0.5) * WEEK);
}
const everyWeek = (count: number) => Array.from({ length: 12 }, (_, week) => added(week, count)).flat();

describe("growth", () => {
  test("is counted over the last twelve weeks, the oldest first", () => {
    const growth = growthOf([...added(40, 100), ...added(12, 5), ...added(11, 2), ...added(0, 1)], TODAY);
    expect(growth?.addedPerWeek).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  test("of a steady fleet is its weekly number", () => {
    expect(growthOf([...added(20), ...everyWeek(3)], TODAY)?.tenantsPerWeek).toBe(3);
  });

  test("of a fleet that gets a tenant every third week is not none", () => {
    const times = [0, 3, 6, 9, 30].flatMap((week) => added(week));
    expect(growthOf(times, TODAY)?.tenantsPerWeek).toBeCloseTo(4 / 12);
  });

  test("is the same with a bulk import in any week, of any size", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 1, max: 5000 }), (week, size) => {
        const growth = growthOf([...added(20), ...everyWeek(3), ...added(week, size)], TODAY);
        expect(growth?.tenantsPerWeek).toBe(3);
      }),
    );
  });

  test("does not count the import that a load balancer began with", () => {
    const times = [...added(6, 180), ...added(4), ...added(2)];
    expect(growthOf(times, TODAY)).toEqual({ addedPerWeek: [0, 1, 0, 1, 0, 0], tenantsPerWeek: 2 / 6 });
  });

  test("is not known in the first four weeks", () => {
    expect(growthOf([...added(3), ...added(0)], TODAY)).toBeUndefined();
    expect(growthOf([...added(4), ...added(0)], TODAY)).toBeDefined();
    expect(growthOf([], TODAY)).toBeUndefined();
  });

  test("counts a commit of the future as one of this week", () => {
    expect(growthOf([...added(20), TODAY + WEEK], TODAY)?.addedPerWeek.at(-1)).toBe(1);
  });
});

describe("the week of running out", () => {
  test.each([
    ["ten weeks from now", 30, 3, { week: "2027-W05", date: "2027-02-01" }],
    ["now, when it is full", 0, 3, { week: "2026-W48", date: "2026-11-23" }],
    ["now, when it is overdrawn", -4, 3, { week: "2026-W48", date: "2026-11-23" }],
    ["two years from now", 104, 1, { week: "2028-W47", date: "2028-11-20" }],
    ["never, when nothing is used", 10, 0, undefined],
    ["not within two years", 105, 1, undefined],
  ])("is %s", (_, free, perWeek, week) => {
    expect(weekOfRunningOut(free, perWeek, TODAY)).toEqual(week);
  });
});

test.each([
  ["2026-11-25", "2026-W48", "2026-11-23"],
  ["2026-11-29", "2026-W48", "2026-11-23"],
  ["2026-11-30", "2026-W49", "2026-11-30"],
  ["2027-01-01", "2026-W53", "2026-12-28"],
  ["2024-12-30", "2025-W01", "2024-12-30"],
  ["2021-01-03", "2020-W53", "2020-12-28"],
])("%s is in %s, which begins on %s", (day, week, date) => {
  expect(isoWeek(Date.parse(day))).toEqual({ week, date });
});
