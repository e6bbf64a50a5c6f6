import { importFleet } from "../../modules/import";
import {
  action,
  backend,
  changesFor,
  fileOf,
  type IngressInput,
  importing,
  ingress,
  list,
  NO_SCHEMAS,
  path,
  reasonsFor,
  rule,
  service,
  tenantOf,
} from "./dump-builder";

const HOST = "a.shop.example";
const names = (inputs: readonly IngressInput[]) => importing(inputs).tenants.map(({ tenant }) => tenant);

test("the whole file of a plain Ingress", () => {
  const imported = importing([{ name: "acme" }]);
  expect(imported.files.get("tenants/acme.json")).toBe(
    '// Imported from apps/acme.\n{\n  "hosts": ["acme.shop.example"]\n}\n',
  );
});

test("Ingresses of one group with the same host become one tenant", () => {
  const imported = importing([
    { name: "main", rules: [rule(HOST, path("/"))] },
    { name: "extra", rules: [rule(HOST, path("/api", "Prefix", "api"))], alb: { "group.order": "-5" } },
  ]);
  expect(imported.tenants.map(({ tenant, ingresses }) => [tenant, ingresses])).toEqual([
    ["extra", ["apps/extra", "apps/main"]],
  ]);
  expect(tenantOf(imported, "extra")).toMatchObject({ hosts: [HOST], routes: [{ path: "/api", service: "api" }] });
});

test("a path that another Ingress takes all requests from is left out, and said", () => {
  const imported = importing([
    { name: "a", rules: [rule(HOST, path("/"))] },
    { name: "b", rules: [rule(HOST, path("/api", "Prefix", "api"))] },
  ]);
  expect(tenantOf(imported, "a")).toEqual({ hosts: [HOST] });
  expect(changesFor(imported, "apps/b")).toEqual([expect.stringMatching(/rule for \/api answers nothing today/)]);
});

test("paths whose order the format would turn round are written so that it stays", () => {
  const imported = importing([
    { name: "a", rules: [rule(HOST, path("/app/*", "ImplementationSpecific", "web"))] },
    { name: "b", rules: [rule(HOST, path("/app", "Prefix", "api"), path("/"))] },
  ]);
  expect(tenantOf(imported, "a")).toMatchObject({
    routes: [
      { path: "/app/*", pathType: "ImplementationSpecific", service: "web" },
      { path: "/app", pathType: "ImplementationSpecific", service: "api" },
    ],
  });
});

test("hosts of several tenants in one Ingress become several tenants, named by their hosts", () => {
  const rules = [
    rule("acme.shop.example", path("/")),
    rule("www.acme.example", path("/")),
    rule("globex.shop.example", path("/", "Prefix", "api")),
  ];
  const imported = importing([{ name: "all", rules }]);
  expect(imported.tenants.map(({ tenant, hosts }) => [tenant, hosts])).toEqual([
    ["acme", ["acme.shop.example", "www.acme.example"]],
    ["globex", ["globex.shop.example"]],
  ]);
});

test("one tenant for each host, where that is asked for", () => {
  const rules = ["acme.shop.example", "www.acme.example", "globex.shop.example"].map((host) => rule(host, path("/")));
  const tenantsOf = (splitHosts: boolean) => {
    const files = [{ name: "all.json", text: list([ingress({ name: "all", rules })]) }];
    const { tenants } = importFleet({ files, schemas: NO_SCHEMAS, splitHosts });
    return tenants.map(({ tenant, hosts }) => [tenant, hosts]);
  };
  expect(tenantsOf(false)).toEqual([["all", ["acme.shop.example", "www.acme.example", "globex.shop.example"]]]);
  expect(tenantsOf(true)).toEqual([
    ["acme", ["acme.shop.example"]],
    ["www", ["www.acme.example"]],
    ["globex", ["globex.shop.example"]],
  ]);
});

test("more hosts by conditions", () => {
  const conditions = [{ field: "host-header", hostHeaderConfig: { values: ["b.shop.example", "*.b.shop.example"] } }];
  const imported = importing([
    { name: "one", alb: { "conditions.web": JSON.stringify(conditions) }, rules: [rule(HOST, path("/"))] },
  ]);
  expect(tenantOf(imported, "one")).toMatchObject({ hosts: [HOST, "b.shop.example", "*.b.shop.example"] });
});

