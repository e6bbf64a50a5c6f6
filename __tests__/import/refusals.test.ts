import {
  action,
  backend,
  fileOf,
  type IngressInput,
  importing,
  path,
  reasonsFor,
  rule,
  service,
  tenantOf,
} from "./dump-builder";

/** Every reason for which an Ingress is not imported, with the least that brings it about. */
const REFUSED: readonly (readonly [reason: RegExp, ingress: IngressInput])[] = [
  [/Its class is "nginx"/, { name: "one", className: "nginx" }],
  [/names no class/, { name: "one", className: null }],
  [/group\.name "Not Valid" is not valid/, { name: "one", alb: { "group.name": "Not Valid" } }],
  [/is for any host/, { name: "one", rules: [rule(undefined, path("/"))] }],
  [/It has no rules/, { name: "one", rules: [] }],
  [/default backend/, { name: "one", defaultBackend: backend("web", 80) }],
  [/auth-type "oidc"/, { name: "one", alb: { "auth-type": "oidc", "auth-idp-oidc": "{}" } }],
  [/auth-type "cognito"/, { name: "one", alb: { "auth-type": "cognito" } }],
  [/validates tokens/, { name: "one", alb: { "jwt-validation": "{}" } }],
  [/regular expressions/, { name: "one", alb: { "use-regex-path-match": "true" } }],
  [/rewrites requests/, { name: "one", alb: { "transforms.web": "[]" } }],
  [/only some nodes/, { name: "one", alb: { "target-node-labels": "a=b" } }],
  [/mutual TLS \(mutual-authentication\), as it says/, { name: "one", alb: { "mutual-authentication": "[]" } }],
  [/listener attributes/, { name: "one", alb: { "listener-attributes.HTTPS-443": "a=b" } }],
  [/AWS Shield Advanced/, { name: "one", alb: { "shield-advanced-protection": "true" } }],
  [/listens on HTTPS 8443/, { name: "one", alb: { "listen-ports": '[{"HTTPS":8443}]' } }],
  [/listen-ports "80" cannot be read/, { name: "one", alb: { "listen-ports": "80" } }],
  [/group\.order "1001"/, { name: "one", alb: { "group.order": "1001" } }],
  [/group\.order "first"/, { name: "one", alb: { "group.order": "first" } }],
  [
    /no annotation "actions.x": the rule answers 503/,
    { name: "one", rules: [rule("a.shop.example", action("/", "x"))] },
  ],
  [
    /condition that tenants do not have: .*http-header/,
    conditional([{ field: "http-header", httpHeaderConfig: { values: ["x"] } }]),
  ],
  [/condition that tenants do not have: .*query-string/, conditional([{ field: "query-string" }])],
  [/condition that tenants do not have: .*http-request-method/, conditional([{ field: "http-request-method" }])],
  [
    /condition that tenants do not have: .*regexValues/,
    conditional([{ field: "host-header", hostHeaderConfig: { regexValues: ["^a"] } }]),
  ],
  [/is not a JSON list, which stops/, { name: "one", alb: { "conditions.web": "{" } }],
  [/is not a JSON object, which stops/, acting("{")],
  [/unknown type "frobnicate", which stops/, acting({ type: "frobnicate" })],
  [/has no targetGroupARN, which stops/, acting({ type: "forward" })],
  [/made elsewhere \("arn:x"\)/, acting({ type: "forward", targetGroupARN: "arn:x" })],
  [/made elsewhere \("mine"\)/, acting({ type: "forward", targetGroupName: "mine" })],
  [/every weight is 0/, forwarding([{ serviceName: "web", servicePort: 80, weight: 0 }])],
  [
    /names a Service twice/,
    forwarding([
      { serviceName: "web", servicePort: 80, weight: 1 },
      { serviceName: "web", servicePort: "80", weight: 1 },
    ]),
  ],
  [/has no forwardConfig\.targetGroups\[0\]\.servicePort, which stops/, forwarding([{ serviceName: "web" }])],
  [/has no redirectConfig/, acting({ type: "redirect" })],
  [
    /has "HTTP_307" as redirectConfig\.statusCode, not a valid value, which stops/,
    acting({ type: "redirect", redirectConfig: { statusCode: "HTTP_307" } }),
  ],
  [
    /has 404 as fixedResponseConfig\.statusCode/,
    acting({ type: "fixed-response", fixedResponseConfig: { statusCode: 404 } }),
  ],
  [
    /has "image\/png" as fixedResponseConfig\.contentType/,
    acting({ type: "fixed-response", fixedResponseConfig: { statusCode: "404", contentType: "image/png" } }),
  ],
  [/contains a wildcard, which stops/, { name: "one", rules: [rule("a.shop.example", path("/*"))] }],
  [
    /only redirects to HTTPS/,
    acting({ Type: "redirect", RedirectConfig: { Protocol: "HTTPS", Port: "443", StatusCode: "HTTP_301" } }),
  ],
  [
    /is for some sources, and another rule answers the others/,
    {
      name: "one",
      alb: { "conditions.web": sourceCondition() },
      rules: [rule("a.shop.example", path("/api"), path("/", "Prefix", "api"))],
    },
  ],
  [/attribute "target_health_state.x"/, { name: "one", alb: { "target-group-attributes": "target_health_state.x=1" } }],
  [/backend-protocol is "TLS"/, { name: "one", alb: { "backend-protocol": "TLS" } }],
  [/"soon" is not a number/, { name: "one", alb: { "healthcheck-interval-seconds": "soon" } }],
  [/load-balancer-attributes cannot be read/, { name: "one", alb: { "load-balancer-attributes": "nothing" } }],
  // What the rules of `check` say of the tenant that it would become.
  [/has no dot/, { name: "one", rules: [rule("localhost", path("/"))] }],
  [
    /a character that ALB does not allow/,
    { name: "one", rules: [rule("a.shop.example", path("/a%20b", "Exact"), path("/"))] },
  ],
  [/[Rr]edirect/, acting({ type: "redirect", redirectConfig: { path: "/x", statusCode: "HTTP_302" } })],
];

