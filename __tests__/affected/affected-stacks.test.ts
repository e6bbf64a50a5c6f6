import { affectedStacks } from "../../modules/affected";
import { checkFleet } from "../../modules/fleet";
import { type FleetFiles, planFiles, withFleetDirectory } from "../support/arbitrary-fleet";
import { EDGE, smallFleet } from "../support/small-fleet";

const LOAD_BALANCERS = { "edge-1": EDGE, "edge-2": EDGE };
const TENANTS = {
  acme: { hosts: ["acme.shop.example"] },
  globex: { hosts: ["globex.shop.example"], order: 1 },
  initech: { hosts: ["initech.shop.example"], loadBalancer: "edge-2" },
};
const BASE = smallFleet(TENANTS, LOAD_BALANCERS);

function compare(current: FleetFiles, base: FleetFiles | undefined = BASE) {
  return affectedStacks(base && planFiles(base), planFiles(current));
}

const withTenants = (more: object) => smallFleet({ ...TENANTS, ...more }, LOAD_BALANCERS);

test("nothing is affected by the order of keys, text for people, or a default that is written out", () => {
  const acme = { status: "active" as const, description: "new", order: 0, hosts: ["acme.shop.example"] };
  const { initech, globex } = TENANTS;
  const loadBalancers = { "edge-2": EDGE, "edge-1": EDGE };
  const files = smallFleet({ initech, globex, acme: { loadBalancer: "edge-1", ...acme } }, loadBalancers);
  const platform = { ...files.platform, defaults: BASE.platform.defaults };
  expect(compare({ ...files, platform })).toEqual({ stacks: [], removed: [] });
});

test.each([
  ["added", { newco: { hosts: ["newco.shop.example"], order: 2 } }, ["newco"]],
  ["changed", { globex: { hosts: ["globex.shop.example", "g.shop.example"], order: 1 } }, ["globex"]],
  ["given another order", { globex: { hosts: ["globex.shop.example"], order: 5 } }, ["globex"]],
])("a tenant %s affects its load balancer's tenants only", (_, more, tenants) => {
  expect(compare(withTenants(more))).toEqual({ stacks: [{ stack: "edge-1-tenants", tenants }], removed: [] });
});

test("a tenant removed is named", () => {
  const { globex: _, ...tenants } = TENANTS;
  expect(compare(smallFleet(tenants, LOAD_BALANCERS)).stacks).toEqual([
    { stack: "edge-1-tenants", tenants: ["globex"] },
  ]);
});

test("a tenant that moves affects both, and one with wildcards is named once", () => {
  const moved = { hosts: ["acme.shop.example", "*.eu.shop.example", "*.shop.example"], loadBalancer: "edge-2" };
  expect(compare(withTenants({ acme: moved })).stacks).toEqual([
    { stack: "edge-1-tenants", tenants: ["acme"] },
    { stack: "edge-2-tenants", tenants: ["acme"] },
  ]);
});

test("a change of the platform affects the stacks that it reaches, each load balancer before its tenants", () => {
  const current = smallFleet(TENANTS, { ...LOAD_BALANCERS, "edge-2": { ...EDGE, deletionProtection: false } });
  expect(compare(current).stacks.map(({ stack }) => stack)).toEqual(["edge-2"]);
  const { web, ...others } = BASE.platform.services as Record<string, object>;
  const services = { ...others, web: { ...web, port: 8080 } };
  expect(compare({ ...BASE, platform: { ...BASE.platform, services } }).stacks).toEqual([
    { stack: "edge-1", tenants: [] },
    { stack: "edge-2", tenants: [] },
  ]);
});

test("stacks of a load balancer that is gone are to be destroyed, its tenants first", () => {
  const { initech: _, ...tenants } = TENANTS;
  const result = compare(smallFleet(tenants, { "edge-1": EDGE }));
  expect(result).toEqual({
    stacks: [],
    removed: [
      { stack: "edge-2-tenants", tenants: ["initech"] },
      { stack: "edge-2", tenants: [] },
    ],
  });
});

test("with nothing to compare with, everything is affected", () => {
  expect(affectedStacks(undefined, planFiles(BASE))).toEqual({
    stacks: [
      { stack: "edge-1", tenants: [] },
      { stack: "edge-1-tenants", tenants: ["acme", "globex"] },
      { stack: "edge-2", tenants: [] },
      { stack: "edge-2-tenants", tenants: ["initech"] },
    ],
    removed: [],
  });
});

test("a base with errors still tells which load balancers there were", () => {
  const wrong = withFleetDirectory(smallFleet({ acme: { hosts: ["WRONG.shop.example"] } }, LOAD_BALANCERS), checkFleet);
  expect(wrong.plan).toBeUndefined();
  const current = planFiles(smallFleet({}, { "edge-1": EDGE }));
  expect(affectedStacks(wrong, current)).toEqual({
    stacks: [
      { stack: "edge-1", tenants: [] },
      { stack: "edge-1-tenants", tenants: [] },
    ],
    removed: [
      { stack: "edge-2-tenants", tenants: [] },
      { stack: "edge-2", tenants: [] },
    ],
  });
});

test("with another name of the fleet everything is another thing, and all of the old is left", () => {
  const files = smallFleet(TENANTS, LOAD_BALANCERS);
  const { removed } = compare({ ...files, platform: { ...files.platform, fleet: "other" } });
  expect(removed.map(({ stack }) => stack)).toEqual(["edge-2-tenants", "edge-2", "edge-1-tenants", "edge-1"]);
});

test("of several tenant stacks a commit affects the tenant's own", () => {
  const split = { "edge-1": { ...EDGE, tenantStacks: 16 } };
  const tenants = { acme: TENANTS.acme, globex: TENANTS.globex };
  const change = { ...tenants, globex: { hosts: ["globex.shop.example", "g.shop.example"], order: 1 } };
  const { stacks, removed } = compare(smallFleet(change, split), smallFleet(tenants, split));
  expect({ stacks, removed }).toEqual({
    stacks: [{ stack: expect.stringMatching(/^edge-1-tenants-\d\d$/), tenants: ["globex"] }],
    removed: [],
  });
});