test("more paths by conditions", () => {
  const conditions = [{ field: "path-pattern", pathPatternConfig: { values: ["/v?/*"] } }];
  const imported = importing([
    {
      name: "one",
      alb: { "conditions.api": JSON.stringify(conditions) },
      rules: [rule(HOST, path("/api", "Exact", "api"), path("/"))],
    },
  ]);
  expect(tenantOf(imported, "one")).toMatchObject({
    routes: [
      { path: "/api", pathType: "Exact", service: "api" },
      { path: "/v?/*", pathType: "ImplementationSpecific", service: "api" },
    ],
  });
});

test("sources with a refusal behind them are a tenant's allowedCidrs, and nothing changes", () => {
  const imported = importing([
    {
      name: "one",
      alb: {
        "conditions.web": JSON.stringify([{ field: "source-ip", sourceIpConfig: { values: ["10.0.0.0/8"] } }]),
        "actions.no": JSON.stringify({
          type: "fixed-response",
          fixedResponseConfig: { statusCode: "403", contentType: "text/plain", messageBody: "No" },
        }),
      },
      rules: [rule(HOST, path("/*", "ImplementationSpecific"), action("/*", "no", "ImplementationSpecific"))],
    },
  ]);
  expect(tenantOf(imported, "one")).toEqual({ hosts: [HOST], allowedCidrs: ["10.0.0.0/8"] });
  expect(fileOf(imported, "platform.json")).toMatchObject({
    responses: { forbidden: { statusCode: 403, contentType: "text/plain", body: "No" } },
  });
  expect(imported.changes).toEqual([]);
});

test("the redirect to HTTPS that older guides put in front is what every load balancer does", () => {
  const redirect = { Type: "redirect", RedirectConfig: { Protocol: "HTTPS", Port: "443", StatusCode: "HTTP_301" } };
  const imported = importing([
    {
      name: "one",
      alb: { "actions.ssl-redirect": JSON.stringify(redirect) },
      rules: [rule(HOST, action("/*", "ssl-redirect", "ImplementationSpecific"), path("/*", "ImplementationSpecific"))],
    },
  ]);
  expect(tenantOf(imported, "one")).toEqual({ hosts: [HOST] });
});

test("fixed responses are those of a tenant, or of a path", () => {
  const response = (statusCode: string, messageBody: string) =>
    JSON.stringify({ type: "fixed-response", fixedResponseConfig: { statusCode, messageBody } });
  const imported = importing([
    { name: "gone", alb: { "actions.gone": response("410", "Gone") }, rules: [rule(HOST, action("/", "gone"))] },
    {
      name: "open",
      alb: { "actions.deny": response("404", "") },
      rules: [rule("open.shop.example", action("/actuator", "deny"), path("/"))],
    },
  ]);
  expect(tenantOf(imported, "gone")).toEqual({ hosts: [HOST], respond: { statusCode: 410, body: "Gone" } });
  expect(tenantOf(imported, "open")).toMatchObject({ routes: [{ path: "/actuator", respond: { statusCode: 404 } }] });
  expect(imported.changes).toEqual([]);
});

test("paths that no rule has get the ALB's default answer, as today", () => {
  const imported = importing([{ name: "one", rules: [rule(HOST, path("/api"))] }]);
  expect(tenantOf(imported, "one")).toEqual({
    hosts: [HOST],
    respond: { statusCode: 404 },
    routes: [{ path: "/api", service: "web" }],
  });
  expect(imported.changes).toEqual([]);
  // A wildcard behind it answers them today.
  const covered = importing([
    { name: "one", rules: [rule(HOST, path("/api"))] },
    { name: "all", rules: [rule("*.shop.example", path("/"))] },
  ]);
  expect(covered.notImported.map(({ ingress }) => ingress)).toEqual(["apps/one"]);
});