test.each(REFUSED)("%s", (reason, input) => {
  const imported = importing([input, { name: "sound" }]);
  expect(reasonsFor(imported, "apps/one")).toContainEqual(expect.stringMatching(reason));
  expect(imported.tenants.filter(({ ingresses }) => ingresses.includes("apps/one"))).toEqual([]);
});

test("a sound Ingress in the same group is imported all the same, unless the group is what cannot be said", () => {
  for (const [reason, input] of REFUSED) {
    const imported = importing([input, { name: "sound" }]);
    const ofGroup = /mutual TLS|listener attributes|Shield/.test(reason.source);
    expect([reason, imported.tenants.map(({ tenant }) => tenant)]).toEqual([reason, ofGroup ? [] : ["sound"]]);
  }
});

test("an Ingress with one host that cannot be said is left out as a whole", () => {
  const rules = [rule("a.shop.example", path("/")), rule("b.shop.example", path("/api"))];
  // What answers the other paths of b.shop.example is not the ALB's default answer.
  const imported = importing([
    { name: "one", rules },
    { name: "rest", defaultBackend: backend("web", 80), rules: [] },
  ]);
  expect(imported.files.size).toBe(0);
  expect(imported.notImported.slice(0, 1)).toMatchObject([
    {
      ingress: "apps/one",
      reasons: [
        { code: "unsupported", message: expect.stringMatching(/^No rule answers every path/), host: "b.shop.example" },
      ],
    },
  ]);
});

test("Services that the dump does not have, or that do not have the port", () => {
  const services = [service("web", [{ name: "http", port: 80, targetPort: 8080 }])];
  const rules = (name: string, port: number | string) => [rule("a.shop.example", path("/", "Prefix", name, port))];
  const reasons = (name: string, port: number | string) =>
    reasonsFor(importing([{ name: "one", rules: rules(name, port) }], services), "apps/one");
  expect(reasons("api", 80)).toEqual(['There is no Service "apps/api" in the input.']);
  expect(reasons("web", 81)).toEqual(['The Service "apps/web" has no port "81".']);
  expect(reasons("web", "grpc")).toEqual(['The Service "apps/web" has no port "grpc".']);
  expect(reasons("web", "http")).toEqual([]);
});

