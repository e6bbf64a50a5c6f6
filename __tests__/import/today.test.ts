import type { ImportedFleet } from "../../modules/import";
import {
  action,
  changesFor,
  classParams,
  fileOf,
  type IngressInput,
  importing,
  importingList,
  ingressClass,
  path,
  reasonsFor,
  rule,
  service,
  tenantOf,
} from "./dump-builder";

/** What the controller makes of Ingresses today, by all that the input tells; and what it does not tell, said. */

const NO_HTTPS = { "listen-ports": null, "certificate-arn": null, "ssl-redirect": null };
const edgeOf = (imported: ImportedFleet) =>
  (fileOf(imported, "platform.json").loadBalancers as unknown as Record<string, Record<string, unknown>>).edge!;
const decided = ({ decisions }: ImportedFleet) => decisions.map(({ path: where }) => where);
const codesFor = ({ notImported }: ImportedFleet, id: string) =>
  notImported.find(({ ingress }) => ingress === id)?.reasons.map(({ code }) => code) ?? [];
const redirect = (config: object) =>
  JSON.stringify({ type: "redirect", redirectConfig: { statusCode: "HTTP_301", ...config } });

describe("whose an Ingress is", () => {
  const foreign: IngressInput = { name: "a", className: "public", alb: { "group.name": null } };

  test("a class that nothing tells anything about", () => {
    expect(codesFor(importing([foreign]), "apps/a")).toEqual(["unknown-class"]);
    expect(reasonsFor(importing([foreign]), "apps/a")[0]).toMatch(/kubectl get ingress,svc,ingressclass/);
  });

  test.each([
    ["ingress.k8s.aws/alb", []],
    ["k8s.io/ingress-nginx", ["other-controller"]],
    ["eks.amazonaws.com/alb", ["eks-auto-mode"]],
  ])("a class of the controller %s in the input", (controller, codes) => {
    const imported = importingList([{ ...foreign, alb: {} }], [ingressClass("public", controller)]);
    expect(codesFor(imported, "apps/a")).toEqual(codes);
  });

  test("a class that is not among those of the input, and the default one", () => {
    expect(codesFor(importingList([foreign], [ingressClass("other")]), "apps/a")).toEqual(["unknown-class"]);
    const byDefault = {
      ...ingressClass("other"),
      metadata: { name: "other", annotations: { "ingressclass.kubernetes.io/is-default-class": "true" } },
    };
    expect(codesFor(importingList([{ name: "a", className: null }], [byDefault]), "apps/a")).toEqual([]);
    expect(codesFor(importingList([{ name: "a", className: null }], [ingressClass("other")]), "apps/a")).toEqual([
      "unknown-class",
    ]);
  });

  test("the annotation beats the name, and parameters of a class then have no effect", () => {
    const annotations = { "kubernetes.io/ingress.class": "nginx" };
    expect(codesFor(importing([{ name: "a", annotations }]), "apps/a")).toEqual(["other-controller"]);
    const inAlb = { name: "a", className: "public", annotations: { "kubernetes.io/ingress.class": "alb" } };
    const more = [ingressClass("public", "ingress.k8s.aws/alb", "p"), classParams("p", { group: { name: "other" } })];
    expect(importingList([inAlb], more).migrations.map(({ takesOver }) => takesOver)).toEqual(["edge"]);
  });

  test("an Ingress of the same class with a finalizer of EKS Auto Mode", () => {
    const imported = importing([{ name: "a" }, { name: "b", finalizers: ["group.ingress.eks.amazonaws.com/edge"] }]);
    expect([codesFor(imported, "apps/a"), codesFor(imported, "apps/b")]).toEqual([
      ["eks-auto-mode"],
      ["eks-auto-mode"],
    ]);
  });

  test("an empty name of a group is ignored by the controller", () => {
    expect(codesFor(importing([{ name: "a", alb: { "group.name": "" } }]), "apps/a")).toEqual(["invalid-group"]);
  });

  test("one that is being deleted says nothing any more, not even of its class", () => {
    const imported = importing([
      { name: "a" },
      { name: "b", deletionTimestamp: "2026-08-01T10:00:00Z", alb: { scheme: "internal" } },
    ]);
    expect(codesFor(imported, "apps/b")).toEqual(["being-deleted"]);
    expect(imported.conflicts).toEqual([]);
  });
});