test("routes beside a redirect", () => {
  const redirect = { type: "redirect", redirectConfig: { host: "www.acme.example", statusCode: "HTTP_301" } };
  const imported = importing([
    {
      name: "one",
      alb: { "actions.go": JSON.stringify(redirect) },
      rules: [rule(HOST, path("/api"), action("/", "go"))],
    },
  ]);
  expect(tenantOf(imported, "one")).toMatchObject({
    redirect: { host: "www.acme.example", statusCode: 301 },
    routes: [{ path: "/api", service: "web" }],
  });
});

describe("sources of one path", () => {
  const limited = (...paths: readonly object[]): IngressInput => ({
    name: "one",
    alb: {
      "conditions.api": JSON.stringify([{ field: "source-ip", sourceIpConfig: { values: ["10.0.0.0/8"] } }]),
      "actions.no": JSON.stringify({
        type: "fixed-response",
        fixedResponseConfig: { statusCode: "401", messageBody: "No" },
      }),
    },
    rules: [rule(HOST, ...paths)],
  });
  const ADMIN = path("/admin", "Prefix", "api");
  const route = { path: "/admin", service: "api", allowedCidrs: ["10.0.0.0/8"] };

  test("with a refusal behind it, which becomes responses.forbidden", () => {
    const imported = importing([limited(ADMIN, action("/admin", "no"), path("/"))]);
    expect(tenantOf(imported, "one")).toMatchObject({ routes: [route] });
    expect(fileOf(imported, "platform.json")).toMatchObject({
      responses: { forbidden: { statusCode: 401, body: "No" } },
    });
    expect(imported.changes).toEqual([]);
  });

  test("without a word for the others, who get the default answer today", () => {
    const imported = importing([limited(ADMIN, path("/shop"))]);
    expect(tenantOf(imported, "one")).toMatchObject({
      routes: [route, { path: "/shop" }],
      respond: { statusCode: 404 },
    });
    expect(changesFor(imported, "apps/one")).toEqual([
      expect.stringMatching(/^a\.shop\.example \/admin: sources other than 10/),
    ]);
  });
});

test("a refusal of a part of the path leaves the default answer to the rest, which is said", () => {
  const imported = importing([
    {
      name: "one",
      alb: {
        "conditions.api": JSON.stringify([{ field: "source-ip", sourceIpConfig: { values: ["10.0.0.0/8"] } }]),
        "actions.no": JSON.stringify({ type: "fixed-response", fixedResponseConfig: { statusCode: "401" } }),
      },
      rules: [rule(HOST, path("/a*", "ImplementationSpecific", "api")), rule(HOST, action("/a", "no"))],
    },
  ]);
  expect(fileOf(imported, "platform.json")).toMatchObject({ responses: { forbidden: { statusCode: 401 } } });
  expect(changesFor(imported, "apps/one")).toEqual([
    `${HOST} /a*: sources other than 10.0.0.0/8 get the ALB's default answer (404) today; they will get responses.forbidden (401).`,
  ]);
});

test("sources that are let in no longer are named with who answers them today, and what they will get", () => {
  const limit = JSON.stringify([{ field: "source-ip", sourceIpConfig: { values: ["10.0.0.0/8"] } }]);
  const no = JSON.stringify({ type: "fixed-response", fixedResponseConfig: { statusCode: "401" } });
  const imported = importing([
    {
      name: "one",
      alb: { "conditions.web": limit },
      rules: [rule("a.shop.example", path("/")), rule("b.example.com", path("/"))],
    },
    {
      name: "two",
      alb: { "actions.no": no, "conditions.api": limit },
      rules: [rule("*.shop.example", path("/", "Prefix", "api"), action("/", "no"))],
    },
  ]);
  expect(changesFor(imported, "apps/one")).toEqual([
    "a.shop.example: sources other than 10.0.0.0/8 are answered by the rules of apps/two today; they will get responses.forbidden (401).",
    "b.example.com: sources other than 10.0.0.0/8 get the ALB's default answer (404) today; they will get responses.forbidden (401).",
  ]);
});

