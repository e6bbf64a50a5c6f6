import { change, ingress, planDocument, review } from "./plan-builder";
import { recorded } from "./recorded-plan";

const TENANTS = ["acme", "globex", "hooli"];

type Value = ReturnType<typeof ingress>;

/** A plan that changes the Ingresses of three tenants. */
function plan(edit: (after: Value) => void) {
  return planDocument(
    TENANTS.map((tenant) => {
      const before = ingress(`${tenant}.edge-1`);
      const after = structuredClone(before);
      edit(after);
      return change(`kubernetes_ingress_v1.${tenant}`, before, after);
    }),
  );
}

/** The only host, and the only backend, of an Ingress made by `ingress`. */
function ruleOf(value: Value): Rule {
  return value.spec[0]?.rule[0] as Rule;
}

interface Rule {
  host: string;
  http: { path: { backend: { service: { name: string }[] }[] }[] }[];
}

const stopped = (status: string) => (after: Value) => {
  ruleOf(after).http[0]!.path[0]!.backend[0]!.service[0]!.name = status;
};

test.each<[string, string, (after: Value) => void]>([
  [
    "all hosts are others",
    "too-many-without-hosts",
    (after) => Object.assign(ruleOf(after), { host: `x.${ruleOf(after).host}` }),
  ],
  [
    "another class",
    "too-many-class-changes",
    (after) => Object.assign(after.spec[0]!, { ingress_class_name: "shop-edge-2" }),
  ],
  ["suspended", "too-many-stopped", stopped("suspended")],
  ["in maintenance", "too-many-stopped", stopped("maintenance")],
])("%s: in place, and lost all the same", (_what, code, edit) => {
  const { blocked, verdict } = review([plan(edit)], 2);
  expect(verdict).toBe("block");
  expect(blocked.map((one) => one.code)).toEqual([code]);
  expect(blocked[0]?.message).toMatch(/^3 tenants are .*, 2 allowed: acme, globex, hooli\./);
  expect(blocked[0]?.message).toContain("--allow-removals 3");
  expect(review([plan(edit)], 3).verdict).toBe("pass");
});

test("a tenant that keeps one of its hosts has not lost them, nor one that comes back", () => {
  const keeping = plan((after) => {
    const rules = after.spec[0]!.rule as object[];
    rules.push({ ...ruleOf(after), host: "more.example" });
  });
  expect(review([keeping], 0).verdict).toBe("pass");
  const back = planDocument(
    TENANTS.map((tenant) => {
      const before = ingress(`${tenant}.edge-1`);
      stopped("suspended")(before);
      return change(`kubernetes_ingress_v1.${tenant}`, before, ingress(`${tenant}.edge-1`));
    }),
  );
  expect(review([back], 0).verdict).toBe("pass");
});

describe("an Ingress without rules of its own, which a pool answers", () => {
  const pooled = (tenant: string) => {
    const value = ingress(`${tenant}.edge-1`);
    Object.assign(ruleOf(value), { http: [] });
    return value;
  };

  test("is a served tenant, whose hosts can be lost", () => {
    const added = review([planDocument([change("kubernetes_ingress_v1.acme", null, pooled("acme"))])]);
    expect(added.stacks[0]?.added[0]?.what).toContain("hosts: acme.shop.example");
    const changes = TENANTS.map((tenant) => {
      const after = pooled(tenant);
      Object.assign(ruleOf(after), { host: `new-${tenant}.shop.example` });
      return change(`kubernetes_ingress_v1.${tenant}`, pooled(tenant), after);
    });
    expect(review([planDocument(changes)]).blocked.map(({ code }) => code)).toEqual(["too-many-without-hosts"]);
  });

  test("can get rules, and lose them again", () => {
    const address = "kubernetes_ingress_v1.acme";
    const { stacks } = review([planDocument([change(address, pooled("acme"), ingress("acme.edge-1"))])], 0);
    expect(stacks[0]?.changed[0]?.what).toEqual(["answer: answer as the pool does → forward to shop-web-edge-1"]);
    expect(review([planDocument([change(address, ingress("acme.edge-1"), pooled("acme"))])], 0).verdict).toBe("pass");
  });
});

describe("who is a tenant", () => {
  test("is told by the resource's name, since labels can be edited in the cluster", () => {
    const changes = TENANTS.map((tenant) => {
      const before = ingress(`${tenant}.edge-1`, { labels: { "tenantry/tenant": "acme" } });
      return change(`kubernetes_ingress_v1.${tenant}`, before, null);
    });
    const { blocked, stacks } = review([planDocument(changes)]);
    expect(blocked.map(({ code }) => code)).toEqual(["too-many-removals"]);
    expect(stacks[0]?.removed.map(({ tenant }) => tenant)).toEqual(TENANTS);
  });

  test("is told by labels, or keys, where resources share a name", () => {
    const changes = TENANTS.map((tenant) => change(`kubernetes_ingress_v1.all["${tenant}"]`, ingress(tenant), null));
    expect(review([planDocument(changes)]).stacks[0]?.removed.map(({ tenant }) => tenant)).toEqual(TENANTS);
  });

  test("is every Ingress that is not the anchor, whatever it is called", () => {
    const changes = ["a", "b"].map((name) => change(`kubernetes_ingress_v1.${name}`, ingress(name), null));
    expect(review([planDocument(changes)]).blocked.map(({ code }) => code)).toEqual(["too-many-removals"]);
  });

  test("the anchor stays the anchor with a tenant's label", () => {
    const document = recorded("lb-anchor-removed");
    for (const {
      type,
      change: { before },
    } of document.resource_changes) {
      if (type === "kubernetes_ingress_v1") before.metadata[0].labels = { "tenantry/tenant": "acme" };
    }
    expect(review([document]).blocked.map(({ code }) => code)).toEqual(["anchor-destroyed"]);
    const bare = ingress("edge-1", { labels: { "tenantry/tenant": "acme" } });
    const removed = planDocument([change("kubernetes_ingress_v1.anchor", bare, null)]);
    expect(review([removed]).blocked.map(({ code }) => code)).toEqual(["anchor-destroyed"]);
  });
});

