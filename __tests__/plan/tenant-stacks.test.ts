import * as fc from "fast-check";
import { loadBalancerOfTenantStack } from "../../modules/plan";
import { tenantStackIndex, tenantStackNames } from "../../modules/plan/naming";
import { planFiles } from "../support/arbitrary-fleet";
import { EDGE, smallFleet } from "../support/small-fleet";

const names = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
const counts = fc.integer({ min: 1, max: 100 });

test("one stack keeps the name without a number", () => {
  expect(tenantStackNames("edge-1", 1)).toEqual(["edge-1-tenants"]);
});

test("several stacks are numbered with two digits", () => {
  expect(tenantStackNames("edge-1", 3)).toEqual(["edge-1-tenants-00", "edge-1-tenants-01", "edge-1-tenants-02"]);
  expect(tenantStackNames("edge-1", 100).at(-1)).toBe("edge-1-tenants-99");
});

test("a tenant stays in its stack for ever", () => {
  // A tenant that moved to another stack would be destroyed by the one and made by the other.
  expect(["acme", "globex", "initech"].map((tenant) => tenantStackIndex(tenant, 16))).toEqual([13, 13, 2]);
});

test("every tenant has one of the stacks, and each of them is known as a tenants' stack", () => {
  fc.assert(
    fc.property(names, counts, (tenant, count) => {
      const name = tenantStackNames("edge-1", count)[tenantStackIndex(tenant, count)];
      expect(loadBalancerOfTenantStack(name ?? "")).toBe("edge-1");
    }),
  );
});

test("hundreds of tenants spread evenly", () => {
  const sizes = new Map<number, number>();
  for (let at = 0; at < 1600; at++) {
    const index = tenantStackIndex(`tenant-${at}`, 16);
    sizes.set(index, (sizes.get(index) ?? 0) + 1);
  }
  expect(sizes.size).toBe(16);
  // 100 each on average; by chance alone one of 16 lies outside of 60 to 140 less than once in 1,000 draws.
  for (const size of sizes.values()) expect(Math.abs(size - 100)).toBeLessThan(40);
});

test("the stacks hold the load balancer's Ingresses, each once, those of one tenant together", () => {
  const tenants = Object.fromEntries(
    Array.from({ length: 30 }, (_, at) => [
      `t${at}`,
      { hosts: [`t${at}.shop.example`, `*.t${at}.shop.example`], order: at },
    ]),
  );
  const { plan } = planFiles(smallFleet(tenants, { edge: { ...EDGE, certificates: [], tenantStacks: 5 } }));
  const [{ ingresses, tenantStacks }] = plan.loadBalancers as [(typeof plan.loadBalancers)[0]];
  expect(new Set(tenantStacks.flatMap((stack) => stack.ingresses))).toEqual(new Set(ingresses));
  expect(tenantStacks.flatMap((stack) => stack.ingresses)).toHaveLength(60);
  for (const stack of tenantStacks) {
    for (const { tenant } of stack.ingresses) {
      expect(stack.ingresses.filter((other) => other.tenant === tenant)).toHaveLength(2);
    }
  }
});