describe("parameters of the class", () => {
  const seen = (spec: object, alb: IngressInput["alb"] = {}) =>
    importingList([{ name: "a", alb }], [ingressClass("alb", "ingress.k8s.aws/alb", "p"), classParams("p", spec)]);

  test("beat the annotations", () => {
    const imported = seen({
      group: { name: "edge" },
      scheme: "internal",
      inboundCIDRs: ["10.0.0.0/8"],
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      subnets: { ids: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"] },
      loadBalancerAttributes: [{ key: "idle_timeout.timeout_seconds", value: "90" }],
      targetType: "instance",
    });
    expect(edgeOf(imported)).toMatchObject({
      scheme: "internal",
      inboundCidrs: ["10.0.0.0/8"],
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      subnets: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
      idleTimeout: 90,
    });
    expect(fileOf(imported, "platform.json").services).toMatchObject({ web: { targetType: "instance" } });
  });

  test("a certificate there means HTTPS", () => {
    const certificate = "arn:aws:acm:eu-west-1:123456789012:certificate/2";
    const imported = seen({ certificateArn: [certificate], sslRedirectPort: "443" }, NO_HTTPS);
    expect(edgeOf(imported)).toMatchObject({ certificates: [{ arn: certificate }] });
  });

  test("that are seen leave nothing open; that are not seen leave who may connect and HTTP to be decided", () => {
    const undecided = ["loadBalancers", "loadBalancers.edge.inboundCidrs", "loadBalancers.edge.certificates"];
    const open = (imported: ImportedFleet) => decided(imported).filter((where) => undecided.includes(where));
    expect(open(seen({}, NO_HTTPS))).toEqual([]);
    expect(open(importingList([{ name: "a", alb: NO_HTTPS }], [ingressClass("alb")]))).toEqual([]);
    expect(open(importing([{ name: "a", alb: NO_HTTPS }]))).toEqual(undecided);
    expect(
      open(importingList([{ name: "a", alb: NO_HTTPS }], [ingressClass("alb", "ingress.k8s.aws/alb", "p")])),
    ).toEqual(undecided);
    const byAnnotation = {
      name: "a",
      className: null,
      annotations: { "kubernetes.io/ingress.class": "alb" },
      alb: NO_HTTPS,
    };
    expect(open(importing([byAnnotation]))).toEqual([]);
  });
});

describe("listeners", () => {
  test("the ports that the status shows are those of the group", () => {
    const https = importing([{ name: "a", alb: NO_HTTPS, ports: [443] }]);
    expect(edgeOf(https)).toHaveProperty("certificates[0].arn");
    const both = importing([
      { name: "a", alb: NO_HTTPS },
      { name: "b", ports: [80, 443] },
    ]);
    expect(changesFor(both, "apps/a")).toEqual([expect.stringMatching(/HTTP 80 only, where its group redirects/)]);
    const http = importing([{ name: "a", alb: NO_HTTPS, ports: [80] }]);
    expect(edgeOf(http)).toMatchObject({ certificates: [] });
  });

  test("an Ingress beside it that only redirects to HTTPS is what every load balancer does", () => {
    const alb = {
      "ssl-redirect": null,
      "listen-ports": '[{"HTTP":80}]',
      "actions.go": redirect({ protocol: "HTTPS", port: "443" }),
    };
    const imported = importing([
      { name: "a", alb: { "ssl-redirect": null, "listen-ports": '[{"HTTPS":443}]' } },
      { name: "b", alb, rules: [rule("a.shop.example", action("/*", "go", "ImplementationSpecific"))] },
    ]);
    expect(imported.tenants.map(({ hosts, ingresses }) => [hosts, ingresses])).toEqual([
      [["a.shop.example"], ["apps/a", "apps/b"]],
    ]);
    expect(imported.migrations[0]!.rules).toEqual({ before: 2, after: 1, meanwhile: 3 });
  });

  test("a redirect to HTTPS in front makes HTTP one rule, which is no change", () => {
    const imported = importing([
      {
        name: "a",
        alb: { "ssl-redirect": null, "actions.ssl-redirect": redirect({ protocol: "HTTPS", port: "443" }) },
        rules: [
          rule(
            "a.shop.example",
            action("/*", "ssl-redirect", "ImplementationSpecific"),
            path("/*", "ImplementationSpecific"),
          ),
        ],
      },
    ]);
    expect(imported.changes).toEqual([]);
    expect(imported.migrations[0]!.rules.before).toBe(2);
  });

  test("HTTP that redirects to a port where nobody listens stops the group", () => {
    const alb = { ...NO_HTTPS, "ssl-redirect": "443" };
    const imported = importingList([{ name: "a", alb }], [ingressClass("alb")]);
    expect(codesFor(imported, "apps/a")).toEqual(["stops-group"]);
    // With parameters that are not seen it tells that there is HTTPS.
    expect(edgeOf(importing([{ name: "a", alb }]))).toHaveProperty("certificates[0].arn");
  });

  test("certificates that the controller makes go with their Ingress", () => {
    const imported = importing([{ name: "a", alb: { ...NO_HTTPS, "create-acm-cert": "true" } }]);
    const decision = imported.decisions.find(({ path: where }) => where === "loadBalancers.edge.certificates[0].arn");
    expect(decision?.decision).toMatch(/create-acm-cert.*deletes them/);
  });
});

describe("settings", () => {
  const codes = (alb: IngressInput["alb"]) => codesFor(importing([{ name: "a", alb }]), "apps/a");

  test.each<[string, string]>([
    ["frobnicate", "1"],
    ["dry-run-plan", "{}"],
    ["frontend-nlb-scheme", "internal"],
    ["enable-frontend-nlb", "false"],
    ["shield-advanced-protection", "false"],
    ["waf-acl-id", "none"],
    ["security-group-prefix-lists", " "],
    ["mutual-authentication", '[{"port":443,"mode":"off"}]'],
    ["use-regex-path-match", "false"],
    ["multi-cluster-target-group", "false"],
    ["auth-type", "none"],
    ["auth-scope", "openid"],
    ["wafv2-acl-arn", ""],
    ["subnets", ""],
    ["tags", ""],
    ["inbound-cidrs", ","],
    ["conditions.unused", "{"],
    ["acm-pca-arn", ""],
  ])("%s %j loses nothing", (name, value) => {
    expect(codes({ [name]: value })).toEqual([]);
  });

  test.each<[string, string]>([
    ["scheme", ""],
    ["scheme", "public"],
    ["ip-address-type", ""],
    ["target-type", ""],
    ["listen-ports", ""],
    ["ssl-redirect", ""],
    ["group.order", ""],
    ["enable-frontend-nlb", ""],
    ["load-balancer-attributes", "nothing"],
    ["target-group-attributes", "nothing"],
    ["healthcheck-timeout-seconds", ""],
    ["backend-protocol", "TLS"],
  ])("%s %j stops the group", (name, value) => {
    expect(codes({ [name]: value })).toContain("stops-group");
  });

  test.each([
    "security-group-prefix-lists",
    "enable-frontend-nlb",
    "minimum-load-balancer-capacity",
    "ipam-ipv4-pool-id",
  ])("%s is a setting of the whole group", (name) => {
    const value = name === "enable-frontend-nlb" ? "true" : "pl-1";
    const imported = importing([{ name: "a", alb: { [name]: value } }, { name: "b" }]);
    expect(codesFor(imported, "apps/a")).toEqual(["unsupported-load-balancer"]);
    expect(codesFor(imported, "apps/b")).toEqual(["unsupported-load-balancer"]);
  });

  test("prefix lists beside security groups have no effect", () => {
    expect(codes({ "security-group-prefix-lists": "pl-1", "security-groups": "sg-0123456789abcdef0" })).toEqual([]);
  });

  test("a web ACL by its name beats one by its ARN: its ARN is to be looked up", () => {
    const imported = importing([{ name: "a", alb: { "wafv2-acl-name": "shop" } }]);
    expect(imported.decisions.find(({ path: where }) => where === "loadBalancers.edge.webAclArn")?.decision).toMatch(
      /named shop/,
    );
    expect(edgeOf(importing([{ name: "a", alb: { "wafv2-acl-name": "none" } }]))).toMatchObject({ webAclArn: "none" });
  });

  test("annotations with the controller's prefix that it does not know are named", () => {
    expect(changesFor(importing([{ name: "a", alb: { frobnicate: "1" } }]), "apps/a")).toEqual([
      "Not brought along: annotation alb.ingress.kubernetes.io/frobnicate, unknown to the controller.",
    ]);
  });
});

describe("Services", () => {
  const one = (spec: object, alb: IngressInput["alb"] = {}, ports: object = {}) =>
    importing(
      [{ name: "a", alb }],
      [service("web", [{ name: "http", port: 80, targetPort: 8080, nodePort: 30080, ...ports }], "apps", {}, spec)],
    );
  const web = (imported: ImportedFleet) =>
    (fileOf(imported, "platform.json").services as unknown as Record<string, object>).web;

  test.each([
    ["ClusterIP", "ip", false],
    ["NodePort", "instance", true],
    ["LoadBalancer", "instance", true],
  ])("of type %s without a target-type: %s", (type, targetType, isDecision) => {
    const imported = one({ type }, { "target-type": null });
    expect(web(imported)).toMatchObject(targetType === "ip" ? { targetPort: 8080 } : { targetType });
    expect(decided(imported).includes("services.web.targetType")).toBe(isDecision);
  });

  test("instance targets need a node port", () => {
    expect(codesFor(one({ type: "ClusterIP" }, { "target-type": "instance" }), "apps/a")).toEqual(["stops-group"]);
  });

  test("a health check port by its name is a number behind the Service's port", () => {
    const alb = { "healthcheck-port": "http" };
    expect(web(one({}, alb))).toMatchObject({ healthCheck: { port: 8080 } });
    expect(web(one({ type: "NodePort" }, { ...alb, "target-type": "instance" }))).toMatchObject({
      healthCheck: { port: 30080 },
    });
    expect(codesFor(one({}, alb, { targetPort: "http" }), "apps/a")).toEqual(["stops-group"]);
    expect(codesFor(one({}, { "healthcheck-port": "admin" }), "apps/a")).toEqual(["stops-group"]);
    expect(decided(importing([{ name: "a", alb }]))).toContain("services.web.healthCheck.port");
  });

  test("IPv6 among the families is IPv6; what is not seen is to be decided where both are possible", () => {
    const alb = { "ip-address-type": "dualstack" };
    expect(web(one({ ipFamilies: ["IPv4", "IPv6"] }, alb))).toMatchObject({ ipAddressType: "ipv6" });
    expect(web(one({ ipFamilies: ["IPv4"] }, alb))).not.toHaveProperty("ipAddressType");
    expect(decided(importing([{ name: "a", alb }]))).toContain("services.web.ipAddressType");
    expect(decided(importing([{ name: "a" }]))).not.toContain("services.web.ipAddressType");
  });

  test("that are not seen may ask clients to log in: one decision each", () => {
    const unseen = importing([{ name: "a" }]).decisions.filter(({ path: where }) => where === "services.web");
    expect(unseen).toHaveLength(1);
    expect(unseen[0]!.decision).toMatch(/ask clients to log in/);
    expect(decided(one({}))).not.toContain("services.web");
  });

  test("a backend that is not a Service stops the group", () => {
    const resource = { path: "/", pathType: "Prefix", backend: { resource: { kind: "Bucket", name: "static" } } };
    const imported = importing([{ name: "a", rules: [rule("a.shop.example", resource)] }]);
    expect(imported.notImported).toMatchObject([
      { ingress: "apps/a", reasons: [{ code: "stops-group", host: "a.shop.example", path: "/" }] },
    ]);
  });
});

describe("target groups that were made by hand", () => {
  const arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/0123456789abcdef";
  const binding = {
    kind: "TargetGroupBinding",
    metadata: { name: "web", namespace: "shop" },
    spec: { targetGroupARN: arn, targetType: "ip", serviceRef: { name: "web", port: 80 } },
  };
  const input: IngressInput = {
    name: "a",
    alb: { "actions.forward-to-tg": JSON.stringify({ type: "forward", targetGroupARN: arn }) },
    rules: [rule("a.shop.example", action("/*", "forward-to-tg", "ImplementationSpecific"))],
  };

  test("are services where their binding is in the input", () => {
    const imported = importingList([input], [binding, service("web", [{ port: 80, targetPort: 8080 }], "shop")]);
    expect(fileOf(imported, "platform.json").services).toEqual({
      web: { namespace: "shop", name: "web", port: 80, targetPort: 8080 },
    });
    expect(decided(imported)).toContain("services.web");
    expect(tenantOf(imported, "a")).toEqual({ hosts: ["a.shop.example"] });
  });

  test("are not known without it", () => {
    expect(codesFor(importing([input]), "apps/a")).toEqual(["missing-backend"]);
  });
});

test("a reason that is about a rule names its host and path", () => {
  const imported = importing([{ name: "a", rules: [rule("a.shop.example", path("/x*"))] }]);
  expect(imported.notImported[0]!.reasons[0]).toMatchObject({
    code: "stops-group",
    host: "a.shop.example",
    path: "/x*",
  });
});
