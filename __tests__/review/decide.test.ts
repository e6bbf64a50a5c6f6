import { readPlans, reviewPlans } from "../../modules/review";
import { TemporaryDirectory } from "../support/temporary-directory";
import { change, ingress, planDocument, review } from "./plan-builder";

const manifest = (kind: string, spec: object, metadata: object = { name: "shop-edge-1" }) => ({
  manifest: { apiVersion: "elbv2.k8s.aws/v1beta1", kind, metadata, spec },
  object: { apiVersion: "elbv2.k8s.aws/v1beta1", kind, metadata, spec },
});
const SPEC = { scheme: "internet-facing", group: { name: "shop-edge-1" }, certificateArn: ["a"] };
const PARAMS = manifest("IngressClassParams", SPEC);
const anchorOf = (ingressClass: string) => {
  const base = ingress("edge-1");
  const backend = [{ service: [{ name: "unknown-host", port: [{ name: "use-annotation" }] }], resource: [] }];
  return {
    ...base,
    spec: [{ ingress_class_name: ingressClass, default_backend: backend, rule: [], tls: [] }],
  };
};
const ingressClass = (parameters: string) => ({
  metadata: [{ name: "shop-edge-1" }],
  spec: [{ controller: "ingress.k8s.aws/alb", parameters: [{ name: parameters }] }],
});

const RESOURCES: readonly [kind: string, address: string, value: object][] = [
  ["target-group", "aws_lb_target_group.web", { name: "shop-web-edge-1" }],
  ["target-group-binding", "kubernetes_manifest.web_binding", manifest("TargetGroupBinding", {})],
  ["ingress-class", "kubernetes_ingress_class_v1.class", ingressClass("shop-edge-1")],
  ["ingress-class-parameters", "kubernetes_manifest.params", PARAMS],
  ["anchor", "kubernetes_ingress_v1.anchor", anchorOf("shop-edge-1")],
];

/** Codes of what is blocked, with a resource by which the plan is known to be ours. */
function codes(...changes: object[]): string[] {
  return review([planDocument([...changes, change("kubernetes_manifest.known", PARAMS, PARAMS)])]).blocked.map(
    ({ code }) => code,
  );
}

describe.each(RESOURCES)("%s", (kind, address, value) => {
  test.each([
    [["delete"], "destroyed"],
    [["delete", "create"], "replaced"],
    [["create", "delete"], "replaced"],
    [["create", "forget"], "replaced"],
    [["forget"], "forgotten"],
  ])("%j is blocked", (actions, fate) => {
    const after = actions.includes("create") ? value : null;
    const plan = planDocument([
      change(address, value, after, { actions }),
      change("kubernetes_manifest.known", PARAMS, PARAMS),
    ]);
    const { blocked, verdict } = review([plan]);
    expect(verdict).toBe("block");
    expect(blocked).toEqual([{ code: `${kind}-${fate}`, address, message: expect.stringMatching(/^In edge-1|^In 1/) }]);
  });

  test("is blocked where nothing else tells whose plan it is", () => {
    const directory = new TemporaryDirectory();
    try {
      directory.write("part.json", planDocument([change(address, value, null)]));
      const { blocked } = reviewPlans(readPlans([directory.path("part.json")]), 1);
      expect(blocked.map(({ code }) => code)).toEqual([`${kind}-destroyed`]);
    } finally {
      directory.remove();
    }
  });

  test("what an interrupted replacement left behind is blocked as well", () => {
    expect(codes({ ...change(address, value, null), deposed: "0badcafe" })).toEqual([`${kind}-destroyed`]);
  });

  test("in a module, too", () => {
    expect(codes(change(`module.lb["x.y"].${address}[0]`, value, null))).toEqual([`${kind}-destroyed`]);
  });

  test("creating, keeping, moving and importing it passes", () => {
    expect(codes(change(address, null, value))).toEqual([]);
    expect(codes(change(address, value, value))).toEqual([]);
    expect(codes({ ...change(address, value, value), previous_address: `${address}_old` })).toEqual([]);
    expect(codes(change(address, value, value, { importing: { id: "x" } }))).toEqual([]);
  });

  test("an update of something harmless passes", () => {
    expect(codes(change(address, value, { ...value, tags: { a: "b" } }))).toEqual([]);
  });
});

