import { planFleet } from "../../modules/plan";
import { decodeFiles, type TenantFile } from "../support/arbitrary-fleet";
import { EDGE, smallFleet } from "../support/small-fleet";

const HTTP = { ...EDGE, certificates: [] };

/** The Ingresses of one tenant on a load balancer that takes every host. */
function ingressesOf(tenant: TenantFile) {
  const [loadBalancer] = planFleet(decodeFiles(smallFleet({ acme: tenant }, { "edge-1": HTTP }))).loadBalancers;
  return loadBalancer!.ingresses;
}

function rulesOf(tenant: TenantFile) {
  return ingressesOf(tenant).flatMap(({ rules }) => rules);
}

const hosts = (count: number) => Array.from({ length: count }, (_, index) => `h${index}.acme.test`);

test("one host is one Ingress with one rule", () => {
  expect(
    ingressesOf({ hosts: ["acme.shop.example"], order: 7, labels: { team: "a" }, annotations: { "a/b": "c" } }),
  ).toEqual([
    {
      tenant: "acme",
      name: "acme.edge-1",
      namespace: "tenants",
      resourceId: "acme",
      groupOrder: 7,
      hosts: ["acme.shop.example"],
      labels: { team: "a", "app.kubernetes.io/managed-by": "tenantry", "tenantry/tenant": "acme" },
      annotations: { "a/b": "c" },
      rules: [
        {
          backend: "forward-to-tg",
          path: "/*",
          pathType: "ImplementationSpecific",
          hosts: ["acme.shop.example"],
          sourceIps: [],
          action: { type: "forward", targetGroups: [{ service: "web", name: "shop-web-edge-1", weight: 1 }] },
        },
      ],
    },
  ]);
});

test("exact hosts come before wildcards, deeper wildcards before shallower ones, whatever the order", () => {
  const ingresses = ingressesOf({
    hosts: ["*.acme.test", "a.acme.test", "*.a.acme.test", "*.b.acme.test"],
    order: 899,
  });
  expect(ingresses.map(({ name, groupOrder, hosts }) => [name, groupOrder, hosts])).toEqual([
    ["acme.edge-1", 899, ["a.acme.test"]],
    ["acme.edge-1.w3", 997, ["*.a.acme.test", "*.b.acme.test"]],
    ["acme.edge-1.w2", 998, ["*.acme.test"]],
  ]);
});

describe("hosts share rules as far as five values allow", () => {
  test.each([
    ["the catch-all: four", { hosts: hosts(9) }, [4, 4, 1]],
    ["a Prefix: three", { hosts: hosts(4), routes: [{ path: "/api", service: "api" }] }, [3, 1, 4]],
    ["an Exact path: four", { hosts: hosts(4), routes: [{ path: "/api", pathType: "Exact", service: "api" }] }, [4, 4]],
    ["sources: the room that is left; four for the 403", { hosts: hosts(4), allowedCidrs: ["10.0.0.0/8"] }, [3, 1, 4]],
    [
      "maintenance: four, without routes",
      { hosts: hosts(4), status: "maintenance", routes: [{ path: "/api", service: "api" }] },
      [4],
    ],
  ] as const)("%s", (_, tenant, sizes) => {
    expect(rulesOf(tenant).map((rule) => rule.hosts.length)).toEqual(sizes);
  });

  test("wildcard hosts, as far as five wildcards allow", () => {
    const wildcards = ["a", "b", "c", "d"].map((label) => `*.${label}.acme.test`);
    const routes = [{ path: "/*/*/*", pathType: "ImplementationSpecific", service: "api" }];
    expect(rulesOf({ hosts: wildcards, routes }).map((rule) => rule.hosts.length)).toEqual([2, 2, 4]);
  });
});

