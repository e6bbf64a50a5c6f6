import {
  actionKey,
  conditionsKey,
  type ObservedAction,
  type ObservedConditions,
  redirectAction,
} from "../../modules/alb";

const conditions = (some: Partial<ObservedConditions>) =>
  conditionsKey({ hosts: [], paths: [], sourceIps: [], ...some });
const forward = (groups: Readonly<Record<string, number>>, stickinessSeconds?: number): ObservedAction => ({
  type: "forward",
  targetGroups: Object.entries(groups).map(([name, weight]) => ({ name, weight })),
  ...(stickinessSeconds !== undefined && { stickinessSeconds }),
});

test.each<[string, Partial<ObservedConditions>, Partial<ObservedConditions>]>([
  ["a lone /* and no path", { hosts: ["a.example"], paths: ["/*"] }, { hosts: ["a.example"] }],
  ["/* beside another path and no path", { paths: ["/a", "/*"] }, {}],
  ["hosts in another order and case", { hosts: ["a.example", "B.example"] }, { hosts: ["b.example", "a.example"] }],
  ["a network in another spelling", { sourceIps: ["2001:DB8:0::/48"] }, { sourceIps: ["2001:db8::/48"] }],
])("conditions are equal: %s", (_, one, other) => {
  expect(conditions(one)).toBe(conditions(other));
});

test.each<[string, Partial<ObservedConditions>, Partial<ObservedConditions>]>([
  ["another path", { paths: ["/a"] }, { paths: ["/b"] }],
  ["a path in another case", { paths: ["/a"] }, { paths: ["/A"] }],
  ["any path and one path", { paths: ["/a"] }, {}],
  ["a host where the other has a path", { hosts: ["/a"] }, { paths: ["/a"] }],
  ["a further condition", { other: ["x"] }, {}],
])("conditions differ: %s", (_, one, other) => {
  expect(conditions(one)).not.toBe(conditions(other));
});

test("actions are equal whatever the order of target groups and the weight of a lone one", () => {
  expect(actionKey(forward({ a: 1, b: 2 }))).toBe(actionKey(forward({ b: 2, a: 1 })));
  expect(actionKey(forward({ a: 7 }))).toBe(actionKey(forward({ a: 1 })));
});

test.each<[string, ObservedAction, ObservedAction]>([
  ["a lone target group with weight 0", forward({ a: 0 }), forward({ a: 1 })],
  ["stickiness", forward({ a: 1, b: 1 }, 60), forward({ a: 1, b: 1 })],
  ["weights", forward({ a: 1, b: 2 }), forward({ a: 2, b: 1 })],
  [
    "no query and the same query",
    redirectAction({ path: "/new", query: "", statusCode: 301 }),
    redirectAction({ path: "/new", statusCode: 301 }),
  ],
])("actions differ: %s", (_, one, other) => {
  expect(actionKey(one)).not.toBe(actionKey(other));
});