test("a login that stands on the Service", () => {
  const services = [service("web", [{ port: 80 }], "apps", { "alb.ingress.kubernetes.io/auth-type": "cognito" })];
  expect(reasonsFor(importing([{ name: "one" }], services), "apps/one")).toEqual([expect.stringMatching(/auth-type/)]);
});

test("different target groups of one Service are services of their own, the one that most want first", () => {
  const imported = importing([
    { name: "a", alb: { "healthcheck-path": "/other" } },
    { name: "b", alb: { "healthcheck-path": "/healthz" } },
    { name: "c", alb: { "healthcheck-path": "/healthz" } },
  ]);
  expect(fileOf(imported, "platform.json").services).toMatchObject({
    web: { healthCheck: { path: "/healthz" } },
    "web-2": { healthCheck: { path: "/other" } },
  });
  expect(imported.tenants.map(({ tenant }) => tenantOf(imported, tenant).service)).toEqual([
    "web-2",
    undefined,
    undefined,
  ]);
  expect(imported.conflicts).toEqual([]);
});

test("members that would let others in than their group does", () => {
  const inside = { alb: { scheme: "internal" } };
  const imported = importing([{ name: "a" }, { name: "b", ...inside }, { name: "c", ...inside }]);
  expect(imported.tenants.map(({ tenant }) => tenant)).toEqual(["b", "c"]);
  expect(reasonsFor(imported, "apps/a")).toEqual([expect.stringMatching(/scheme "internet-facing" differs/)]);
  // The name of the ALB that there is counts more than the number of opinions.
  const evident = importing([
    { name: "a", hostname: "k8s-edge-1.eu-west-1.elb.amazonaws.com" },
    { name: "b", ...inside },
    { name: "c", ...inside },
  ]);
  expect(evident.tenants.map(({ tenant }) => tenant)).toEqual(["a"]);
});

test("two different refusals: there is one for all tenants", () => {
  const limited = (name: string, body: string): IngressInput => ({
    name,
    alb: {
      "conditions.web": sourceCondition(),
      "actions.no": JSON.stringify({
        type: "fixed-response",
        fixedResponseConfig: { statusCode: "403", messageBody: body },
      }),
    },
    rules: [rule(`${name}.shop.example`, path("/"), action("/", "no"))],
  });
  const imported = importing([limited("a", "No"), limited("b", "No"), limited("c", "Never"), { name: "d" }]);
  expect(imported.tenants.map(({ tenant }) => tenant)).toEqual(["a", "b", "d"]);
  expect(reasonsFor(imported, "apps/c")).toEqual([expect.stringMatching(/"Never"\) differs/)]);
});

test("a host that is on two ALBs", () => {
  const rules = (service: string) => [rule("a.shop.example", path("/", "Prefix", service))];
  const two = (service: string) =>
    importing([
      { name: "one", rules: rules("web") },
      { name: "two", rules: rules(service), alb: { "group.name": "other" } },
    ]);
  expect(two("web").tenants).toMatchObject([
    { ingresses: ["apps/one", "apps/two"], loadBalancer: "edge", alsoOn: ["other"] },
  ]);
  const imported = two("api");
  expect(imported.tenants.map(({ ingresses }) => ingresses)).toEqual([["apps/one"]]);
  expect(reasonsFor(imported, "apps/two")).toEqual([expect.stringMatching(/on another ALB as well, by apps\/one/)]);
});

function sourceCondition(): string {
  return JSON.stringify([{ field: "source-ip", sourceIpConfig: { values: ["10.0.0.0/8"] } }]);
}

function conditional(conditions: readonly object[]): IngressInput {
  return { name: "one", alb: { "conditions.web": JSON.stringify(conditions) } };
}

function acting(action_: object | string, at?: string): IngressInput {
  const text = typeof action_ === "string" ? action_ : JSON.stringify(action_);
  const paths = at === undefined ? [action("/", "x")] : [action(at, "x"), path("/")];
  return { name: "one", alb: { "actions.x": text }, rules: [rule("a.shop.example", ...paths)] };
}

function forwarding(targetGroups: readonly object[]): IngressInput {
  return acting({ type: "forward", forwardConfig: { targetGroups } });
}
