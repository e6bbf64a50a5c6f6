import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ImportedFleet, importFleet } from "../../modules/import";
import { fileOf, NO_SCHEMAS, reasonsFor, tenantOf } from "./dump-builder";

/** Dumps on which an earlier version was wrong, each standing for a kind; others of the kind are in today.test.ts. */

const CASES = join(__dirname, "cases");

function importCase(name: string): ImportedFleet {
  const file = (base: string) => ({ name: base, text: readFileSync(join(CASES, name, base), "utf8") });
  const hasServices = existsSync(join(CASES, name, "services.json"));
  return importFleet({
    files: [file("ingresses.json")],
    services: hasServices ? [file("services.json")] : [],
    schemas: NO_SCHEMAS,
  });
}

const importedIngresses = ({ tenants }: ImportedFleet) =>
  [...new Set(tenants.flatMap(({ ingresses }) => ingresses))].sort();
const errorsOf = ({ findings }: ImportedFleet) => findings.filter(({ severity }) => severity === "error");
const loadBalancerOf = (imported: ImportedFleet, key: string) =>
  (fileOf(imported, "platform.json").loadBalancers as unknown as Record<string, object>)[key]!;
const servicesOf = (imported: ImportedFleet) =>
  fileOf(imported, "platform.json").services as unknown as Record<string, object>;
const decided = ({ decisions }: ImportedFleet) => decisions.map(({ path }) => path);

test("every case gives a fleet without errors, or nothing", () => {
  for (const name of readdirSync(CASES)) expect([name, errorsOf(importCase(name))]).toEqual([name, []]);
});

test("www-redirect-and-explicit-host: a redirect to HTTPS of the host itself is left out on 443", () => {
  const imported = importCase("www-redirect-and-explicit-host");
  expect(importedIngresses(imported)).toEqual(["site/own-host-only", "site/site"]);
  const byHost = Object.fromEntries(
    imported.tenants.flatMap(({ tenant, hosts }) =>
      hosts.map((host) => [host, tenantOf(imported, tenant).redirect ?? "web"]),
    ),
  );
  expect(byHost).toEqual({
    "www.example.com": { host: "example.com", port: 443, protocol: "HTTPS", statusCode: 301 },
    "example.com": "web",
    "app.example.com": "web",
    "app2.example.com": "web",
  });
  expect(imported.changes.filter(({ code }) => code === "other-http" || code === "dead-rule")).toEqual([]);
});

test("ipv6-cluster: the Service's addresses decide", () => {
  expect(servicesOf(importCase("ipv6-cluster"))).toMatchObject({ web: { ipAddressType: "ipv6", targetPort: 8080 } });
});

test("terminating-ingress: not a member any more, not imported, not counted, said", () => {
  const imported = importCase("terminating-ingress");
  expect(importedIngresses(imported)).toEqual(["default/new"]);
  expect(imported.notImported).toMatchObject([{ ingress: "default/old", reasons: [{ code: "being-deleted" }] }]);
  expect(servicesOf(imported)).toMatchObject({ new: { name: "new" } });
  expect(imported.changes).toEqual([]);
  expect(imported.migrations[0]).toMatchObject({ rules: { before: 1 }, targetGroups: { before: 1, staying: 0 } });
});

test("eks-auto-mode: said so, and what to do", () => {
  const imported = importCase("eks-auto-mode");
  expect(imported.notImported).toMatchObject([{ ingress: "app/contact", reasons: [{ code: "eks-auto-mode" }] }]);
  expect(reasonsFor(imported, "app/contact")[0]).toMatch(
    /EKS Auto Mode answers it .*group\.ingress\.eks.*--from eks-auto-mode.*DNS is pointed/,
  );
});

test("class-params-https: what the status shows is never drafted as HTTP only", () => {
  const imported = importCase("class-params-https");
  expect(loadBalancerOf(imported, "shared")).toHaveProperty("certificates[0].arn");
  expect(decided(imported)).toContain("loadBalancers.shared.certificates[0].arn");
  expect(loadBalancerOf(imported, "shared")).toMatchObject({ http: "off" });
  expect(imported.changes).toEqual([]);
});

test("empty-annotations: an empty list is no value", () => {
  const imported = importCase("empty-annotations");
  const edge = loadBalancerOf(imported, "edge");
  expect(edge).toMatchObject({ certificates: [], inboundCidrs: ["0.0.0.0/0"] });
  for (const field of ["webAclArn", "securityGroups", "attributes"]) expect(edge).not.toHaveProperty(field);
  expect(decided(imported)).toEqual(
    expect.arrayContaining(["loadBalancers.edge.certificates", "loadBalancers.edge.inboundCidrs"]),
  );
});

