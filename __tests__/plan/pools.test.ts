import { planFleet } from "../../modules/plan";
import { decodeFiles, type FleetFiles, type TenantFile } from "../support/arbitrary-fleet";
import { EDGE, smallFleet } from "../support/small-fleet";

const POOLS = [{ domain: "shop.example", service: "web" }];

function planned(
  tenants: Readonly<Record<string, TenantFile>>,
  edge: object = { pools: POOLS },
  platform: Partial<FleetFiles["platform"]> = {},
) {
  const files = smallFleet(tenants, { "edge-1": { ...EDGE, ...edge } });
  const [loadBalancer] = planFleet(
    decodeFiles({ ...files, platform: { ...files.platform, ...platform } } as FleetFiles),
  ).loadBalancers;
  return loadBalancer!;
}

/** Each rule: whose it is, its hosts, where it leads. */
function outline(loadBalancer: ReturnType<typeof planned>) {
  return loadBalancer.listeners.at(-1)!.rules.map(({ tenant, pool, conditions, action }) => {
    const to =
      action.type === "forward" ? action.targetGroups[0]?.service : "statusCode" in action && action.statusCode;
    return `${tenant} ${pool ?? "-"}: ${conditions.hosts.join(" ")} → ${to}`;
  });
}

const POOL_RULE = "null shop.example: *.shop.example → web";

test("a pooled tenant is an Ingress that names its host and has no rule", () => {
  const loadBalancer = planned({ acme: { hosts: ["acme.shop.example"] } });
  expect(loadBalancer.ingresses).toMatchObject([
    { name: "acme.edge-1", hosts: ["acme.shop.example"], pooledHosts: ["acme.shop.example"], rules: [] },
  ]);
  expect(outline(loadBalancer)).toEqual([POOL_RULE]);
  expect(loadBalancer.quotas.rules.used).toBe(1);
});

test("the pool's Ingress is called after its place, stands among the wildcards and is hidden from external-dns", () => {
  expect(planned({}).poolIngresses).toMatchObject([
    {
      pool: "shop.example",
      name: "edge-1.pool-1",
      namespace: "tenants",
      resourceId: "pool_1",
      groupOrder: 998,
      hosts: ["*.shop.example"],
      annotations: { "external-dns.alpha.kubernetes.io/controller": "none" },
      labels: { "app.kubernetes.io/managed-by": "tenantry" },
    },
  ]);
});

const host = { hosts: ["acme.shop.example"] };

test.each<[string, TenantFile]>([
  ["another service", { ...host, service: "api" }],
  ["weights", { ...host, weights: { web: 90, api: 10 } }],
  ["a route", { ...host, routes: [{ path: "/api", service: "api" }] }],
  ["a redirect", { ...host, redirect: { host: "elsewhere.test", statusCode: 301 } }],
  ["allowed networks", { ...host, allowedCidrs: ["10.0.0.0/8"] }],
  ["a response", { ...host, respond: { statusCode: 410, contentType: "text/plain", body: "" } }],
  ["maintenance", { ...host, status: "maintenance" }],
  ["suspension", { ...host, status: "suspended" }],
])("a tenant with %s has rules of its own, before the pool's", (_, acme) => {
  const loadBalancer = planned({ acme });
  expect(loadBalancer.ingresses[0]).toMatchObject({ pooledHosts: [] });
  expect(outline(loadBalancer)[0]).toMatch(/^acme -: acme\.shop\.example → /);
  expect(outline(loadBalancer).at(-1)).toBe(POOL_RULE);
});

test.each([
  ["two labels below the domain", "a.acme.shop.example"],
  ["the domain itself", "shop.example"],
  ["elsewhere", "acme.example"],
  ["a wildcard below the domain", "*.acme.shop.example"],
])("a host is not pooled: %s", (_, name) => {
  const loadBalancer = planned({ acme: { hosts: [name] } });
  expect(outline(loadBalancer)).toEqual([`acme -: ${name} → web`, POOL_RULE]);
});

