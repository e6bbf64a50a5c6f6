import { type ImportedFleet, importFleet } from "../../modules/import";
import {
  changesFor,
  fileOf,
  ingressClass,
  list,
  NO_SCHEMAS,
  path,
  reasonsFor,
  rule,
  service,
  tenantOf,
} from "./dump-builder";

interface NginxInput {
  readonly name: string;
  /** Of ingress-nginx, without its prefix. */
  readonly nginx?: Readonly<Record<string, string>>;
  readonly className?: string;
  readonly rules?: readonly object[];
  readonly tls?: readonly string[];
  readonly spec?: object;
  readonly meta?: object;
}

function nginxIngress({ name, nginx = {}, className = "nginx", rules, tls, spec, meta }: NginxInput): object {
  const host = `${name}.shop.example`;
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: {
      name,
      namespace: "apps",
      annotations: Object.fromEntries(
        Object.entries(nginx).map(([key, value]) => [`nginx.ingress.kubernetes.io/${key}`, value]),
      ),
      ...meta,
    },
    spec: {
      ingressClassName: className,
      tls: [{ hosts: tls ?? [host], secretName: "tls" }],
      rules: rules ?? [rule(host, path("/"))],
      ...spec,
    },
  };
}

function importing(inputs: readonly NginxInput[], more: readonly object[] = []): ImportedFleet {
  const files = [{ name: "all.json", text: list([...inputs.map(nginxIngress), ...more]) }];
  return importFleet({ files, schemas: NO_SCHEMAS, from: "ingress-nginx" });
}

const codesFor = ({ notImported }: ImportedFleet, name: string) =>
  notImported.find(({ ingress }) => ingress === `apps/${name}`)?.reasons.map(({ code }) => code) ?? [];
const servicesOf = (imported: ImportedFleet) =>
  fileOf(imported, "platform.json").services as unknown as Record<string, object>;
const decided = ({ decisions }: ImportedFleet) => decisions.map(({ path: where }) => where);

