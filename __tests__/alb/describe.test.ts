import {
  describeAction,
  describeRule,
  type ObservedAction,
  type ObservedConditions,
  redirectAction,
} from "../../modules/alb";

const web = { name: "shop-web-edge-1", weight: 1 };
const response = { type: "fixed-response", statusCode: 503, contentType: "text/plain", body: "" } as const;

test.each<[string, ObservedAction]>([
  ["forward to shop-web-edge-1", { type: "forward", targetGroups: [web] }],
  [
    "forward to shop-web-edge-1 (1), shop-api-edge-1 (0), sticky for 60 s",
    { type: "forward", targetGroups: [web, { name: "shop-api-edge-1", weight: 0 }], stickinessSeconds: 60 },
  ],
  ["forward to shop-web-edge-1 (0)", { type: "forward", targetGroups: [{ ...web, weight: 0 }] }],
  ["forward to nothing", { type: "forward", targetGroups: [] }],
  ["respond 503", response],
  ['respond 503 "Back\\nsoon"', { ...response, body: "Back\nsoon" }],
  [`respond 503 text/html "${"x".repeat(60)}…"`, { ...response, contentType: "text/html", body: "x".repeat(61) }],
  [
    "redirect 301 to https://#{host}:443/#{path}?#{query}",
    redirectAction({ protocol: "HTTPS", port: 443, statusCode: 301 }),
  ],
  ["redirect 302 to #{protocol}://#{host}:#{port}/new", redirectAction({ path: "/new", query: "", statusCode: 302 })],
  ["authenticate-oidc, then forward", { type: "other", actions: ["authenticate-oidc", "forward"] }],
  ["do nothing", { type: "other", actions: [] }],
])("an action is described as %p", (sentence, action) => {
  expect(describeAction(action)).toBe(sentence);
});

test.each<[string, Partial<ObservedConditions>]>([
  ["a.example, b.example /api, /api/*: respond 503", { hosts: ["a.example", "b.example"], paths: ["/api", "/api/*"] }],
  ["a.example any path from 10.0.0.0/8: respond 503", { hosts: ["a.example"], sourceIps: ["10.0.0.0/8"] }],
  ["any host any path if x and if y: respond 503", { other: ["x", "y"] }],
])("a rule is described as %p", (sentence, conditions) => {
  const none = { hosts: [], paths: [], sourceIps: [] };
  expect(describeRule({ conditions: { ...none, ...conditions }, action: response })).toBe(sentence);
});

test("rewrites of a rule are named", () => {
  const conditions = { hosts: ["a.example"], paths: ["/*"], sourceIps: [] };
  expect(describeRule({ conditions, action: response, transforms: ["one", "two"] })).toBe(
    "a.example /*: respond 503, rewritten (one; two)",
  );
});
