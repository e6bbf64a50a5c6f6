import { loadBalancersForHost } from "../../modules/explain";
import { planFleet } from "../../modules/plan";
import { decodeFiles } from "../support/arbitrary-fleet";
import { EDGE, smallFleet } from "../support/small-fleet";

test("a host's load balancers come with the most specific claim first", () => {
  const files = smallFleet(
    {
      wide: { hosts: ["*.shop.example"], loadBalancer: "a" },
      deep: { hosts: ["*.eu.shop.example"], loadBalancer: "b" },
      exact: { hosts: ["acme.eu.shop.example"], loadBalancer: "d", alsoOn: ["c"] },
    },
    { a: EDGE, b: EDGE, c: EDGE, d: EDGE },
  );
  const plan = planFleet(decodeFiles(files));
  const keys = (host: string) => loadBalancersForHost(plan, host).map(({ key }) => key);
  expect(keys("acme.eu.shop.example")).toEqual(["c", "d", "b", "a"]);
  expect(keys("x.eu.shop.example")).toEqual(["b", "a"]);
  expect(keys("x.y.shop.example")).toEqual(["a"]);
  expect(keys("shop.example")).toEqual([]);
});
