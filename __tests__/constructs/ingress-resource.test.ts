import { IngressV1 } from "@cdktf/provider-kubernetes/lib/ingress-v1";
import type { Construct } from "constructs";
import { TerraformStack, Testing } from "../../modules/cdktf";
import { IngressResource } from "../../modules/constructs/ingress-resource";

/** The plain resource is held against the provider package's own class. */

const service = { name: "forward-to-tg", port: { name: "use-annotation" } };

function both(plain: (scope: Construct) => void, typed: (scope: Construct) => void) {
  return [plain, typed].map((build) => {
    class Stack extends TerraformStack {
      constructor() {
        super(Testing.app(), "stack");
        build(this);
      }
    }
    const stack = new Stack();
    const json = stack.toTerraform().resource;
    return { json: JSON.parse(JSON.stringify(json)), hcl: stack.toHclTerraform().hcl.split("\n").sort() };
  });
}

test("rules, hosts of TLS, labels and annotations", () => {
  const [plain, typed] = both(
    (scope) =>
      new IngressResource(scope, "acme", {
        name: "acme.edge",
        namespace: "tenants",
        labels: { a: "b" },
        annotations: { "c/d": "e" },
        ingressClassName: "edge",
        rules: [
          { host: "a.test", http: { path: "/*", pathType: "ImplementationSpecific", backend: "forward-to-tg" } },
          { host: "b.test", http: { path: "/x", pathType: "Prefix", backend: "forward-to-tg" } },
          { host: "c.test" },
        ],
        tlsHosts: ["a.test", "b.test"],
      }),
    (scope) =>
      new IngressV1(scope, "acme", {
        metadata: { name: "acme.edge", namespace: "tenants", labels: { a: "b" }, annotations: { "c/d": "e" } },
        spec: {
          ingressClassName: "edge",
          rule: [
            {
              host: "a.test",
              http: { path: [{ path: "/*", pathType: "ImplementationSpecific", backend: { service } }] },
            },
            { host: "b.test", http: { path: [{ path: "/x", pathType: "Prefix", backend: { service } }] } },
            { host: "c.test" },
          ],
          tls: [{ hosts: ["a.test", "b.test"] }],
        },
      }),
  );
  expect(plain).toEqual(typed);
});

test("a default backend, and waiting for the load balancer", () => {
  const [plain, typed] = both(
    (scope) =>
      new IngressResource(scope, "anchor", {
        name: "edge",
        namespace: "tenants",
        annotations: {},
        ingressClassName: "edge",
        defaultBackend: "forward-to-tg",
        waitForLoadBalancer: true,
      }),
    (scope) =>
      new IngressV1(scope, "anchor", {
        metadata: { name: "edge", namespace: "tenants", annotations: {} },
        spec: { ingressClassName: "edge", defaultBackend: { service } },
        waitForLoadBalancer: true,
      }),
  );
  expect(plain).toEqual(typed);
});
