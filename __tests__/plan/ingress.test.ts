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

const CIDRS = ["10.0.0.0/8", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"];
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
      pooledHosts: [],
      labels: { team: "a", "app.kubernetes.io/managed-by": "tenantry", "tenantry/tenant": "acme" },
      annotations: { "a/b": "c" },
      rules: [
        {
          backend: "forward-to-tg",
          path: "/*",
          pathType: "ImplementationSpecific",
          furtherPaths: [],
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
    ["the catch-all: four", { hosts: hosts(7) }, [4, 3]],
    ["the catch-all: five where that saves a rule", { hosts: hosts(9) }, [5, 4]],
    [
      "one host and four sources: one for the sources, one for the 403",
      { hosts: hosts(1), allowedCidrs: CIDRS },
      [1, 1],
    ],
    ["a Prefix: three", { hosts: hosts(4), routes: [{ path: "/api", service: "api" }] }, [3, 1, 4]],
    ["an Exact path: four", { hosts: hosts(4), routes: [{ path: "/api", pathType: "Exact", service: "api" }] }, [4, 4]],
    ["sources: the room that is left; four for the 403", { hosts: hosts(4), allowedCidrs: ["10.0.0.0/8"] }, [4, 4]],
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

describe("a path condition takes a value only where there is room", () => {
  const pathsOf = (tenant: TenantFile) =>
    rulesOf(tenant).map(({ path, hosts, sourceIps }) => [path, hosts.length, sourceIps.length]);

  test.each([
    ["four hosts", { hosts: hosts(4) }, [["/*", 4, 0]]],
    ["five hosts", { hosts: hosts(5) }, [["", 5, 0]]],
    [
      "six hosts, which take two rules anyhow",
      { hosts: hosts(6) },
      [
        ["/*", 4, 0],
        ["/*", 2, 0],
      ],
    ],
    [
      "a host with three sources",
      { hosts: hosts(1), allowedCidrs: CIDRS.slice(1) },
      [
        ["/*", 1, 3],
        ["/*", 1, 0],
      ],
    ],
    [
      "a host with four sources",
      { hosts: hosts(1), allowedCidrs: CIDRS },
      [
        ["", 1, 4],
        ["/*", 1, 0],
      ],
    ],
    ["five wildcard hosts", { hosts: ["a", "b", "c", "d", "e"].map((label) => `*.${label}.acme.test`) }, [["", 5, 0]]],
  ] as const)("%s", (_, tenant, expected) => {
    expect(pathsOf(tenant)).toEqual(expected);
  });
});

describe("routes with one answer share rules", () => {
  const api = (path: string, pathType?: string) => ({
    path,
    ...(pathType !== undefined && { pathType }),
    service: "api",
  });
  const web = (path: string, pathType?: string) => ({ ...api(path, pathType), service: "web" });
  /** What each rule matches and where it leads. */
  const outline = (tenant: TenantFile) =>
    rulesOf(tenant).map(({ path, pathType, furtherPaths, action }) => {
      const [to] = action.type === "forward" ? action.targetGroups : [];
      return `${[`${path} (${pathType})`, ...furtherPaths].join(" ")} → ${to?.service}`;
    });
  const pattern = "ImplementationSpecific";
  const rest = `/* (${pattern}) → web`;

  test.each([
    [
      "as far as five values last",
      [api("/api/*", pattern), api("/graphql", "Exact"), api("/auth/*", pattern), api("/hooks/*", pattern)],
      [`/graphql (Exact) /api/* /auth/* /hooks/* → api`, rest],
    ],
    ["a Prefix with its two patterns", [api("/api"), api("/auth")], ["/auth (Prefix) /api /api/* → api", rest]],
    [
      "a Prefix is torn apart where that saves a rule",
      [api("/a"), api("/b"), api("/c", "Exact"), api("/d"), api("/e", "Exact")],
      ["/c (Exact) /e /a /a/* → api", "/b (Prefix) /d /d/* → api", rest],
    ],
    [
      "never past a route that would answer first",
      [api("/a/x", "Exact"), web("/a"), api("/*/y", pattern)],
      ["/a/x (Exact) → api", "/a (Prefix) → web", "/*/y (ImplementationSpecific) → api", rest],
    ],
    [
      "moved up past a route that takes none of its requests",
      [api("/a", "Exact"), { path: "/m", redirect: { path: "/n", statusCode: 302 } }, api("/b", pattern)],
      ["/a (Exact) /b → api", "/m (Prefix) → undefined", rest],
    ],
    ["a route that answers like the rest makes no rule", [web("/a"), api("/b")], ["/b (Prefix) → api", rest]],
    [
      "a route that answers like the rest stays before one that it keeps requests from",
      [web("/a/x", "Exact"), api("/a")],
      ["/a/x (Exact) → web", "/a (Prefix) → api", rest],
    ],
  ] as const)("%s", (_, routes, expected) => {
    expect(outline({ hosts: hosts(1), routes: [...routes] })).toEqual(expected);
  });

  test("routes are left as they are where sharing saves nothing", () => {
    expect(outline({ hosts: hosts(3), routes: [api("/a"), web("/a/b"), api("/c")] })).toEqual([
      "/a/b (Prefix) → web",
      "/a (Prefix) → api",
      "/c (Prefix) → api",
      rest,
    ]);
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
      ["", 5, "forward-to-tg"],
      ["/*", 4, "forward-to-tg-2"],
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
