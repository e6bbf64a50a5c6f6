import { directionBack, directionTo, nextStep, type Records, type Step } from "../../modules/move";
import type { TenantPlace } from "../../modules/plan";

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
  test("from any step leads home at once, since the old load balancer has served all the time", () => {
    expect(walk({ ...HOME, alsoOn: ["b"] }, "b", "weighted", true)).toEqual(["leave: a"]);
    const half: TenantPlace = { ...HOME, alsoOn: ["b"], traffic: { a: 50, b: 50 } };
    expect(walk(half, "b", "weighted", true)).toEqual(["weigh: a +b a=100 b=0", "leave: a"]);
    const settled: TenantPlace = { loadBalancer: "b", alsoOn: ["a"], traffic: { a: 0, b: 100 } };
    expect(walk(settled, "b", "weighted", true).slice(0, 1)).toEqual(["weigh: b +a a=100 b=0"]);
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
