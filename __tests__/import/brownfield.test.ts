import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ImportedFleet, importFleet } from "../../modules/import";
import { readIngresses } from "../support/controller-reader";
import { asControllerInput } from "./as-controller-input";
import { changesFor, fileOf, NO_SCHEMAS, reasonsFor, tenantOf } from "./dump-builder";
import { hostRulesOfController, hostRulesOfPlan, planOf } from "./host-rules";

/** The dump of a real cluster: three controllers, four groups, every kind of action, and a prototype's own Ingresses. */

const DUMP = join(__dirname, "brownfield");
const file = (name: string) => ({ name, text: readFileSync(join(DUMP, name), "utf8") });
const INGRESSES = JSON.parse(file("ingresses.json").text).items;
const NAMED_PORTS = { "legacy/web:http": 80, "legacy/api:http": 8080 };

let imported: ImportedFleet;
beforeAll(() => {
  imported = importFleet({ files: [file("ingresses.json")], services: [file("services.json")], schemas: NO_SCHEMAS });
});

test("which Ingresses became which tenants", () => {
  const tenants = Object.fromEntries(
    imported.tenants.map(({ tenant, loadBalancer, ingresses }) => [
      tenant,
      `${ingresses.join(", ")} on ${loadBalancer}`,
    ]),
  );
  expect(tenants).toEqual({
    "old-style": "blog/old-style on blog",
    "under-score-4-shop": "blog/under-score-4.shop on blog",
    "legacy-acme": "legacy/acme on legacy",
    cyberdyne: "legacy/cyberdyne on legacy",
    dunder: "legacy/dunder on legacy",
    "legacy-globex": "legacy/globex on legacy",
    hooli: "legacy/hooli on legacy",
    initech: "legacy/initech on legacy",
    massive: "legacy/massive on legacy",
    oscorp: "legacy/oscorp on legacy",
    soylent: "legacy/soylent on legacy",
    stark: "legacy/stark on legacy",
    "two-services": "legacy/two-services on legacy",
    tyrell: "legacy/tyrell on legacy",
    umbrella: "legacy/umbrella on legacy",
    vandelay: "legacy/vandelay on legacy",
    wayne: "legacy/wayne on legacy",
    wildcard: "legacy/wildcard on legacy",
    wonka: "legacy/wonka on legacy",
    "legacy-eu-acme": "legacy-eu/acme on legacy-eu",
    "legacy-eu-globex": "legacy-eu/globex on internet-facing",
  });
});

test("every other Ingress is listed: with the reason, or as this project's own", () => {
  expect(imported.notImported.map(({ ingress }) => ingress)).toEqual([
    "blog/blog",
    "legacy-eu/any-host",
    "legacy-eu/duplicate-host",
    "legacy-eu/fallback",
    "legacy/already-shared",
    "legacy/pied-piper",
  ]);
  expect(reasonsFor(imported, "blog/blog")).toEqual([expect.stringContaining('class is "nginx"')]);
  expect(reasonsFor(imported, "legacy/pied-piper")).toEqual([expect.stringContaining('auth-type "oidc"')]);
  expect(reasonsFor(imported, "legacy/already-shared")).toEqual([expect.stringContaining("made elsewhere")]);
  expect(reasonsFor(imported, "legacy-eu/any-host")[0]).toContain("any host");
  expect(reasonsFor(imported, "legacy-eu/fallback")[0]).toContain("default backend");
  expect(reasonsFor(imported, "legacy-eu/duplicate-host").at(-1)).toContain("legacy/stark");
  expect(imported.ownIngresses).toHaveLength(11);
  expect(imported.ownIngresses).toContain("tenants/anchor.edge-1");
  const all = imported.tenants.length + imported.notImported.length + imported.ownIngresses.length;
  expect(all).toBe(INGRESSES.length);
});

test("the files pass check as they are", () => {
  expect(imported.findings.filter(({ severity }) => severity === "error")).toEqual([]);
});

test.each(["blog", "legacy", "legacy-eu", "internet-facing"])(
  "the plan of %s answers as the controller's rules do today",
  (key) => {
    const names = imported.tenants.filter((one) => one.loadBalancer === key).flatMap(({ ingresses }) => ingresses);
    const old = INGRESSES.filter(({ metadata }: { metadata: { namespace: string; name: string } }) =>
      names.includes(`${metadata.namespace}/${metadata.name}`),
    );
    const today = hostRulesOfController(readIngresses(asControllerInput(key, old, NAMED_PORTS)));
    const planned = hostRulesOfPlan(planOf(imported, key));
    // The one that is said to change: other sources are refused.
    const massive = planned.get("massive.shop.example");
    if (massive !== undefined)
      expect(massive.pop()).toMatchObject({ paths: ["/*"], sources: [], answer: { statusCode: 403 } });
    expect(Object.fromEntries(planned)).toEqual(Object.fromEntries(today));
    expect([...planned.keys()]).toEqual([...today.keys()]);
  },
);