test("a default backend that is not a Service answers unknown hosts from now on", () => {
  const response = { type: "fixed-response", fixedResponseConfig: { statusCode: "404", messageBody: "Who?" } };
  const unknownHost = (defaultAction: object) => {
    const rest = {
      name: "rest",
      alb: { "actions.rest": JSON.stringify(defaultAction) },
      defaultBackend: backend("rest", "use-annotation"),
      rules: [],
    };
    const imported = importing([{ name: "one" }, rest]);
    return (fileOf(imported, "platform.json").responses as unknown as { unknownHost: object }).unknownHost;
  };
  expect(unknownHost(response)).toEqual({ statusCode: 404, contentType: "text/plain", body: "Who?" });
  const redirect = { type: "redirect", redirectConfig: { host: "www.shop.example", statusCode: "HTTP_302" } };
  expect(unknownHost(redirect)).toEqual({ redirect: { host: "www.shop.example", statusCode: 302 } });
});

test("an exact host that a wildcard of an earlier order swallows today", () => {
  const imported = importing([
    { name: "all", rules: [rule("*.shop.example", path("/", "Prefix", "api"))], alb: { "group.order": "-1" } },
    { name: "acme" },
  ]);
  expect(changesFor(imported, "apps/all")).toEqual([expect.stringMatching(/apps\/all answers today; apps\/acme will/)]);
  expect(fileOf(imported, "platform.json")).toMatchObject({ domains: ["shop.example"] });
});

test("the same where both answer alike and the host's own rule is for some sources", () => {
  const limit = JSON.stringify([{ field: "source-ip", sourceIpConfig: { values: ["10.0.0.0/8"] } }]);
  const all = { name: "all", alb: { "group.order": "-1" }, rules: [rule("*.shop.example", path("/"))] };
  const ordersOf = (alb: IngressInput["alb"]) =>
    importing([all, { name: "acme", alb }]).changes.filter(({ code }) => code === "other-order");
  expect(ordersOf({})).toEqual([]);
  expect(ordersOf({ "conditions.web": limit })).toMatchObject([{ ingress: "apps/all" }]);
});

test("a rule that stays in the group and would come before the new ones", () => {
  const imported = importing([
    { name: "acme" },
    { name: "status", rules: [rule(undefined, path("/status", "Exact", "api"))] },
  ]);
  expect(reasonsFor(imported, "apps/status")).toHaveLength(1);
  expect(changesFor(imported, "apps/acme")).toEqual([
    expect.stringMatching(/apps\/acme answers today; apps\/status will/),
  ]);
});

test("order follows today's, in steps of one", () => {
  const order = (value: string) => ({ alb: { "group.order": value } });
  const imported = importing([
    { name: "c", ...order("-1000") },
    { name: "b", ...order("1000") },
    { name: "a", ...order("7") },
  ]);
  const orders = imported.tenants.map(({ tenant }) => [tenant, tenantOf(imported, tenant).order ?? 0]);
  expect(orders).toEqual([
    ["c", 0],
    ["a", 1],
    ["b", 2],
  ]);
});

test("names are valid and unique", () => {
  const host = (name: string) => ({ rules: [rule(`${name}.shop.example`, path("/"))] });
  expect(
    names([
      { name: "4.shop", ...host("four") },
      { name: "x.y--z", ...host("x") },
    ]),
  ).toEqual(["x-4-shop", "x-y-z"]);
  expect(
    names([
      { name: "web", namespace: "one", ...host("a") },
      { name: "web", namespace: "two", ...host("b") },
    ]),
  ).toEqual(["one-web", "two-web"]);
  expect(
    names([
      { name: "a.b", ...host("a") },
      { name: "a-b", ...host("b") },
    ]),
  ).toEqual(["a-b", "a-b-2"]);
  const long = "x".repeat(200);
  expect(
    names([
      { name: `${long}a`, ...host("a") },
      { name: `${long}b`, ...host("b") },
    ]),
  ).toEqual([expect.stringMatching(/^x{31}-[0-9a-f]{8}$/), expect.stringMatching(/^x{31}-[0-9a-f]{8}$/)]);
});

test("Ingresses with an ALB each come together on a new one where they say the same of it", () => {
  const alone = { "group.name": null };
  const imported = importing([
    { name: "a", alb: alone },
    { name: "b", alb: alone },
    { name: "c", alb: { ...alone, scheme: "internal" } },
  ]);
  expect(imported.tenants.map(({ tenant, loadBalancer }) => [tenant, loadBalancer])).toEqual([
    ["a", "internet-facing"],
    ["b", "internet-facing"],
    ["c", "internal"],
  ]);
  expect(imported.migrations.map(({ takesOver }) => takesOver)).toEqual([null, null]);
});

