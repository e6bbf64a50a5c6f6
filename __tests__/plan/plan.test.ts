import { planFleet } from "../../modules/plan";
import { decodeFiles } from "../support/arbitrary-fleet";
import { EDGE, smallFleet } from "../support/small-fleet";

const HTTP = { ...EDGE, certificates: [] };

test("rules are numbered in the controller's order: order, then namespace and name as text", () => {
  const files = smallFleet(
    {
      // As text acme-2.edge-1 comes before acme.edge-1: a hyphen comes before a dot.
      acme: { hosts: ["acme.test"] },
      "acme-2": { hosts: ["acme-2.test"] },
      late: { hosts: ["late.test"], order: 2 },
      zeta: { hosts: ["zeta.test"], order: 1 },
      wild: { hosts: ["*.wild.test", "wild.test"], order: 1 },
    },
    { "edge-1": HTTP },
  );
  const [edge] = planFleet(decodeFiles(files)).loadBalancers;
  expect(edge!.listeners[0]!.rules.map(({ priority, ingress }) => `${priority} ${ingress}`)).toEqual([
    "1 tenants/acme-2.edge-1",
    "2 tenants/acme.edge-1",
    "3 tenants/wild.edge-1",
    "4 tenants/zeta.edge-1",
    "5 tenants/late.edge-1",
    "6 tenants/wild.edge-1.w2",
  ]);
});

test("a tenant is on its load balancer and on those of alsoOn, each with target groups of its own", () => {
  const files = smallFleet(
    {
      acme: { hosts: ["acme.test", "www.acme.test"], loadBalancer: "b", alsoOn: ["a"] },
      zeta: { hosts: ["zeta.test"], loadBalancer: "b" },
    },
    { b: { ...HTTP, group: "old" }, a: HTTP, c: HTTP },
  );
  const plan = planFleet(decodeFiles(files));
  expect(plan.loadBalancers).toMatchObject([
    { key: "a", name: "shop-a", group: "shop-a", tenants: ["acme"], hostCount: 2 },
    { key: "b", name: "shop-b", group: "old", tenants: ["acme", "zeta"], hostCount: 3 },
    { key: "c", name: "shop-c", group: "shop-c", tenants: [], hostCount: 0, ingresses: [] },
  ]);
  expect(plan.loadBalancers.map(({ targetGroups }) => targetGroups.map(({ name }) => name))).toEqual([
    ["shop-api-a", "shop-web-a"],
    ["shop-api-b", "shop-web-b"],
    ["shop-api-c", "shop-web-c"],
  ]);
});

describe("listeners", () => {
  const unknownHost = { type: "fixed-response", statusCode: 404, contentType: "text/plain", body: "Not found" };

  test("with certificates HTTPS carries the rules and HTTP sends to it", () => {
    const [edge] = planFleet(decodeFiles(smallFleet({ acme: { hosts: ["acme.shop.example"] } }))).loadBalancers;
    expect(edge!.certificateArns).toEqual(["arn:aws:acm:eu-central-1:123456789012:certificate/1"]);
    expect(edge!.listeners).toMatchObject([
      {
        port: 80,
        protocol: "HTTP",
        rules: [],
        default: {
          type: "redirect",
          host: "#{host}",
          path: "/#{path}",
          query: "#{query}",
          port: "443",
          protocol: "HTTPS",
          statusCode: 301,
        },
      },
      { port: 443, protocol: "HTTPS", rules: [{ priority: 1, tenant: "acme" }], default: unknownHost },
    ]);
  });

  test("without certificates HTTP carries them", () => {
    const [edge] = planFleet(
      decodeFiles(smallFleet({ acme: { hosts: ["acme.test"] } }, { "edge-1": HTTP })),
    ).loadBalancers;
    expect(edge!.listeners).toMatchObject([
      { port: 80, protocol: "HTTP", rules: [{ priority: 1, tenant: "acme" }], default: unknownHost },
    ]);
  });
});

describe("port 80 beside HTTPS", () => {
  test.each([
    ["redirect", [80, 443], [80, 443]],
    ["off", [443], [443]],
    ["keep", [443], [80, 443]],
  ])("%s: listens on %j, is open on %j", (http, listening, open) => {
    const files = smallFleet({}, { "edge-1": { ...EDGE, http, inboundCidrs: ["10.0.0.0/8"] } });
    const { listeners, inboundRules } = planFleet(decodeFiles(files)).loadBalancers[0]!;
    expect(listeners.map(({ port }) => port)).toEqual(listening);
    expect(inboundRules.map(({ port }) => port)).toEqual(open);
  });
});

test("an empty fleet still has its listeners", () => {
  const [edge] = planFleet(decodeFiles(smallFleet({}))).loadBalancers;
  expect(edge).toMatchObject({ tenants: [], hostCount: 0, ingresses: [], listeners: [{ rules: [] }, { rules: [] }] });
});
