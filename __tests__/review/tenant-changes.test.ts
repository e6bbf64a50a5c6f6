import type { StackReview } from "../../modules/review";
import type { TenantFile } from "../support/arbitrary-fleet";
import { EDGE, smallFleet } from "../support/small-fleet";
import { change, ingress, planDocument, review, tenantsPlan } from "./plan-builder";

/** What a review says about the tenant `acme` when its file changes. */
function whatChanges(before: TenantFile, after: TenantFile): readonly string[] | undefined {
  const plan = tenantsPlan(smallFleet({ acme: before }), smallFleet({ acme: after }));
  const [stack] = review([plan]).stacks as [StackReview];
  expect(stack.removed).toEqual([]);
  expect(stack.replaced).toEqual([]);
  return stack.changed.find(({ tenant }) => tenant === "acme")?.what;
}

const HOSTS = { hosts: ["acme.shop.example"] };

describe("a tenant's file changes", () => {
  test("hosts, packed into rules as ALB's limits allow", () => {
    const hosts = (count: number) => Array.from({ length: count }, (_, index) => `h${index}.shop.example`);
    expect(whatChanges({ hosts: hosts(9) }, { hosts: hosts(10) })).toEqual(["host added: h9.shop.example"]);
    expect(whatChanges({ hosts: hosts(9) }, { hosts: hosts(3) })).toEqual([
      "hosts removed: h3.shop.example, h4.shop.example, h5.shop.example, h6.shop.example, h7.shop.example, h8.shop.example",
    ]);
    expect(whatChanges(HOSTS, { hosts: ["new.shop.example"] })).toEqual(["host: acme.shop.example → new.shop.example"]);
  });

  test("a wildcard comes, which is an Ingress of its own, and is the same tenant", () => {
    const wildcard = { hosts: ["acme.shop.example", "*.acme.shop.example"] };
    expect(whatChanges(HOSTS, wildcard)).toEqual(["host added: *.acme.shop.example"]);
    expect(whatChanges(wildcard, HOSTS)).toEqual(["host removed: *.acme.shop.example"]);
    expect(whatChanges(HOSTS, { hosts: ["*.acme.shop.example"] })).toEqual([
      "host: acme.shop.example → *.acme.shop.example",
    ]);
  });

  test("the service, weights", () => {
    expect(whatChanges(HOSTS, { ...HOSTS, service: "api" })).toEqual([
      "answer: forward to shop-web-edge-1 → forward to shop-api-edge-1",
    ]);
    expect(whatChanges(HOSTS, { ...HOSTS, weights: { web: 90, api: 10 } })).toEqual([
      "answer: forward to shop-web-edge-1 → forward to shop-api-edge-1 (10), shop-web-edge-1 (90)",
    ]);
  });

  test("routes come, change, go", () => {
    const route = (more: object) => ({ ...HOSTS, routes: [{ path: "/api", ...more }] });
    expect(whatChanges(HOSTS, route({ service: "api" }))).toEqual([
      "route /api (Prefix) added: forward to shop-api-edge-1",
    ]);
    expect(whatChanges(route({ service: "api" }), route({ weights: { api: 1, web: 2 } }))).toEqual([
      "route /api (Prefix): forward to shop-api-edge-1 → forward to shop-api-edge-1 (1), shop-web-edge-1 (2)",
    ]);
    expect(whatChanges(route({ service: "api" }), HOSTS)).toEqual([
      "route /api (Prefix) removed (forward to shop-api-edge-1)",
    ]);
  });

  test("a route that comes to share a rule with others, or stops doing so, is the only one that is told of", () => {
    const api = (...paths: string[]) => ({ ...HOSTS, routes: paths.map((path) => ({ path, service: "api" })) });
    expect(whatChanges(api("/a", "/b"), api("/a", "/b", "/c"))).toEqual([
      "route /c (Prefix) added: forward to shop-api-edge-1",
    ]);
    const many = api("/a", "/b", "/c");
    expect(whatChanges(many, { ...many, hosts: [...HOSTS.hosts, "b.test"] })).toEqual(["host added: b.test"]);
  });

  test("the order in which routes are tried", () => {
    const first = { path: "/a*", pathType: "ImplementationSpecific", service: "api" };
    const second = { path: "/*b", pathType: "ImplementationSpecific", weights: { api: 1, web: 2 } };
    expect(whatChanges({ ...HOSTS, routes: [first, second] }, { ...HOSTS, routes: [second, first] })).toEqual([
      "routes are tried in another order: route /*b (ImplementationSpecific), route /a* (ImplementationSpecific), answer",
    ]);
  });

  test("a redirect", () => {
    expect(whatChanges(HOSTS, { ...HOSTS, redirect: { host: "acme.test", statusCode: 301 } })).toEqual([
      "answer: forward to shop-web-edge-1 → redirect 301 to #{protocol}://acme.test:#{port}/#{path}?#{query}",
    ]);
  });

  test("its status, which takes the place of its routes and limits", () => {
    const busy: TenantFile = {
      ...HOSTS,
      routes: [{ path: "/api", service: "api" }],
      allowedCidrs: ["10.0.0.0/8"],
    };
    expect(whatChanges(busy, { ...busy, status: "maintenance" })).toEqual([
      'status: active → maintenance (respond 503 "Back soon")',
    ]);
    expect(whatChanges({ ...busy, status: "maintenance" }, { ...busy, status: "suspended" })).toEqual([
      'status: maintenance → suspended (respond 403 "Suspended")',
    ]);
    const back = whatChanges({ ...busy, status: "suspended" }, busy) ?? [];
    expect(back[0]).toBe("status: suspended → active");
    expect(back).toContain("allowed sources: any → 10.0.0.0/8");
    expect(back).toContain("route /api (Prefix) added: from the allowed sources: forward to shop-api-edge-1");
  });

  test("allowed sources, with the answer for everybody else", () => {
    const limited = (...allowedCidrs: string[]) => ({ ...HOSTS, allowedCidrs });
    expect(whatChanges(HOSTS, limited("10.0.0.0/8"))).toEqual([
      'answer: forward to shop-web-edge-1 → from the allowed sources: forward to shop-web-edge-1; from elsewhere: respond 403 "Forbidden"',
      "allowed sources: any → 10.0.0.0/8",
    ]);
    const many = ["10.0.0.0/8", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32"];
    expect(whatChanges(limited("10.0.0.0/8"), limited(...many))).toEqual([
      "allowed sources added: 192.0.2.0/24, 198.51.100.0/24, 2001:db8::/32, 203.0.113.0/24",
    ]);
    expect(whatChanges(limited("10.0.0.0/8"), HOSTS)).toContain("allowed sources: 10.0.0.0/8 → any");
  });

  test("order, labels and annotations", () => {
    expect(whatChanges({ ...HOSTS, order: 3 }, { ...HOSTS, order: 2 })).toEqual(["order: 3 → 2"]);
    expect(whatChanges({ ...HOSTS, labels: { team: "a" } }, { ...HOSTS, labels: { team: "b" } })).toEqual([
      'label team: "a" → "b"',
    ]);
    expect(whatChanges(HOSTS, { ...HOSTS, annotations: { "example.com/x": "1" } })).toEqual([
      'annotation example.com/x added: "1"',
    ]);
  });

  test("nothing", () => expect(whatChanges(HOSTS, { ...HOSTS })).toBeUndefined());
});

test("a tenant that comes is described, one that goes as well", () => {
  const wildcard: TenantFile = { hosts: ["acme.shop.example", "*.acme.shop.example"], order: 7 };
  const [come] = review([tenantsPlan(smallFleet({}), smallFleet({ acme: wildcard }))]).stacks;
  expect(come?.added).toEqual([
    {
      tenant: "acme",
      what: ["hosts: *.acme.shop.example, acme.shop.example", "answer: forward to shop-web-edge-1", "order: 7, 997"],
      addresses: ["kubernetes_ingress_v1.acme", "kubernetes_ingress_v1.acme_w3"],
    },
  ]);
  const gone = review([tenantsPlan(smallFleet({ acme: wildcard }), smallFleet({}))]);
  expect(gone.verdict).toBe("pass");
  expect(gone.stacks[0]?.removed.map(({ tenant, what }) => [tenant, what[0]])).toEqual([
    ["acme", "hosts: *.acme.shop.example, acme.shop.example"],
  ]);
});

describe("a tenant on two load balancers", () => {
  const two = { "edge-1": EDGE, "edge-2": EDGE };
  const fleet = (acme?: TenantFile) => smallFleet(acme === undefined ? {} : { acme }, two);
  const on = (loadBalancer: string, ...alsoOn: string[]) => fleet({ ...HOSTS, loadBalancer, alsoOn });
  const plans = (before: ReturnType<typeof fleet>, after: ReturnType<typeof fleet>) => [
    tenantsPlan(before, after, "edge-1"),
    tenantsPlan(before, after, "edge-2"),
  ];

  test("is reported for each stack", () => {
    const { stacks } = review(plans(on("edge-1"), on("edge-1", "edge-2")));
    expect(stacks.map(({ stack, added, unchanged }) => [stack, added.length, unchanged])).toEqual([
      ["edge-1-tenants", 0, ["acme"]],
      ["edge-2-tenants", 1, []],
    ]);
  });

  test("counts as one when it is removed from both", () => {
    const removed = review(plans(on("edge-1", "edge-2"), fleet()), 1);
    expect(removed.stacks.map((stack) => stack.removed.length)).toEqual([1, 1]);
    expect(removed.verdict).toBe("pass");
  });

  test("counts as removed when it moves, since DNS still points to the old one", () => {
    expect(review(plans(on("edge-1"), on("edge-2")), 0).blocked.map(({ code }) => code)).toEqual(["too-many-removals"]);
    expect(review(plans(on("edge-1", "edge-2"), on("edge-2")), 0).verdict).toBe("block");
    expect(review(plans(on("edge-1"), on("edge-2")), 1).verdict).toBe("pass");
  });
});

describe("what only Terraform knows", () => {
  const acme = ingress("acme.edge-1", { labels: { "tenantry/tenant": "acme" } });
  const address = "kubernetes_ingress_v1.acme";
  const only = (document: object, allowed?: number) => {
    const { stacks, verdict } = review([planDocument([document])], allowed);
    return { stack: stacks[0] as StackReview, verdict };
  };

  test("the state forgets an Ingress that stays: the tenant counts as removed", () => {
    const { stack, verdict } = only(change(address, acme, null, { actions: ["forget"] }), 0);
    expect(verdict).toBe("block");
    expect(stack.removed[0]?.what).toContain(
      "Ingress tenants/acme.edge-1 stays in the cluster, but Terraform will not manage it any more",
    );
  });

  test.each([[["delete", "create"]], [["create", "delete"]], [["create", "forget"]]])(
    "%j is a replacement, which counts as a removal",
    (actions) => {
      const { stack, verdict } = only(change(address, acme, acme, { actions }), 0);
      expect(verdict).toBe("block");
      expect(stack.replaced.map(({ tenant }) => tenant)).toEqual(["acme"]);
    },
  );

  test("an address changes, the Ingress stays", () => {
    const moved = { ...change(address, acme, acme), previous_address: "kubernetes_ingress_v1.old" };
    const { stack, verdict } = only(moved, 0);
    expect(verdict).toBe("pass");
    expect(stack.changed[0]?.what).toEqual([
      "kubernetes_ingress_v1.old is called kubernetes_ingress_v1.acme from now on",
    ]);
  });

  test("an Ingress that exists is taken over", () => {
    const { stack } = only(change(address, acme, acme, { importing: { id: "tenants/acme.edge-1" } }));
    expect(stack.changed[0]?.what).toEqual(["Ingress tenants/acme.edge-1 exists already and is taken over"]);
  });

  test("what an interrupted replacement left behind may still serve", () => {
    const current = change(address, acme, acme);
    const deposed = { ...change(address, acme, null), deposed: "0badcafe" };
    const { stacks, verdict } = review([planDocument([current, deposed])], 0);
    expect(verdict).toBe("block");
    expect(stacks[0]?.replaced.map(({ tenant }) => tenant)).toEqual(["acme"]);
  });

  test("an address in a module, with an index; the label says whose it is", () => {
    const { stack } = only(change('module.tenants.kubernetes_ingress_v1.this["acme"]', acme, null));
    expect(stack.removed[0]).toMatchObject({
      tenant: "acme",
      addresses: ['module.tenants.kubernetes_ingress_v1.this["acme"]'],
    });
  });

  test("without a label the address says whose it is", () => {
    const { stack } = only(change("kubernetes_ingress_v1.acme_w3", ingress("acme.edge-1.w3"), null));
    expect(stack.removed.map(({ tenant }) => tenant)).toEqual(["acme"]);
  });

  test("one of two Ingresses goes: the tenant changes", () => {
    const wildcard = ingress("acme.edge-1.w3", { host: "*.acme.shop.example", labels: { "tenantry/tenant": "acme" } });
    const both = [change(address, acme, acme), change("kubernetes_ingress_v1.acme_w3", wildcard, null)];
    const [stack] = review([planDocument(both)], 0).stacks;
    expect(stack?.changed.map(({ what }) => what)).toEqual([["host removed: *.acme.shop.example"]]);
    expect(stack?.removed).toEqual([]);
  });

  test("one of two Ingresses was edited: that it is put back is seen", () => {
    const of = (name: string, x: string) =>
      ingress(name, { host: name, labels: { "tenantry/tenant": "acme" }, annotations: { "example.com/x": x } });
    const kept = of("acme.edge-1.w3", "1");
    const both = [
      change(address, of("acme.edge-1", "2"), of("acme.edge-1", "1")),
      change("kubernetes_ingress_v1.acme_w3", kept, kept),
    ];
    const [stack] = review([planDocument(both)]).stacks;
    expect(stack?.changed[0]?.what).toEqual(['annotation example.com/x: "2 or 1" → "1"']);
  });

  test("reading data is nothing", () => {
    const data = { ...change("data.aws_lb.alb", null, {}, { actions: ["read"] }), mode: "data" };
    const { stacks } = review([planDocument([change(address, acme, acme), data])]);
    expect(stacks[0]?.other).toEqual([]);
  });

  test("another target group of the same name", () => {
    const action = (id: string) => ({
      "alb.ingress.kubernetes.io/actions.forward-to-tg": `{"type":"forward","targetGroupARN":"arn:aws:elasticloadbalancing:r:1:targetgroup/web/${id}"}`,
    });
    const [before, after] = ["1", "2"].map((id) => ingress("acme.edge-1", { annotations: action(id) }));
    expect(only(change(address, before, after)).stack.changed[0]?.what).toEqual([
      "answer: forward to web, with other settings or another ARN",
    ]);
  });

  test("an action that the controller could not read", () => {
    const broken = ingress("acme.edge-1", { annotations: { "alb.ingress.kubernetes.io/actions.forward-to-tg": "{" } });
    expect(only(change(address, acme, broken)).stack.changed[0]?.what).toEqual([
      'answer: forward to shop-web-edge-1 → an action that the controller can\'t read, which stops it for the whole group: "{"',
    ]);
  });

  test("an action with other conditions than the generator's, written by hand", () => {
    const conditions = JSON.stringify([{ field: "http-header", httpHeaderConfig: { values: ["x"] } }]);
    const edited = ingress("acme.edge-1", {
      annotations: { "alb.ingress.kubernetes.io/conditions.forward-to-tg": conditions },
    });
    expect(only(change(address, edited, acme)).stack.changed[0]?.what[0]).toContain("http-header");
  });
});

describe("drift", () => {
  const [wanted, edited] = ["0", "77"].map((order) =>
    ingress("acme.edge-1", { annotations: { "alb.ingress.kubernetes.io/group.order": order } }),
  );
  const address = "kubernetes_ingress_v1.acme";
  const driftOf = (plan: object) =>
    review([planDocument([plan], { resource_drift: [change(address, wanted, edited)] })]).stacks[0]?.drift;

  test("that the plan puts back", () => {
    expect(driftOf(change(address, edited, wanted))).toEqual([
      { tenant: "acme", address, what: ["order: 0 → 77"], undone: true },
    ]);
  });

  test("that the configuration has adopted", () => {
    expect(driftOf(change(address, edited, edited))).toMatchObject([{ what: ["order: 0 → 77"], undone: false }]);
  });

  test("what the controller writes is none", () => {
    const status = { ...wanted, status: [{ load_balancer: [{ ingress: [{ hostname: "x" }] }] }] };
    const drift = [change(address, wanted, status)];
    const plan = planDocument([change(address, status, status)], { resource_drift: drift });
    expect(review([plan]).stacks[0]?.drift).toEqual([]);
  });

  test("of other resources: what is gone, and what is put back", () => {
    const params = (scheme: string) => {
      const spec = { scheme, group: { name: "g" } };
      return { manifest: { kind: "IngressClassParams", spec: { ...spec, scheme: "internal" } }, object: { spec } };
    };
    const plan = planDocument(
      [
        change("kubernetes_manifest.params", params("internet-facing"), params("internal")),
        change("aws_security_group.sg", null, { name: "sg" }),
      ],
      {
        resource_drift: [
          change("kubernetes_manifest.params", params("internal"), params("internet-facing")),
          change("aws_security_group.sg", { name: "sg" }, null),
        ],
      },
    );
    const { stacks, blocked } = review([plan]);
    expect(stacks[0]?.drift).toEqual([
      { address: "kubernetes_manifest.params", what: ["spec.scheme changed"], undone: true },
      { address: "aws_security_group.sg", what: ["was deleted"], undone: true },
    ]);
    // Putting it back builds another ALB just as well.
    expect(blocked.map(({ code }) => code)).toEqual(["scheme-changed"]);
  });
});

describe("a tenant and the load balancer's pool", () => {
  const pooled = { "edge-1": { ...EDGE, pools: [{ domain: "shop.example", service: "web" }] } };
  const what = (before: TenantFile, after: TenantFile) => {
    const plan = tenantsPlan(smallFleet({ acme: before }, pooled), smallFleet({ acme: after }, pooled));
    return review([plan]).stacks[0]?.changed[0]?.what;
  };

  test.each<[string, TenantFile, TenantFile, string]>([
    [
      "leaves it for a canary",
      HOSTS,
      { ...HOSTS, weights: { web: 9, api: 1 } },
      "answer: answer as the pool does → forward to shop-api-edge-1 (1), shop-web-edge-1 (9)",
    ],
    ["comes back", { ...HOSTS, service: "api" }, HOSTS, "answer: forward to shop-api-edge-1 → answer as the pool does"],
    ["is suspended", HOSTS, { ...HOSTS, status: "suspended" }, 'status: active → suspended (respond 403 "Suspended")'],
  ])("it %s", (_, before, after, expected) => {
    expect(what(before, after)).toEqual([expected]);
  });
});
