import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ImportedFleet, importFleet } from "../../modules/import";
import {
  fileOf,
  type IngressInput,
  ingress,
  ingressClass,
  list,
  NO_SCHEMAS,
  reasonsFor,
  service,
} from "./dump-builder";

/** Ingresses of EKS Auto Mode become tenants of a new load balancer of EKS Auto Mode, since nothing takes its ALB over. */

function importingAuto(inputs: readonly IngressInput[], more: readonly object[] = []): ImportedFleet {
  const text = list([...inputs.map(ingress), ...more]);
  return importFleet({ files: [{ name: "all.json", text }], schemas: NO_SCHEMAS, from: "eks-auto-mode" });
}

const params = (spec: object) => ({
  apiVersion: "eks.amazonaws.com/v1",
  kind: "IngressClassParams",
  metadata: { name: "p" },
  spec,
});
const inAutoMode = (name: string): IngressInput => ({
  name,
  className: "auto",
  alb: { "group.name": null, "certificate-arn": null },
});
const CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/7";
const WEB = service("web", [{ port: 80, targetPort: 8080 }]);
const CLUSTER = [
  ingressClass("auto", "eks.amazonaws.com/alb", "p"),
  params({ group: { name: "shop" }, scheme: "internal", certificateARNs: [CERTIFICATE] }),
  WEB,
];

test("a group becomes a load balancer of EKS Auto Mode, with what its parameters say", () => {
  const imported = importingAuto([inAutoMode("a"), inAutoMode("b")], CLUSTER);
  expect(imported.notImported).toEqual([]);
  expect(imported.findings.filter(({ severity }) => severity === "error")).toEqual([]);
  const { kubernetes, loadBalancers } = fileOf(imported, "platform.json") as Record<string, Record<string, object>>;
  expect(kubernetes).toEqual({ namespace: "tenants", controller: "eks-auto-mode", eks: { clusterName: "cluster" } });
  expect(Object.keys(loadBalancers!)).toEqual(["shop"]);
  expect(loadBalancers!.shop).toMatchObject({ scheme: "internal", certificates: [{ arn: CERTIFICATE }] });
  expect(loadBalancers!.shop).not.toHaveProperty("group");
  expect(imported.decisions.map(({ path }) => path)).toContain("kubernetes.eks");
});

test("DNS moves to a new ALB; none is taken over", () => {
  const [migration] = importingAuto([inAutoMode("a")], CLUSTER).migrations;
  expect(migration).not.toHaveProperty("takesOver", "shop");
  const steps = migration!.steps.map(({ what }) => what).join("\n");
  expect(steps).toMatch(/a new ALB, since an ALB of EKS Auto Mode is not taken over/);
  expect(steps).toMatch(/Point DNS to the new ALB/);
});

test("the finalizer tells the group, not the annotation, of which Auto Mode takes no notice", () => {
  const text = readFileSync(join(__dirname, "cases", "eks-auto-mode", "ingresses.json"), "utf8");
  const imported = importFleet({ files: [{ name: "x.json", text }], schemas: NO_SCHEMAS, from: "eks-auto-mode" });
  expect(imported.tenants).toMatchObject([{ loadBalancer: "contactform", ingresses: ["app/contact"] }]);
});

test("Ingresses of the other controller are left alone, each with the evidence", () => {
  const finalized = { name: "c", finalizers: ["group.ingress.k8s.aws/edge"] };
  const imported = importingAuto(
    [inAutoMode("a"), { name: "b", className: "old" }, finalized],
    [...CLUSTER, ingressClass("old")],
  );
  expect(imported.tenants.map(({ tenant }) => tenant)).toEqual(["a"]);
  for (const [id, evidence] of [
    ["apps/b", 'its class "old"'],
    ["apps/c", 'its finalizer "group.ingress.k8s.aws/edge"'],
  ] as const) {
    expect(reasonsFor(imported, id)).toEqual([
      `The AWS Load Balancer Controller answers it (${evidence}), not EKS Auto Mode. Import it in a run without --from.`,
    ]);
  }
});