test("the class of another name is the controller's where its finalizer says so", () => {
  const imported = importing([
    { name: "a", className: "public", alb: { "group.name": null }, finalizers: ["group.ingress.k8s.aws/shared"] },
  ]);
  expect(imported.migrations.map(({ takesOver }) => takesOver)).toEqual(["shared"]);
});

test("the group is the one that the controller's finalizer names, which IngressClassParams can decide", () => {
  const finalizers = ["group.ingress.k8s.aws/shared"];
  const groups = (alb: IngressInput["alb"], left = finalizers) =>
    importing([{ name: "a", alb, finalizers: left }]).migrations.map(({ takesOver }) => takesOver);
  expect(groups({ "group.name": null })).toEqual(["shared"]);
  expect(groups({ "group.name": "ignored" })).toEqual(["shared"]);
  expect(groups({ "group.name": "new" }, [...finalizers, "group.ingress.k8s.aws/new"])).toEqual(["new"]);
  expect(groups({ "group.name": "new" }, [])).toEqual(["new"]);
});

test("the ALB's DNS name tells the scheme, since another scheme would be another ALB", () => {
  const schemeOf = (scheme: string | null, hostname?: string) => {
    const imported = importing([{ name: "a", alb: { scheme }, ...(hostname !== undefined && { hostname }) }]);
    const decided = imported.decisions.some(({ path }) => path === "loadBalancers.edge.scheme");
    const { edge } = fileOf(imported, "platform.json").loadBalancers as unknown as Record<string, { scheme: string }>;
    return [edge!.scheme, decided ? "to be decided" : "known"];
  };
  const open = "k8s-edge-1.eu-west-1.elb.amazonaws.com";
  expect(schemeOf(null, open)).toEqual(["internet-facing", "known"]);
  expect(schemeOf(null, `internal-${open}`)).toEqual(["internal", "known"]);
  expect(schemeOf("internet-facing", open)).toEqual(["internet-facing", "known"]);
  expect(schemeOf("internet-facing", `internal-${open}`)).toEqual(["internal", "to be decided"]);
  expect(schemeOf("internet-facing")).toEqual(["internet-facing", "known"]);
  expect(schemeOf(null)).toEqual(["internal", "to be decided"]);
});

test("that IngressClassParams may say more is to be decided", () => {
  const { decisions } = importing([{ name: "a" }]);
  expect(decisions.find(({ path }) => path === "loadBalancers")?.decision).toMatch(/IngressClassParams beat them/);
});

test("listeners that answer differently from those of the fleet", () => {
  const http = { "listen-ports": null, "certificate-arn": null, "ssl-redirect": null };
  const plain = importing([{ name: "a", alb: http }]);
  expect(plain.changes).toEqual([]);
  expect(plain.decisions.map(({ path: where }) => where)).toContain("loadBalancers.edge.certificates");
  const both = importing([{ name: "a", alb: { "ssl-redirect": null } }]);
  expect(changesFor(both, "apps/a")).toEqual([expect.stringMatching(/HTTP 80 answers like HTTPS today/)]);
  const mixed = importing([{ name: "a" }, { name: "b", alb: { ...http, "ssl-redirect": "443" } }]);
  expect(changesFor(mixed, "apps/b")).toEqual([expect.stringMatching(/listens on HTTP 80 only/)]);
  const only = importing([{ name: "a", alb: { "listen-ports": '[{"HTTPS":443}]', "ssl-redirect": null } }]);
  expect(only.changes).toEqual([]);
  expect(fileOf(only, "platform.json").loadBalancers).toMatchObject({ edge: { http: "off" } });
});