describe("other names of the same resources", () => {
  const manifestOf = (tenant: string) => ({
    manifest: {
      apiVersion: "networking.k8s.io/v1",
      kind: "Ingress",
      metadata: {
        name: `${tenant}.edge-1`,
        namespace: "tenants",
        labels: { "app.kubernetes.io/managed-by": "tenantry" },
      },
      spec: {
        ingressClassName: "shop-edge-1",
        rules: [
          {
            host: `${tenant}.shop.example`,
            http: {
              paths: [
                {
                  path: "/*",
                  pathType: "ImplementationSpecific",
                  backend: { service: { name: "web", port: { number: 80 } } },
                },
              ],
            },
          },
        ],
      },
    },
  });

  test("tenants as manifests, and of the old type", () => {
    const manifests = TENANTS.map((tenant) => change(`kubernetes_manifest.${tenant}`, manifestOf(tenant), null));
    const old = TENANTS.map((tenant) => change(`kubernetes_ingress.${tenant}`, ingress(`${tenant}.edge-1`), null));
    for (const changes of [manifests, old]) {
      const { blocked, stacks } = review([planDocument(changes)]);
      expect(blocked.map(({ code }) => code)).toEqual(["too-many-removals"]);
      expect(stacks[0]?.stack).toBe("edge-1-tenants");
      expect(stacks[0]?.removed[0]?.what[0]).toBe("hosts: acme.shop.example");
    }
  });

  test("a manifest that loses its hosts, or its class", () => {
    const edited = (edit: (spec: ReturnType<typeof manifestOf>["manifest"]["spec"]) => void) =>
      planDocument(
        TENANTS.map((tenant) => {
          const after = manifestOf(tenant);
          edit(after.manifest.spec);
          return change(`kubernetes_manifest.${tenant}`, manifestOf(tenant), after);
        }),
      );
    const codes = (document: object) => review([document as never]).blocked.map(({ code }) => code);
    expect(codes(edited((spec) => (spec.rules = [])))).toEqual(["too-many-without-hosts"]);
    expect(codes(edited((spec) => (spec.ingressClassName = "other")))).toEqual(["too-many-class-changes"]);
  });

  test("an old resource has its backends elsewhere", () => {
    const old = (port: string) => ({
      metadata: [{ name: "acme.edge-1", namespace: "tenants" }],
      spec: [
        {
          ingress_class_name: "shop-edge-1",
          rule: [
            {
              host: "acme.shop.example",
              http: [{ path: [{ path: "/*", backend: [{ service_name: "web", service_port: port }] }] }],
            },
          ],
        },
      ],
    });
    const { stacks } = review([planDocument([change("kubernetes_ingress.acme", old("80"), old("http"))])]);
    expect(stacks[0]?.changed[0]?.what).toEqual(["answer: forward to Service web:80 → forward to Service web:http"]);
  });

  test("target groups, classes and anchors", () => {
    const anchor = {
      manifest: {
        kind: "Ingress",
        metadata: { name: "edge-1" },
        spec: { defaultBackend: { service: { name: "unknown-host", port: { name: "use-annotation" } } } },
      },
    };
    const changes = [
      change("aws_alb_target_group.web", { name: "web" }, null),
      change("kubernetes_ingress_class.class", { metadata: [{ name: "shop-edge-1" }] }, null),
      change("kubernetes_manifest.class", { manifest: { kind: "IngressClass", metadata: { name: "shop" } } }, null),
      change("kubernetes_manifest.anchor", anchor, null),
    ];
    expect(review([planDocument(changes)]).blocked.map(({ code }) => code)).toEqual([
      "target-group-destroyed",
      "ingress-class-destroyed",
      "ingress-class-destroyed",
      "anchor-destroyed",
    ]);
  });
});

describe("stacks that had to be planned", () => {
  test("a missing plan is blocked by the stack's name", () => {
    const document = recorded("lb-no-changes");
    expect(review([document], 1, ["edge-1"]).verdict).toBe("pass");
    const { verdict, blocked } = review([document], 1, ["edge-1", "edge-2", "edge-1-tenants", "edge-2"]);
    expect(verdict).toBe("block");
    expect(blocked).toEqual([
      { code: "plan-missing", address: "edge-2", message: expect.stringContaining("Stack edge-2 has no plan.") },
      { code: "plan-missing", address: "edge-1-tenants", message: expect.any(String) },
    ]);
  });

  test("no plan at all is not nothing to do", () => {
    expect(review([], 1, ["edge-1"]).blocked.map(({ address }) => address)).toEqual(["edge-1"]);
  });
});

test("an annotation that is nested without end is cut, not followed", () => {
  const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
  const annotations = {
    "alb.ingress.kubernetes.io/actions.forward-to-tg": `{"type":"forward","forwardConfig":${deep}}`,
    "alb.ingress.kubernetes.io/conditions.forward-to-tg": deep,
  };
  const after = ingress("acme.edge-1", { annotations });
  const { verdict, stacks } = review([
    planDocument([change("kubernetes_ingress_v1.acme", ingress("acme.edge-1"), after)]),
  ]);
  expect(verdict).toBe("pass");
  expect(stacks[0]?.changed).toHaveLength(1);
});
