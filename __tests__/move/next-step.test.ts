import fc from "fast-check";
import { directionBack, directionTo, nextStep, type Records, type Step } from "../../modules/move";
import { dnsWeight, loadBalancersOf, type TenantPlace } from "../../modules/plan";
import { runs } from "../support/property-runs";

const HOME: TenantPlace = { loadBalancer: "a", alsoOn: [], traffic: undefined };

/** Every state of a move until nothing is left to do. */
function walk(start: TenantPlace, to: string, records: Records, back = false): string[] {
  const states: string[] = [];
  let place = start;
  for (let count = 0; count < 10; count++) {
    const direction = (back ? directionBack : directionTo)(place, to, records);
    const step: Step | undefined = direction && nextStep(place, direction, records, back);
    if (step === undefined) return states;
    place = step.place;
    states.push(`${step.kind}: ${shown(place)}`);
  }
  throw new Error("The move does not end.");
}

function shown({ loadBalancer, alsoOn, traffic }: TenantPlace): string {
  const weights = Object.entries(traffic ?? {}).map(([key, weight]) => `${key}=${weight}`);
  return [loadBalancer, ...alsoOn.map((key) => `+${key}`), ...weights].join(" ");
}

test("with weights: beside with weight 0, a tenth, half, all, new home, gone", () => {
  expect(walk(HOME, "b", "weighted")).toEqual([
    "serve: a +b",
    "weigh: a +b a=90 b=10",
    "weigh: a +b a=50 b=50",
    "weigh: a +b a=0 b=100",
    "settle: b +a a=0 b=100",
    "leave: b",
  ]);
});

test("with simple records: both visible before the owner of the record is hidden", () => {
  expect(walk(HOME, "b", "simple")).toEqual([
    "serve: a +b",
    "weigh: a +b a=50 b=50",
    "weigh: a +b a=0 b=100",
    "settle: b +a a=0 b=100",
    "leave: b",
  ]);
});

test("with records made by hand: beside, new home, gone", () => {
  expect(walk(HOME, "b", "by-hand")).toEqual(["serve: a +b", "settle: b +a", "leave: b"]);
});

test("a standby stays one, and takes part in a move with its weight", () => {
  const standby: TenantPlace = { loadBalancer: "a", alsoOn: ["c"], traffic: { c: 7 } };
  expect(walk(standby, "b", "weighted").slice(-3)).toEqual([
    "weigh: a +c +b c=7 a=0 b=100",
    "settle: b +c +a c=7 a=0 b=100",
    "leave: b +c c=7 b=100",
  ]);
  expect(walk({ ...HOME, alsoOn: ["c"] }, "a", "weighted")).toEqual([]);
});

test("a move to a standby goes on from its weight", () => {
  expect(walk({ ...HOME, alsoOn: ["b"], traffic: { a: 60, b: 40 } }, "b", "weighted")[0]).toBe("weigh: a +b a=50 b=50");
  expect(walk({ ...HOME, alsoOn: ["b"], traffic: { b: 255 } }, "b", "weighted")[0]).toBe("weigh: a +b b=255 a=0");
});

describe("back", () => {
  test("leads home at once while some clients are led there, since the old load balancer has served all the time", () => {
    expect(walk({ ...HOME, alsoOn: ["b"] }, "b", "weighted", true)).toEqual(["leave: a"]);
    const half: TenantPlace = { ...HOME, alsoOn: ["b"], traffic: { a: 50, b: 50 } };
    expect(walk(half, "b", "weighted", true)).toEqual(["weigh: a +b a=100 b=0", "leave: a"]);
  });

  test("leads home in two steps when nobody is led there any more, so that one of the two always leads somewhere", () => {
    const settled: TenantPlace = { loadBalancer: "b", alsoOn: ["a"], traffic: { a: 0, b: 100 } };
    expect(walk(settled, "b", "weighted", true).slice(0, 2)).toEqual([
      "weigh: b +a a=50 b=50",
      "weigh: b +a a=100 b=0",
    ]);
  });

  test("with simple records shows both first", () => {
    const moved: TenantPlace = { ...HOME, alsoOn: ["b"], traffic: { a: 0, b: 100 } };
    expect(walk(moved, "b", "simple", true)).toEqual(["weigh: a +b a=50 b=50", "weigh: a +b a=100 b=0", "leave: a"]);
  });

  test("there is none where nothing has begun", () => {
    expect(walk(HOME, "b", "weighted", true)).toEqual([]);
    expect(walk({ ...HOME, loadBalancer: "b" }, "b", "weighted", true)).toEqual([]);
  });
});

const KEYS = ["a", "b", "c"] as const;

const weight = fc.constantFrom(0, 1, 2, 7, 100, 254, 255);
const placed = fc
  .record({ also: fc.subarray(["b" as const, "c" as const]), a: weight, b: weight, c: weight, said: fc.boolean() })
  .map(
    ({ also, said, ...weights }): TenantPlace => ({
      loadBalancer: "a",
      alsoOn: also,
      traffic: said ? Object.fromEntries(["a" as const, ...also].map((key) => [key, weights[key]])) : undefined,
    }),
  )
  .filter((place) => loadBalancersOf(place).some((key) => dnsWeight(place, key) > 0));
const calls = fc.array(fc.record({ to: fc.constantFrom(...KEYS), back: fc.boolean() }), { maxLength: 20 });

test("after any calls, one weight at least is above 0, whichever load balancer's stack is deployed first", () => {
  fc.assert(
    fc.property(placed, calls, fc.constantFrom("weighted" as const, "simple" as const), (start, all, records) => {
      let place = start;
      for (const { to, back } of all) {
        const direction = (back ? directionBack : directionTo)(place, to, records);
        const step = direction && nextStep(place, direction, records, back);
        if (step === undefined) continue;
        // Whatever is deployed of the step, in whichever order, is one of these.
        const dark = subsets(KEYS).filter(
          (deployed) => !KEYS.some((key) => leadsTo(deployed.includes(key) ? step.place : place, key)),
        );
        expect([place, step.place, dark]).toEqual([place, step.place, []]);
        place = step.place;
      }
    }),
    runs(1000),
  );
});

function leadsTo(place: TenantPlace, key: string): boolean {
  return loadBalancersOf(place).includes(key) && dnsWeight(place, key) > 0;
}

function subsets([first, ...rest]: readonly string[]): string[][] {
  if (first === undefined) return [[]];
  const without = subsets(rest);
  return [...without, ...without.map((subset) => [first, ...subset])];
}
