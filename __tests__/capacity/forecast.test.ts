import fc from "fast-check";
import { growthOf, isoWeek, weekOfRunningOut } from "../../modules/capacity/forecast";
import type { QuotaName } from "../../modules/plan";

const TODAY = Date.parse("2026-11-25T12:00:00Z");

type Sample = NonNullable<Parameters<typeof growthOf>[0][number]>;

/** A load balancer that uses so many rules, one for each tenant. */
function using(rules: number): Sample {
  const use = (name: QuotaName, used: number) => ({
    name,
    used,
    limit: 1000,
    reserved: 0,
    free: 1000 - used,
    usedShare: 0,
  });
  return {
    tenants: Array.from({ length: rules }, (_, index) => `t${index}`),
    quotas: {
      rules: use("rules", rules),
      targetGroups: use("targetGroups", 1),
      certificates: use("certificates", 1),
      securityGroupRules: use("securityGroupRules", 2),
    },
  };
}

/** The rate of rules when they changed by so many in each week. */
function rateOf(changes: readonly number[], start = 100): number | undefined {
  let rules = start;
  const samples = [using(rules)];
  for (const change of changes) {
    rules += change;
    samples.push(using(rules));
  }
  return growthOf(samples)?.perWeek.rules;
}

const weeks = (number: number) => new Array<number>(12).fill(number);

describe("growth", () => {
  test("of a steady fleet is its weekly number, up or down", () => {
    expect(rateOf(weeks(3))).toBe(3);
    expect(rateOf(weeks(-2))).toBe(-2);
  });

  test("of a fleet that gets a tenant every third week is not none", () => {
    expect(rateOf([0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1])).toBeCloseTo(4 / 12);
  });

  test("is the same with up to three weeks of imports or of clean-up, whenever and of whatever size", () => {
    const size = fc.integer({ min: -90, max: 5000 });
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(11), { maxLength: 3 }), size, (outliers, much) => {
        expect(
          rateOf(
            weeks(3).map((number, week) => (outliers.includes(week) ? much : number)),
            300,
          ),
        ).toBe(3);
      }),
    );
  });

  test("of weeks that take back what others bring is none", () => {
    expect(rateOf([3, -3, 3, -3, 3, -3, 3, -3, 3, -3, 3, -3])).toBe(0);
  });

  test("is that of the last twelve weeks", () => {
    expect(rateOf([...weeks(50), ...weeks(1)])).toBe(1);
  });

  test("does not count the import that a load balancer began with", () => {
    expect(growthOf([undefined, using(0), ...[180, 181, 181, 182, 182].map(using)])).toMatchObject({
      rulesByWeek: [180, 181, 181, 182, 182],
      perWeek: { rules: 0.5 },
    });
  });

  test("is not known in the first four weeks", () => {
    expect(growthOf([undefined, ...[1, 2, 3, 4].map(using)])).toBeUndefined();
    expect(growthOf([undefined, ...[1, 2, 3, 4, 5].map(using)])).toBeDefined();
    expect(growthOf([])).toBeUndefined();
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