describe("the parameters' identity", () => {
  const update = (after: object, more: object = {}) => change("kubernetes_manifest.params", PARAMS, after, more);

  test.each([
    ["scheme-changed", manifest("IngressClassParams", { ...SPEC, scheme: "internal" })],
    ["scheme-changed", manifest("IngressClassParams", { ...SPEC, scheme: undefined })],
    ["group-changed", manifest("IngressClassParams", { ...SPEC, group: { name: "other" } })],
    ["group-changed", manifest("IngressClassParams", { ...SPEC, group: undefined })],
    ["ingress-class-parameters-renamed", manifest("IngressClassParams", SPEC, { name: "other" })],
    ["ingress-class-parameters-renamed", manifest("IngressClassParams", SPEC, { name: "shop-edge-1", namespace: "x" })],
  ])("%s", (code, after) => {
    expect(codes(update(after))).toEqual([code]);
  });

  test("both at once are two reasons", () => {
    const after = manifest("IngressClassParams", { ...SPEC, scheme: "internal", group: { name: "other" } });
    expect(codes(update(after))).toEqual(["scheme-changed", "group-changed"]);
  });

  test("a value that is known only after apply may be another one", () => {
    const spec = { group: SPEC.group, certificateArn: ["a"] };
    const after = manifest("IngressClassParams", spec);
    expect(codes(update(after, { after_unknown: { manifest: { spec: { scheme: true } } } }))).toEqual([
      "scheme-changed",
    ]);
  });

  test("that the cluster's copy is known only after apply says nothing", () => {
    const after = { manifest: manifest("IngressClassParams", { ...SPEC, certificateArn: ["b"] }).manifest };
    expect(codes(update(after, { after_unknown: { object: true } }))).toEqual([]);
  });

  test("a change that the cluster's copy alone shows, since somebody edited it", () => {
    const edited = { ...PARAMS, object: { ...PARAMS.object, spec: { ...SPEC, scheme: "internal" } } };
    expect(codes(change("kubernetes_manifest.params", edited, PARAMS))).toEqual(["scheme-changed"]);
  });

  test("the message says from what to what, and what to do", () => {
    const after = manifest("IngressClassParams", { ...SPEC, scheme: "internal" });
    const { blocked } = review([planDocument([update(after)])]);
    expect(blocked[0]?.message).toContain("(spec.scheme: internet-facing → internal)");
    expect(blocked[0]?.message).toContain("add another load balancer");
  });
});

test("a class that points to other parameters, and an anchor of another class, move the ALB as well", () => {
  const address = "kubernetes_ingress_class_v1.class";
  expect(codes(change(address, ingressClass("shop-edge-1"), ingressClass("other")))).toEqual(["ingress-class-changed"]);
  expect(codes(change("kubernetes_ingress_v1.anchor", anchorOf("shop-edge-1"), anchorOf("other")))).toEqual([
    "anchor-changed",
  ]);
});

test("a tenant called anchor is a tenant", () => {
  const anchor = ingress("anchor.edge-1", { labels: { "tenantry/tenant": "anchor" } });
  const { blocked, stacks } = review([planDocument([change("kubernetes_ingress_v1.anchor", anchor, null)])]);
  expect(blocked).toEqual([]);
  expect(stacks[0]?.removed.map(({ tenant }) => tenant)).toEqual(["anchor"]);
});

test("a hundred removals are one reason that names some of them", () => {
  const changes = Array.from({ length: 100 }, (_, index) =>
    change(`kubernetes_ingress_v1.t${index}`, ingress(`t${index}.edge-1`), null),
  );
  const { blocked } = review([planDocument(changes)]);
  expect(blocked).toHaveLength(1);
  expect(blocked[0]?.message).toContain("and 90 more");
  expect(blocked[0]?.message).toContain("--allow-removals 100");
});

describe("the stack", () => {
  const acme = ingress("acme.edge-7", { labels: { "tenantry/tenant": "acme" } });
  const stackOf = (document: object) => review([document as never]).stacks[0]?.stack;

  test("is named by the state that it reads", () => {
    const resources = [{ mode: "data", type: "terraform_remote_state", name: "edge-2" }];
    const plan = planDocument([], { configuration: { root_module: { resources } } });
    expect(stackOf(plan)).toBe("edge-2-tenants");
  });

  test("else by a tenant's Ingress, or by the anchor", () => {
    expect(stackOf(planDocument([change("kubernetes_ingress_v1.acme", acme, acme)]))).toBe("edge-7-tenants");
    const anchor = change("kubernetes_ingress_v1.anchor", anchorOf("c"), anchorOf("c"));
    expect(stackOf(planDocument([anchor]))).toBe("edge-1");
  });

  test("else by the file", () => {
    expect(stackOf(planDocument([change("kubernetes_manifest.params", PARAMS, PARAMS)]))).toBe("1");
  });
});
