import { reviewJson } from "../../modules/review";
import { change, ingress, planDocument, review } from "./plan-builder";

/** acme's Ingress on a load balancer, with the weight of its record; undefined: a simple record. */
function acme(loadBalancer: string, weight: number | undefined) {
  const annotations =
    weight === undefined
      ? {}
      : {
          "external-dns.alpha.kubernetes.io/set-identifier": `shop-${loadBalancer}`,
          "external-dns.alpha.kubernetes.io/aws-weight": String(weight),
        };
  return ingress(`acme.${loadBalancer}`, { annotations });
}

type Weights = readonly [before: number | undefined | null, after: number | undefined | null];

/** The plan of a load balancer's tenants; null where acme is not there. */
function plan(loadBalancer: string, [before, after]: Weights) {
  const value = (weight: number | undefined | null) => (weight === null ? null : acme(loadBalancer, weight));
  return planDocument([change("kubernetes_ingress_v1.acme", value(before), value(after))]);
}

test("a change of weights is told as where DNS will lead", () => {
  const result = review([plan("edge-1", [100, 90]), plan("edge-2", [0, 10])]);
  expect(result.verdict).toBe("pass");
  expect(result.moves).toEqual([{ tenant: "acme", shares: { "edge-1": 0.9, "edge-2": 0.1 } }]);
  expect(reviewJson(result)).toMatchObject({ moves: result.moves });
  expect(result.stacks[1]?.changed[0]?.what).toEqual(["DNS: weight 0 (shop-edge-2) → weight 10 (shop-edge-2)"]);
});

test("of one stack alone the share is not known, and the weight is", () => {
  const result = review([plan("edge-1", [100, 90])]);
  expect(result.moves).toEqual([]);
  expect(result.stacks[0]?.changed[0]?.what).toEqual(["DNS: weight 100 (shop-edge-1) → weight 90 (shop-edge-1)"]);
});

test("the last step of a move is no removed tenant, when DNS does not lead there any more", () => {
  expect(review([plan("edge-1", [0, null])], 0).verdict).toBe("pass");
  expect(review([plan("edge-1", [1, null])], 0).blocked.map(({ code }) => code)).toEqual(["too-many-removals"]);
  expect(review([plan("edge-1", [undefined, null])], 0).blocked.map(({ code }) => code)).toEqual(["too-many-removals"]);
});

test("leaving a load balancer with a weight above 0 is blocked for a tenant that stays on another one", () => {
  const blocked = (...plans: Parameters<typeof review>[0]) => review(plans, 5).blocked;
  expect(blocked(plan("edge-1", [90, null]), plan("edge-2", [10, 100]))).toMatchObject([
    {
      code: "tenant-removed-with-dns-weight",
      address: "kubernetes_ingress_v1.acme",
      message: expect.stringMatching(/^edge-1-tenants removes acme, .* tenantry move/),
    },
  ]);
  expect(blocked(plan("edge-1", [0, null]), plan("edge-2", [100, 100]))).toEqual([]);
  // One who leaves for good is counted, not blocked.
  expect(blocked(plan("edge-1", [100, null]), plan("edge-2", [0, null]))).toEqual([]);
});