describe("backends", () => {
  test("rules with the same action and conditions share one, others have one of their own", () => {
    const backends = rulesOf({
      hosts: hosts(9),
      routes: [
        { path: "/a", service: "api" },
        { path: "/b", service: "api" },
      ],
    });
    expect(backends.map(({ backend, path, hosts: { length } }) => [path, length, backend])).toEqual([
      ["/a", 3, "forward-to-api"],
      ["/a", 3, "forward-to-api-2"],
      ["/a", 3, "forward-to-api-3"],
      ["/b", 3, "forward-to-api"],
      ["/b", 3, "forward-to-api-2"],
      ["/b", 3, "forward-to-api-3"],
      ["/*", 4, "forward-to-tg"],
      ["/*", 4, "forward-to-tg-2"],
      ["/*", 1, "forward-to-tg-3"],
    ]);
  });

  test("a service called tg does not take the catch-all's name", () => {
    const files = smallFleet(
      { acme: { hosts: ["acme.test"], routes: [{ path: "/a", service: "tg" }] } },
      { "edge-1": HTTP },
    );
    const services = {
      web: { namespace: "apps", name: "web", port: 80 },
      tg: { namespace: "apps", name: "tg", port: 80 },
    };
    const [loadBalancer] = planFleet(
      decodeFiles({ ...files, platform: { ...files.platform, services } }),
    ).loadBalancers;
    const backends = loadBalancer!.ingresses[0]!.rules.map(({ backend }) => backend);
    expect(backends).toEqual(["forward-to-tg-service", "forward-to-tg"]);
  });
});

describe("states", () => {
  test.each([
    ["maintenance", 503],
    ["suspended", 403],
  ] as const)("%s answers everything, from any source", (status, statusCode) => {
    const tenant = {
      hosts: hosts(2),
      status,
      allowedCidrs: ["10.0.0.0/8"],
      routes: [{ path: "/api", service: "api" }],
    };
    expect(rulesOf(tenant)).toMatchObject([
      { path: "/*", sourceIps: [], action: { type: "fixed-response", statusCode } },
    ]);
  });

  test("allowed sources are answered first, then everybody else by 403", () => {
    const tenant = { hosts: hosts(1), allowedCidrs: ["10.0.0.0/8"], routes: [{ path: "/api", service: "api" }] };
    expect(rulesOf(tenant).map(({ path, sourceIps, action }) => [path, sourceIps, action.type])).toEqual([
      ["/api", ["10.0.0.0/8"], "forward"],
      ["/*", ["10.0.0.0/8"], "forward"],
      ["/*", [], "fixed-response"],
    ]);
  });

  test("a redirect keeps by placeholders what it does not change", () => {
    expect(rulesOf({ hosts: hosts(1), redirect: { host: "new.test", port: 8443, statusCode: 301 } })).toMatchObject([
      {
        backend: "redirect",
        action: {
          type: "redirect",
          host: "new.test",
          path: "/#{path}",
          query: "#{query}",
          port: "8443",
          protocol: "#{protocol}",
          statusCode: 301,
        },
      },
    ]);
  });
});

test("weights are in the order of the services' names, sticky between them when one of them is sticky", () => {
  const files = smallFleet({ acme: { hosts: ["acme.test"], weights: { web: 90, api: 0 } } }, { "edge-1": HTTP });
  const service = (name: string, durationSeconds: number) => ({
    namespace: "apps",
    name,
    port: 80,
    stickiness: { type: "lb_cookie", durationSeconds },
  });
  const services = { web: service("web", 60), api: service("api", 3600) };
  const [loadBalancer] = planFleet(decodeFiles({ ...files, platform: { ...files.platform, services } })).loadBalancers;
  expect(loadBalancer!.ingresses[0]!.rules[0]!.action).toEqual({
    type: "forward",
    targetGroups: [
      { service: "api", name: "shop-api-edge-1", weight: 0 },
      { service: "web", name: "shop-web-edge-1", weight: 90 },
    ],
    stickinessSeconds: 3600,
  });
});