test("a tenant with pooled hosts and others has rules for the others only", () => {
  const loadBalancer = planned({ acme: { hosts: ["acme.shop.example", "acme.example", "*.acme.shop.example"] } });
  expect(loadBalancer.ingresses.map(({ hosts, pooledHosts }) => ({ hosts, pooledHosts }))).toEqual([
    { hosts: ["acme.shop.example", "acme.example"], pooledHosts: ["acme.shop.example"] },
    { hosts: ["*.acme.shop.example"], pooledHosts: [] },
  ]);
  expect(outline(loadBalancer)).toEqual(["acme -: acme.example → web", "acme -: *.acme.shop.example → web", POOL_RULE]);
});

test("pools below each other are tried from the deepest, each for the hosts one label below it", () => {
  const pools = [...POOLS, { domain: "eu.shop.example", service: "api" }];
  const tenants = {
    acme: { hosts: ["acme.shop.example", "acme.eu.shop.example"] },
    globex: { hosts: ["globex.eu.shop.example"], service: "api" },
  };
  const loadBalancer = planned(tenants, { pools });
  expect(outline(loadBalancer)).toEqual([
    "acme -: acme.eu.shop.example → web",
    "null eu.shop.example: *.eu.shop.example → api",
    POOL_RULE,
  ]);
  expect(loadBalancer.poolIngresses.map(({ name, groupOrder }) => [name, groupOrder])).toEqual([
    ["edge-1.pool-1", 998],
    ["edge-1.pool-2", 997],
  ]);
});

test("reserved hosts below the domain get the answer for unknown hosts, before the deepest pool over them", () => {
  const pools = [...POOLS, { domain: "eu.shop.example", service: "api" }];
  const reservedHosts = ["www.shop.example", "*.in.shop.example", "a.in.shop.example", "db.eu.shop.example", "x.test"];
  expect(outline(planned({}, { pools }, { reservedHosts }))).toEqual([
    "null eu.shop.example: db.eu.shop.example → 404",
    "null eu.shop.example: *.eu.shop.example → api",
    "null shop.example: www.shop.example *.in.shop.example → 404",
    POOL_RULE,
  ]);
});

test("a reserved host that the answer for unknown hosts leads to is not redirected to itself", () => {
  const unknownHost = { redirect: { host: "www.shop.example", statusCode: 302 } };
  const more = { reservedHosts: ["www.shop.example", "admin.shop.example"], responses: { unknownHost } };
  expect(outline(planned({}, { pools: POOLS }, more as unknown as Partial<FleetFiles["platform"]>))).toEqual([
    "null shop.example: admin.shop.example → 302",
    "null shop.example: www.shop.example → 404",
    POOL_RULE,
  ]);
});

test("a host is pooled on one load balancer and not on the other, with and without certificates", () => {
  const files = smallFleet(
    { acme: { hosts: ["acme.shop.example"], loadBalancer: "plain", alsoOn: ["edge-1"] } },
    { "edge-1": EDGE, plain: { ...EDGE, certificates: [], pools: POOLS } },
  );
  const [edge, plain] = planFleet(decodeFiles(files)).loadBalancers;
  expect(outline(edge!)).toEqual(["acme -: acme.shop.example → web"]);
  expect(outline(plain!)).toEqual([POOL_RULE]);
  expect(plain!.listeners).toMatchObject([{ port: 80, protocol: "HTTP" }]);
});

test("ten thousand tenants of a pool take one rule, and one more changes one Ingress", () => {
  const tenants = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`t${n}`, { hosts: [`t${n}.shop.example`] }]));
  const [before, after] = [planned(tenants(10_000)), planned(tenants(10_001))];
  expect(after.quotas.rules.used).toBe(1);
  expect(after.listeners).toEqual(before.listeners);
  expect(after.ingresses.filter(({ tenant }) => tenant !== "t10000")).toEqual(before.ingresses);
});
