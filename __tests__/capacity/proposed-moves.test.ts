import fc from "fast-check";
import { proposeMoves } from "../../modules/capacity/proposed-moves";
import type { TenantFile } from "../support/arbitrary-fleet";
import { planFiles } from "../support/arbitrary-fleet";
import { runs } from "../support/property-runs";
import { EDGE, smallFleet } from "../support/small-fleet";

const TIGHT = 0.8;

/** A tenant with so many listener rules. */
function tenant(name: string, rules: number, more: Partial<TenantFile> = {}): TenantFile {
  const routes = Array.from({ length: rules - 1 }, (_, index) => ({
    path: `/${index}`,
    redirect: { path: `/r${index}`, statusCode: 301 as const },
  }));
  return { hosts: [`${name}.shop.example`], ...(rules > 1 && { routes }), ...more };
}

/** The moves of a fleet of tenants with so many rules each on edge-1, whose quota is 20; edge-2 has these fields. */
function movesOf(sizes: readonly number[], edge2: object = {}, more: Partial<TenantFile> = {}) {
  const tenants = Object.fromEntries(sizes.map((rules, index) => [`t${index}`, tenant(`t${index}`, rules, more)]));
  const small = { ...EDGE, quotas: { rules: 20 }, headroom: 0 };
  const planned = planFiles(smallFleet(tenants, { "edge-1": small, "edge-2": { ...small, ...edge2 } }));
  return { planned, moves: proposeMoves(planned, TIGHT) };
}

test("nothing is moved while no load balancer is short", () => {
  expect(movesOf([5, 5, 5]).moves).toEqual([]);
});

test("one tenant is moved where one is enough, the smallest of those", () => {
  expect(movesOf([2, 9, 3, 4]).moves).toEqual([{ tenant: "t2", from: "edge-1", to: "edge-2", rules: 3 }]);
});

test("more are moved only where none is large enough, the largest first", () => {
  expect(movesOf([2, 2, 2, 2, 2, 2, 2, 2, 2, 2]).moves.map(({ rules }) => rules)).toEqual([2, 2, 2]);
});

test.each([
  ["has no room", { quotas: { rules: 3 } }],
  ["does not carry the service", { services: ["api"] }],
  ["is of another scheme", { scheme: "internet-facing" }],
  ["has no certificate for the hosts", { certificates: [{ ...EDGE.certificates[0], domains: ["*.eu.shop.example"] }] }],
])("none is proposed where the other load balancer %s", (_, edge2) => {
  expect(movesOf([6, 7, 5], edge2).moves).toEqual([]);
});

test("who is served elsewhere already is left alone: it is on its way, or has its standby", () => {
  expect(movesOf([8, 8], {}, { alsoOn: ["edge-2"] }).moves).toEqual([]);
});

test("the proposed moves leave no load balancer short, and one fewer would not do", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 3, maxLength: 8 }), (sizes) => {
      const total = sizes.reduce((sum, size) => sum + size, 0);
      fc.pre(total <= 20);
      const { moves } = movesOf(sizes);
      const moved = moves.reduce((sum, { rules }) => sum + rules, 0);
      expect(total - moved).toBeLessThan(16);
      const largest = [...sizes].sort((a, b) => b - a).slice(0, Math.max(0, moves.length - 1));
      if (moves.length > 0) expect(total - largest.reduce((sum, size) => sum + size, 0)).toBeGreaterThanOrEqual(16);
    }),
    runs(50),
  );
});