test("hosts with TLS become tenants of a new load balancer, and the steps are a move of DNS", () => {
  const imported = importing([
    { name: "a" },
    { name: "b", rules: [rule("b.shop.example", path("/api", "Prefix", "api"), path("/"))] },
  ]);
  expect(imported.findings.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(tenantOf(imported, "a")).toEqual({ hosts: ["a.shop.example"] });
  expect(tenantOf(imported, "b")).toMatchObject({ routes: [{ path: "/api", service: "api" }] });
  expect(imported.changes).toEqual([]);
  const [migration] = imported.migrations;
  expect(migration).toMatchObject({
    takesOver: null,
    rules: { before: 0 },
    targetGroups: { before: 0, after: 2, staying: 0 },
  });
  expect(migration!.steps.map(({ what }) => what.split(" ")[0])).toEqual(["Deploy", "Point", "Delete"]);
  expect(migration!.steps[0]!.what).toContain("beside the load balancer of ingress-nginx");
  expect(decided(imported)).toEqual(
    expect.arrayContaining([
      "services.web.healthCheck.path",
      `loadBalancers.${migration!.loadBalancer}.scheme`,
      `loadBalancers.${migration!.loadBalancer}.inboundCidrs`,
      `loadBalancers.${migration!.loadBalancer}.certificates[0].arn`,
    ]),
  );
});

test("whose an Ingress is, is told by its class, and the classes where they are in the input", () => {
  expect(codesFor(importing([{ name: "a", className: "alb" }]), "a")).toEqual(["other-controller"]);
  const classes = [
    ingressClass("public", "k8s.io/ingress-nginx"),
    ingressClass("nginx", "nginx.org/ingress-controller"),
  ];
  const imported = importing([{ name: "a", className: "public" }, { name: "b" }], classes);
  expect([codesFor(imported, "a"), codesFor(imported, "b")]).toEqual([[], ["other-controller"]]);
});

test("redirects, permanent and temporary", () => {
  const redirectOf = (nginx: NginxInput["nginx"]) =>
    (tenantOf(importing([{ name: "a", nginx: nginx! }]), "a") as { redirect?: object }).redirect;
  expect(redirectOf({ "permanent-redirect": "https://www.new.example" })).toEqual({
    protocol: "HTTPS",
    host: "www.new.example",
    port: 443,
    path: "/",
    query: "",
    statusCode: 301,
  });
  expect(
    redirectOf({ "permanent-redirect": "https://new.example$request_uri", "permanent-redirect-code": "302" }),
  ).toEqual({
    protocol: "HTTPS",
    host: "new.example",
    port: 443,
    statusCode: 302,
  });
  expect(
    redirectOf({ "temporal-redirect": "https://new.example:8443/x?y=1", "permanent-redirect": "https://x.example" }),
  ).toEqual({
    protocol: "HTTPS",
    host: "new.example",
    port: 8443,
    path: "/x",
    query: "y=1",
    statusCode: 302,
  });
  const refused: readonly Record<string, string>[] = [
    { "permanent-redirect": "https://x.example", "permanent-redirect-code": "308" },
    { "permanent-redirect": "https://x.example/$1" },
  ];
  for (const nginx of refused) {
    expect(codesFor(importing([{ name: "a", nginx }]), "a")).toContain("unsupported");
  }
});

test("sources are the tenant's, others are refused as today", () => {
  const imported = importing([{ name: "a", nginx: { "whitelist-source-range": "10.0.0.0/8, 203.0.113.7" } }]);
  expect(tenantOf(imported, "a")).toMatchObject({ allowedCidrs: ["10.0.0.0/8", "203.0.113.7/32"] });
  expect(imported.changes).toEqual([]);
});

test("sources of some paths only, and paths that nobody has", () => {
  const limited = {
    nginx: { "whitelist-source-range": "10.0.0.0/8" },
    rules: [rule("a.shop.example", path("/admin"))],
  };
  const imported = importing([
    { name: "a", meta: { creationTimestamp: "2026-01-01T00:00:00Z" }, rules: [rule("a.shop.example", path("/shop"))] },
    { name: "admin", meta: { creationTimestamp: "2026-01-02T00:00:00Z" }, ...limited },
  ]);
  expect(tenantOf(imported, "a")).toMatchObject({
    respond: { statusCode: 404, body: "Not found" },
    routes: [{ path: "/admin", allowedCidrs: ["10.0.0.0/8"] }, { path: "/shop" }],
  });
  expect(imported.changes).toEqual([]);
});

test("a redirect to the path with a slash is for whom that path is for", () => {
  const closed = { nginx: { "whitelist-source-range": "10.0.0.0/8" }, rules: [rule("a.shop.example", path("/a/"))] };
  const open = { name: "open", rules: [rule("a.shop.example", path("/a/", "Exact", "next"))] };
  const slash = { path: "/a", pathType: "Exact", redirect: { path: "/a/", statusCode: 301 } };
  const routesOf = (...inputs: readonly NginxInput[]) =>
    tenantOf(importing([{ name: "a" }, { name: "closed", ...closed }, ...inputs]), "a").routes;
  expect(routesOf()).toContainEqual({ ...slash, allowedCidrs: ["10.0.0.0/8"] });
  expect(routesOf(open)).toContainEqual(slash);
});

describe("a canary", () => {
  const canary = (nginx: NginxInput["nginx"], where = "/"): NginxInput => ({
    name: "canary",
    nginx: { canary: "true", ...nginx },
    rules: [rule("a.shop.example", path(where, "Prefix", "next"))],
  });

  test("has weights, on every host with the same backend", () => {
    const imported = importing([{ name: "a" }, { name: "b" }, canary({ "canary-weight": "10" })]);
    expect(imported.tenants.map(({ tenant, ingresses }) => [tenant, ingresses])).toEqual([
      ["a", ["apps/a", "apps/canary"]],
      ["b", ["apps/b"]],
    ]);
    for (const name of ["a", "b"]) expect(tenantOf(imported, name)).toMatchObject({ weights: { web: 90, next: 10 } });
  });

  test("without weight gets nothing, with all of it everything, and of another total its share", () => {
    const answer = (nginx: NginxInput["nginx"]) => tenantOf(importing([{ name: "a" }, canary(nginx)]), "a");
    expect(answer({})).not.toHaveProperty("weights");
    expect(answer({ "canary-weight": "100" })).not.toHaveProperty("weights");
    expect(answer({ "canary-weight": "1", "canary-weight-total": "4" })).toMatchObject({
      weights: { web: 3, next: 1 },
    });
  });

  test("that no rule has a path for changes nothing", () => {
    expect(tenantOf(importing([{ name: "a" }, canary({ "canary-weight": "10" }, "/x")]), "a")).toMatchObject({
      hosts: ["a.shop.example"],
    });
  });

  test("by header is refused, and with it the host", () => {
    const imported = importing([{ name: "a" }, canary({ "canary-by-header": "x" })]);
    expect(imported.tenants).toEqual([]);
    expect([codesFor(imported, "canary"), codesFor(imported, "a")]).toEqual([["unsupported"], ["shares-host"]]);
  });
});

test.each([
  ["configuration-snippet", "more_set_headers 'x: y';", /nginx's own configuration/],
  ["server-snippet", "return 444;", /nginx's own configuration/],
  ["rewrite-target", "/$1", /another path/],
  ["use-regex", "true", /regular expressions/],
  ["auth-url", "https://login.example", /log in/],
  ["auth-type", "basic", /log in/],
  ["limit-rps", "10", /every client is limited/],
  ["enable-cors", "true", /headers/],
  ["from-to-www-redirect", "true", /add a tenant with a redirect/],
  ["backend-protocol", "FCGI", /ALB speaks HTTP, HTTPS and gRPC/],
  ["something-new", "1", /would be lost/],
])("%s is refused with the reason", (name, value, reason) => {
  const imported = importing([{ name: "a", nginx: { [name]: value } }, { name: "b" }]);
  expect(reasonsFor(imported, "apps/a")).toEqual([expect.stringMatching(reason)]);
  expect(imported.tenants.map(({ tenant }) => tenant)).toEqual(["b"]);
});

test("what tunes nginx is named, what is off says nothing", () => {
  const imported = importing([
    { name: "a", nginx: { "proxy-read-timeout": "300", "enable-cors": "false", "ssl-redirect": "true" } },
  ]);
  expect(imported.notImported).toEqual([]);
  expect(changesFor(imported, "apps/a")).toEqual([expect.stringMatching(/proxy-read-timeout/)]);
  expect(changesFor(imported, "apps/a")[0]).not.toContain("ssl-redirect");
});

test("HTTP that is answered today will redirect", () => {
  for (const input of [{ nginx: { "ssl-redirect": "false" } }, { tls: ["other.shop.example"] }]) {
    expect(changesFor(importing([{ name: "a", ...input }]), "apps/a")).toEqual([
      expect.stringMatching(/HTTP 80 answers like HTTPS today/),
    ]);
  }
});

test("a wildcard stands for more labels on ALB", () => {
  const imported = importing([{ name: "a", rules: [rule("*.a.shop.example", path("/"))], tls: ["*.a.shop.example"] }]);
  expect(imported.changes).toMatchObject([{ code: "deeper-hosts", ingress: "apps/a" }]);
});

test("other names of a server, gRPC and cookies", () => {
  const nginx = {
    "server-alias": "www.a.example, a.example",
    "backend-protocol": "GRPCS",
    affinity: "cookie",
    "session-cookie-max-age": "600",
  };
  const imported = importing([{ name: "a", nginx }]);
  expect(tenantOf(imported, "a")).toMatchObject({ hosts: ["a.shop.example", "www.a.example", "a.example"] });
  expect(servicesOf(imported)).toMatchObject({
    web: { protocol: "HTTPS", protocolVersion: "GRPC", stickiness: { type: "lb_cookie", durationSeconds: 600 } },
  });
});

test("health checks are those of the Pods, where they are in the input", () => {
  const deployment = (probe: object) => ({
    kind: "Deployment",
    metadata: { name: "web", namespace: "apps" },
    spec: {
      template: {
        metadata: { labels: { app: "web", tier: "x" } },
        spec: {
          containers: [
            {
              ports: [
                { name: "http", containerPort: 8080 },
                { name: "admin", containerPort: 9090 },
              ],
              readinessProbe: probe,
            },
          ],
        },
      },
    },
  });
  const web = service("web", [{ port: 80, targetPort: "http" }], "apps", {}, { selector: { app: "web" } });
  const healthCheckOf = (probe: object) =>
    (servicesOf(importing([{ name: "a" }], [web, deployment(probe)])).web as { healthCheck?: object }).healthCheck;
  expect(healthCheckOf({ httpGet: { path: "/ready", port: "http" }, periodSeconds: 3 })).toEqual({
    path: "/ready",
    protocol: "HTTP",
    interval: 5,
    timeout: 2,
    unhealthyThreshold: 3,
  });
  expect(healthCheckOf({ httpGet: { path: "/ready", port: "admin", scheme: "HTTPS" } })).toMatchObject({
    port: 9090,
    protocol: "HTTPS",
    interval: 10,
  });
  const without = importing([{ name: "a" }], [web, deployment({ tcpSocket: { port: 8080 } })]);
  expect(decided(without)).toContain("services.web.healthCheck.path");
});

test("a reason names the host and the path", () => {
  const resource = { path: "/files", pathType: "Prefix", backend: { resource: { kind: "Bucket", name: "x" } } };
  const imported = importing([{ name: "a", rules: [rule("a.shop.example", path("/"), resource)] }]);
  expect(imported.notImported[0]!.reasons).toMatchObject([
    { code: "unsupported", host: "a.shop.example", path: "/files" },
  ]);
});
