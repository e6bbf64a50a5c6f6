import { evaluate, parseRequest, summarizePassedOver } from "../../modules/alb";
import { type LoadBalancerPlan, planFleet } from "../../modules/plan";
import { decodeFiles } from "../support/arbitrary-fleet";
import { EDGE, smallFleet } from "../support/small-fleet";

const TENANTS = {
  acme: {
    hosts: ["acme.shop.example"],
    order: 1,
    routes: [
      { path: "/api", service: "api" },
      // Another answer: routes with the same one share a rule.
      { path: "/v?/items/*", pathType: "ImplementationSpecific", weights: { api: 1, web: 1 } },
    ],
  },
  office: { hosts: ["office.shop.example"], order: 2, allowedCidrs: ["203.0.113.0/24", "2001:db8::/48"] },
  rest: { hosts: ["*.shop.example"] },
};

const [edge] = planFleet(decodeFiles(smallFleet(TENANTS))).loadBalancers as [LoadBalancerPlan];

function explain(url: string, sourceIp?: string, loadBalancer = edge) {
  const { listener, rule, action, passedOver } = evaluate(loadBalancer, parseRequest(url, sourceIp));
  const [first] = action?.type === "forward" ? action.targetGroups : [];
  return {
    port: listener?.port,
    priority: rule?.priority,
    to: first?.service ?? (action?.type === "fixed-response" ? action.statusCode : action?.type),
    passedOver: passedOver.map(({ priority, why }) => `${priority}: ${why}`),
  };
}

describe("the rule that answers", () => {
  test("is the first that matches; each before it says why it does not", () => {
    expect(explain("https://acme.shop.example/apis")).toEqual({
      port: 443,
      priority: 3,
      to: "web",
      passedOver: ["1: path /apis does not match /api, /api/*", "2: path /apis does not match /v?/items/*"],
    });
  });

  test.each([
    ["https://acme.shop.example/api", 1],
    ["https://ACME.shop.EXAMPLE/api/x?y", 1],
    ["https://acme.shop.example/API", 3],
    ["https://acme.shop.example/v1/items/", 2],
    ["https://acme.shop.example/v12/items/", 3],
    ["https://a.b.shop.example/", 6],
    ["https://acme.shop.example./", undefined],
    ["https://shop.example/", undefined],
  ])("%s is answered by %s", (url, priority) => {
    expect(explain(url).priority).toBe(priority);
  });

  test("is the default for an unknown host", () => {
    const all = explain("https://unknown.test/");
    expect(all).toMatchObject({ port: 443, priority: undefined, to: 404 });
    expect(all.passedOver).toEqual([
      "1: host is not acme.shop.example",
      "2: host is not acme.shop.example",
      "3: host is not acme.shop.example",
      "4: host is not office.shop.example",
      "5: host is not office.shop.example",
      "6: host is not *.shop.example",
    ]);
  });
});

describe("a rule for certain sources", () => {
  test.each([["203.0.113.9"], ["2001:db8:0:1::9"]])("answers %s", (source) => {
    expect(explain("https://office.shop.example/", source)).toMatchObject({ priority: 4, to: "web" });
  });

  test("is passed over for others", () => {
    const { priority, to, passedOver } = explain("https://office.shop.example/", "10.0.0.1");
    expect({ priority, to }).toEqual({ priority: 5, to: 403 });
    expect(passedOver.at(-1)).toBe("4: source 10.0.0.1 is not in 203.0.113.0/24, 2001:db8::/48");
  });

  test("is passed over without a source IP", () => {
    const { priority, passedOver } = explain("https://office.shop.example/");
    expect(priority).toBe(5);
    expect(passedOver.at(-1)).toBe("4: only for sources in 203.0.113.0/24, 2001:db8::/48, and no source IP is given");
  });
});

describe("listeners", () => {
  test("HTTP only redirects where there is HTTPS", () => {
    expect(explain("http://acme.shop.example/api")).toEqual({
      port: 80,
      priority: undefined,
      to: "redirect",
      passedOver: [],
    });
  });

  test("HTTP carries the rules where there is no certificate", () => {
    const files = smallFleet(TENANTS, { inside: { ...EDGE, certificates: [] } });
    const [inside] = planFleet(decodeFiles(files)).loadBalancers;
    expect(explain("http://acme.shop.example/api", undefined, inside)).toMatchObject({ port: 80, priority: 1 });
    expect(explain("https://acme.shop.example/api", undefined, inside)).toMatchObject({
      port: undefined,
      to: undefined,
    });
  });

  test.each([
    ["https://acme.shop.example:8443/"],
    ["http://acme.shop.example:443/"],
    ["https://acme.shop.example:80/"],
  ])("nothing answers %s", (url) => {
    const nothing = { listener: null, rule: null, action: null, passedOver: [] };
    expect(evaluate(edge, parseRequest(url))).toEqual(nothing);
  });
});

test("rules of other hosts that follow each other become one line", () => {
  const host = (priority: number) => ({ priority, condition: "host" as const, why: `host is not h${priority}.test` });
  const other = (priority: number, condition: "path" | "source", why: string) => ({ priority, condition, why });
  expect(
    summarizePassedOver([
      host(1),
      host(2),
      host(3),
      other(4, "path", "path / does not match /api, /api/*"),
      other(5, "source", "source 10.0.0.1 is not in 192.0.2.0/24"),
      host(6),
    ]),
  ).toEqual([
    { from: 1, to: 3, why: "other hosts" },
    { from: 4, to: 4, why: "path / does not match /api, /api/*" },
    { from: 5, to: 5, why: "source 10.0.0.1 is not in 192.0.2.0/24" },
    { from: 6, to: 6, why: "host is not h6.test" },
  ]);
  expect(summarizePassedOver([])).toEqual([]);
});
