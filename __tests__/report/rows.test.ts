import { matchesSearch, ruleRows, tenantRows } from "../../modules/report/page/rows";
import { EDGE, smallFleet } from "../support/small-fleet";
import { reportOf } from "./report-of";

const data = reportOf(
  smallFleet(
    {
      acme: { hosts: ["acme.shop.example"], alsoOn: ["edge-2"], description: "First Customer" },
      globex: {
        hosts: ["globex.shop.example"],
        routes: [{ path: "/api", service: "api" }],
        allowedCidrs: ["192.0.2.0/24"],
      },
      initech: { hosts: ["initech.shop.example"], loadBalancer: "edge-2", status: "suspended" },
    },
    { "edge-1": EDGE, "edge-2": EDGE },
  ),
).data;
const rules = ruleRows(data);
const tenants = tenantRows(data, rules);

test("rules are listed by load balancer, in priority order, with what they do", () => {
  expect(rules.map(({ loadBalancer, rule, answer }) => [loadBalancer, rule.priority, rule.tenant, answer])).toEqual([
    ["edge-1", 1, "acme", "web"],
    ["edge-1", 2, "globex", "api"],
    ["edge-1", 3, "globex", "web"],
    ["edge-1", 4, "globex", 'respond 403 "Forbidden"'],
    ["edge-2", 1, "acme", "web"],
    ["edge-2", 2, "initech", 'respond 403 "Suspended"'],
  ]);
});

test("tenants are listed with all their load balancers, rules and answers", () => {
  expect(
    tenants.map(({ tenant, loadBalancers, rules, answers }) => [tenant.name, loadBalancers, rules, answers]),
  ).toEqual([
    ["acme", ["edge-1", "edge-2"], 2, ["web"]],
    [
      "globex",
      ["edge-1"],
      3,
      ["/api, /api/* from allowed sources → api", "from allowed sources → web", 'respond 403 "Forbidden"'],
    ],
    ["initech", ["edge-2"], 1, ['respond 403 "Suspended"']],
  ]);
});

test.each([
  ["", 3],
  ["ACME", 1],
  ["first customer", 1],
  ["customer first", 1],
  ["edge-2", 2],
  ["suspended", 1],
  ["shop-api", 1],
  ["acme globex", 0],
  // Not across two hosts, names or other parts.
  ["exampleacme", 0],
])("a search for %p finds %d tenants", (search, found) => {
  expect(tenants.filter((row) => matchesSearch(row, search))).toHaveLength(found);
});

test.each([
  ["192.0.2", 2],
  ["/api/*", 1],
  ["edge-1 globex", 3],
  ["respond", 2],
])("a search for %p finds %d rules", (search, found) => {
  expect(rules.filter((row) => matchesSearch(row, search))).toHaveLength(found);
});

test("tenants that a pool answers are shown with its answer, and no rule", () => {
  const pooled = { ...EDGE, pools: [{ domain: "shop.example", service: "web" }] };
  const files = smallFleet(
    { acme: { hosts: ["acme.shop.example"] }, globex: { hosts: ["globex.shop.example"], service: "api" } },
    { "edge-1": pooled },
  );
  const { data } = reportOf(files);
  const rows = ruleRows(data);
  expect(tenantRows(data, rows).map(({ tenant, rules, answers }) => [tenant.name, rules, answers])).toEqual([
    ["acme", 0, ["web (pool shop.example)"]],
    ["globex", 1, ["api"]],
  ]);
  expect(rows.filter((row) => matchesSearch(row, "pool shop.example"))).toHaveLength(1);
});