test("what every action became", () => {
  expect(tenantOf(imported, "dunder")).toMatchObject({
    redirect: { host: "dunder.shop.example", port: 443, protocol: "HTTPS", statusCode: 301 },
  });
  expect(tenantOf(imported, "vandelay")).toMatchObject({
    respond: { statusCode: 503, contentType: "text/html", body: "<h1>Back soon</h1>" },
  });
  expect(tenantOf(imported, "oscorp")).toMatchObject({ weights: { "legacy-web": 90, api: 10 } });
  expect(tenantOf(imported, "massive")).toMatchObject({ allowedCidrs: ["2001:db8::/48", "203.0.113.0/24"] });
  expect(tenantOf(imported, "soylent")).toMatchObject({ routes: [{ path: "/api", service: "api" }] });
  expect(tenantOf(imported, "two-services")).toMatchObject({
    routes: [{ path: "/metrics", pathType: "Exact", service: "legacy-web-9090" }],
  });
  expect(tenantOf(imported, "old-style")).toMatchObject({
    annotations: { "external-dns.alpha.kubernetes.io/ttl": "60" },
  });
  expect(tenantOf(imported, "cyberdyne")).toEqual({ hosts: ["cyberdyne.shop.example"], order: 1 });
});

test("the platform has what the Ingresses and Services say, and marks what they don't", () => {
  const platform = fileOf(imported, "platform.json");
  expect(platform).toMatchObject({
    aws: { region: "us-east-1", allowedAccountIds: ["123456789012"], tags: { team: "platform", env: "prod" } },
    services: {
      "legacy-web": { namespace: "legacy", name: "web", port: 80, targetPort: 8080, healthCheck: { path: "/healthz" } },
      api: { namespace: "legacy", name: "api", port: 8080, targetPort: "http" },
    },
    loadBalancers: {
      legacy: {
        group: "legacy",
        scheme: "internet-facing",
        idleTimeout: 120,
        attributes: { "routing.http2.enabled": "true" },
      },
      "legacy-eu": { group: "legacy-eu", scheme: "internal" },
    },
  });
  expect(imported.decisions.map(({ path }) => path)).toEqual(
    expect.arrayContaining(["aws.vpcId", "domains", "loadBalancers.legacy.subnets", "loadBalancers.legacy.sslPolicy"]),
  );
  for (const { decision } of imported.decisions) {
    expect(imported.files.get("platform.json")!.replace(/\n *\/\/ {3}/g, " ")).toContain(decision);
  }
});

test("conflicts between members, and what changes for those that are imported", () => {
  expect(imported.conflicts).toEqual([
    {
      of: "legacy-eu",
      setting: "scheme",
      said: [
        { value: "internal", ingresses: ["legacy-eu/acme"] },
        {
          value: "internet-facing",
          ingresses: ["legacy-eu/any-host", "legacy-eu/duplicate-host", "legacy-eu/fallback"],
        },
      ],
    },
  ]);
  expect([...new Set(imported.changes.map(({ ingress }) => ingress))].sort()).toEqual([
    "legacy/massive",
    "legacy/oscorp",
  ]);
  expect(changesFor(imported, "legacy/massive")).toEqual([expect.stringContaining("the rules of legacy/wildcard")]);
  expect(changesFor(imported, "legacy/oscorp")).toEqual([expect.stringContaining("300 s")]);
});

test("target groups and rules before, meanwhile and after", () => {
  const counts = imported.migrations.map(({ loadBalancer, takesOver, targetGroups, rules }) => [
    loadBalancer,
    takesOver,
    targetGroups,
    rules,
  ]);
  expect(counts).toEqual([
    ["blog", "blog", { before: 2, after: 1, staying: 0 }, { before: 2, after: 2, meanwhile: 4 }],
    ["legacy", "legacy", { before: 20, after: 3, staying: 2 }, { before: 22, after: 20, meanwhile: 42 }],
    ["legacy-eu", "legacy-eu", { before: 4, after: 1, staying: 3 }, { before: 3, after: 1, meanwhile: 4 }],
    ["internet-facing", null, { before: 1, after: 1, staying: 0 }, { before: 1, after: 1, meanwhile: 1 }],
  ]);
});

test("without the Services, ports are taken as they are and each is a decision", () => {
  const blind = importFleet({ files: [file("ingresses.json")], schemas: NO_SCHEMAS });
  expect(blind.findings.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(blind.tenants.map(({ tenant }) => tenant)).toEqual(imported.tenants.map(({ tenant }) => tenant));
  expect(blind.decisions.map(({ path }) => path)).toContain("services.legacy-web.targetPort");
});

test("the order of the dump does not matter", () => {
  const reversed = { name: "x", text: JSON.stringify({ kind: "List", items: [...INGRESSES].reverse() }) };
  const again = importFleet({ files: [reversed], services: [file("services.json")], schemas: NO_SCHEMAS });
  expect([...again.files]).toEqual([...imported.files]);
  expect(again.migrations).toEqual(imported.migrations);
});