test("settings of the load balancer and of the target group", () => {
  const alb = {
    subnets: "subnet-0123456789abcdef0, subnet-0123456789abcdef1",
    "inbound-cidrs": "10.0.0.0/8,192.168.0.0/16",
    "ip-address-type": "dualstack",
    "ssl-policy": "ELBSecurityPolicy-TLS13-1-2-2021-06",
    "wafv2-acl-arn": "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/x/y",
    "load-balancer-attributes":
      "deletion_protection.enabled=true,access_logs.s3.enabled=true,access_logs.s3.bucket=logs,access_logs.s3.prefix=edge",
    "target-type": "instance",
    "backend-protocol": "HTTPS",
    "backend-protocol-version": "HTTP2",
    "healthcheck-port": "9000",
    "healthcheck-interval-seconds": "20",
    "success-codes": "200-299",
    "target-group-attributes":
      "deregistration_delay.timeout_seconds=30,stickiness.enabled=true,stickiness.lb_cookie.duration_seconds=60,load_balancing.cross_zone.enabled=true",
  };
  const imported = importing(
    [{ name: "a", alb }],
    [service("web", [{ port: 80, targetPort: 8080, nodePort: 30080 }], "apps", {}, { type: "NodePort" })],
  );
  expect(imported.findings.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(fileOf(imported, "platform.json")).toMatchObject({
    aws: { region: "eu-west-1" },
    services: {
      web: {
        protocol: "HTTPS",
        protocolVersion: "HTTP2",
        targetType: "instance",
        healthCheck: { port: 9000, interval: 20, matcher: "200-299" },
        deregistrationDelay: 30,
        stickiness: { type: "lb_cookie", durationSeconds: 60 },
        crossZone: true,
      },
    },
    loadBalancers: {
      edge: {
        subnets: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
        inboundCidrs: ["10.0.0.0/8", "192.168.0.0/16"],
        ipAddressType: "dualstack",
        sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
        webAclArn: "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/x/y",
        deletionProtection: true,
        accessLogs: { bucket: "logs", prefix: "edge" },
      },
    },
  });
});

test("names where IDs are needed, no certificate, no target type: placeholders that are decisions", () => {
  const imported = importing([
    {
      name: "a",
      alb: { subnets: "public-a,public-b", "security-groups": "front", "certificate-arn": null, "target-type": null },
    },
  ]);
  expect(imported.findings.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(imported.decisions.map(({ path: at }) => at)).toEqual(
    expect.arrayContaining([
      "aws.region",
      "aws.allowedAccountIds",
      "services.web.targetType",
      "loadBalancers.edge.subnets",
      "loadBalancers.edge.securityGroups",
      "loadBalancers.edge.certificates[0].arn",
    ]),
  );
});

test("labels and annotations that are not brought along are named", () => {
  const imported = importing([
    { name: "a", labels: { team: "x" }, annotations: { "argocd.argoproj.io/tracking-id": "y" } },
  ]);
  expect(changesFor(imported, "apps/a")).toEqual([
    "Not brought along: annotation argocd.argoproj.io/tracking-id, label team.",
  ]);
});

test("a group that only redirects still has a service to carry", () => {
  const redirect = { type: "redirect", redirectConfig: { host: "www.acme.example", statusCode: "HTTP_302" } };
  const imported = importing([
    { name: "a" },
    {
      name: "b",
      alb: { "group.name": "old", "actions.go": JSON.stringify(redirect) },
      rules: [rule("acme.example", action("/", "go"))],
    },
  ]);
  expect(tenantOf(imported, "b")).toMatchObject({ redirect: { host: "www.acme.example", statusCode: 302 } });
  expect(imported.findings.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(imported.decisions.map(({ path: at }) => at)).toContain("loadBalancers.old.services");
});

test("where Ingresses only redirect, a fleet needs a service all the same: a placeholder, to be decided", () => {
  const redirect = { type: "redirect", redirectConfig: { host: "new.example", statusCode: "HTTP_301" } };
  const imported = importing([
    { name: "old", alb: { "actions.go": JSON.stringify(redirect) }, rules: [rule(HOST, action("/", "go"))] },
  ]);
  expect(imported.findings.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(imported.decisions.map(({ path }) => path)).toEqual(
    expect.arrayContaining(["services", "loadBalancers.edge.services"]),
  );
  expect(imported.migrations[0]!.rules).toEqual({ before: 1, after: 1, meanwhile: 2 });
});
