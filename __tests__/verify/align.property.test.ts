import fc from "fast-check";
import type { ObservedRule } from "../../modules/alb";
import { planFleet } from "../../modules/plan";
import { alignRules } from "../../modules/verify/align";
import { compareLoadBalancer } from "../../modules/verify/compare";
import { Observer } from "../../modules/verify/observe";
import { arbitraryFleet, decodeFiles } from "../support/arbitrary-fleet";
import { runs } from "../support/property-runs";
import { builtFrom, FakeAws } from "./fake-aws";

function rule(number: number): ObservedRule {
  return {
    priority: number,
    conditions: { hosts: [`t${number}.shop.example`], paths: ["/*"], sourceIps: [] },
    action: { type: "forward", targetGroups: [{ name: "shop-web-edge-1", weight: 1 }] },
  };
}

test("what the controller builds of any fleet equals its plan", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryFleet, async (files) => {
      for (const plan of planFleet(decodeFiles(files)).loadBalancers) {
        const aws = new FakeAws();
        const built = builtFrom(plan);
        aws.loadBalancers.push(built);
        const observer = new Observer({ loadBalancing: aws, webAcls: aws });
        expect(
          compareLoadBalancer(plan, await observer.observe(built.arn, { targetGroups: new Set(), webAcl: false })),
        ).toEqual([]);
      }
    }),
    runs(25),
  );
});

test("removing and adding rules anywhere is as many differences", () => {
  const places = fc.uniqueArray(fc.nat(199), { maxLength: 30 });
  fc.assert(
    fc.property(places, places, (removed, added) => {
      const expected = Array.from({ length: 200 }, (_, number) => rule(number));
      const actual = expected.flatMap((one, index) => [
        ...(added.includes(index) ? [rule(1000 + index)] : []),
        ...(removed.includes(index) ? [] : [one]),
      ]);
      const { moved, changed, missing, unexpected } = alignRules(expected, actual);
      expect([moved, changed]).toEqual([[], []]);
      expect(missing).toEqual([...removed].sort((a, b) => a - b));
      expect(unexpected.map((index) => actual[index])).toEqual(
        [...added].sort((a, b) => a - b).map((index) => rule(1000 + index)),
      );
    }),
  );
});

test("any order of the same rules: what is not moved is in order, and nothing is lost", () => {
  const rules = Array.from({ length: 20 }, (_, number) => rule(number));
  fc.assert(
    fc.property(fc.shuffledSubarray(rules, { minLength: 20 }), (actual) => {
      const { same, moved, changed, missing, unexpected } = alignRules(rules, actual);
      expect([changed, missing, unexpected]).toEqual([[], [], []]);
      expect(same.length + moved.length).toBe(20);
      const places = same.map((pair) => pair.actual);
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }),
  );
});

test("one rule moved past 999 others is one difference", () => {
  const rules = Array.from({ length: 1000 }, (_, number) => rule(number));
  const { moved } = alignRules(rules, [...rules.slice(1), rules[0]!]);
  expect(moved).toEqual([{ expected: 0, actual: 999 }]);
});