test("dry-run-plan: imported without the annotation that the controller writes", () => {
  const imported = importCase("dry-run-plan");
  expect(importedIngresses(imported)).toEqual(["default/a"]);
  expect(tenantOf(imported, "a")).toEqual({ hosts: ["a.example.com"] });
  expect(imported.changes).toEqual([]);
});

test("clusterip-without-target-type: only ip is possible, and ports are looked up in the Services", () => {
  const imported = importCase("clusterip-without-target-type");
  expect(servicesOf(imported)).toEqual({
    app: { namespace: "default", name: "app", port: 80, targetPort: 8080, healthCheck: { port: 9090 } },
    web: { namespace: "default", name: "web", port: 80, targetPort: "http" },
  });
  expect(decided(imported).filter((path) => path.startsWith("services"))).toEqual([]);
});

test("http-only-members-of-https-group: port 80 is theirs until HTTPS answers, and who loses it is named", () => {
  const imported = importCase("http-only-members-of-https-group");
  expect(importedIngresses(imported)).toEqual(["app/a", "app/c"]);
  expect(loadBalancerOf(imported, "edge")).toMatchObject({ http: "keep" });
  expect(decided(imported)).toContain("loadBalancers.edge.http");
  const steps = imported.migrations[0]!.steps.map(({ what, details }) => [what, ...details].join("\n"));
  const at = (part: string) => steps.findIndex((step) => step.includes(part));
  const order = [
    "port 80 stays",
    "Deploy edge-tenants",
    "kubectl annotate --overwrite ingress -n app b ",
    'Remove "http": "keep"',
    "kubectl delete ingress -n app c a",
  ].map(at);
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(order).not.toContain(-1);
  expect(steps[at('Remove "http": "keep"')]).toContain("app/b, app/c");
  // Without one of its own the controller would look for a certificate, and stop the group if there is none.
  expect(steps[at("kubectl annotate --overwrite")]).toContain(
    "certificate-arn=arn:aws:acm:eu-west-1:123456789012:certificate/00000000-0000-0000-0000-000000000001",
  );
});

test("prefix-with-and-without-slash: the longer text comes first, so nothing loops", () => {
  const imported = importCase("prefix-with-and-without-slash");
  expect(importedIngresses(imported)).toEqual(["app/app"]);
  const tenants = imported.tenants.map(({ tenant }) => tenantOf(imported, tenant));
  expect(tenants).toMatchObject([
    { hosts: ["a.example.com"], routes: [{ path: "/app/", service: "app" }] },
    { hosts: ["b.example.com"], routes: [{ path: "/api/", service: "new-api" }] },
  ]);
});

test("prefix-slash-other-service: the service of the longer text goes on to answer, and the dead rule is said", () => {
  const imported = importCase("prefix-slash-other-service");
  expect(tenantOf(imported, "app")).toMatchObject({ routes: [{ path: "/api/", service: "new-api" }] });
  expect(imported.changes).toMatchObject([{ ingress: "app/app", code: "dead-rule" }]);
});

test("sources-change-not-said: for the host that is limited, and for that one only", () => {
  const imported = importCase("sources-change-not-said");
  const changes = imported.changes.filter(({ code }) => code === "other-sources");
  expect(changes.map(({ change }) => change)).toEqual([
    "admin.example.com: sources other than 10.0.0.0/8 get the ALB's default answer (404) today; they will get responses.forbidden (403).",
  ]);
});

test("class-params-group: an Ingress of the same class proves the class, and where its group comes from", () => {
  const imported = importCase("class-params-group");
  expect(imported.notImported).toEqual([]);
  expect(imported.migrations.map(({ takesOver }) => takesOver)).toEqual(["shared-internet-facing-alb"]);
  expect(imported.changes.filter(({ code }) => code === "not-served-today").map(({ ingress }) => ingress)).toEqual([
    "team-b/web",
  ]);
});

test("split-horizon: the same answers on two ALBs are one tenant on both", () => {
  const imported = importCase("split-horizon");
  expect(tenantOf(imported, "app-external")).toMatchObject({ hosts: ["app.example.com"], alsoOn: ["internal"] });
  expect(imported.migrations.map(({ loadBalancer, takesOver }) => [loadBalancer, takesOver])).toEqual([
    ["external", "external"],
    ["internal", "internal"],
  ]);
  expect(loadBalancerOf(imported, "internal")).toMatchObject({ services: ["app"], scheme: "internal" });
});

test("health-check-differs: two target groups of one Service are two services", () => {
  const imported = importCase("health-check-differs");
  expect(servicesOf(imported)).toMatchObject({
    app: { name: "app", healthCheck: { path: "/healthz" } },
    "app-2": { name: "app", healthCheck: { path: "/ping" }, stickiness: { type: "lb_cookie", durationSeconds: 3600 } },
  });
  expect(imported.tenants.map(({ tenant }) => tenantOf(imported, tenant).service ?? "app")).toEqual([
    "app",
    "app-2",
    "app",
  ]);
});
