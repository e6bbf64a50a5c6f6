import { acmeFiles, expectAccepted, expectFindings } from "../../support/checked-files";

test("takes other controllers' keys", () => {
  expectAccepted(acmeFiles({ annotations: '{"nginx.ingress.kubernetes.io/rewrite-target": "/"}' }));
});

test.each([
  "alb.ingress.kubernetes.io/scheme",
  "alb.ingress.kubernetes.io/actions.forward-to-tg",
  "kubernetes.io/ingress.class",
  "ingress.k8s.aws/stack",
  "elbv2.k8s.aws/cluster",
  "app.kubernetes.io/managed-by",
  "tenantry/tenant",
])("refuses %s in labels and annotations", (key) => {
  const entry = `{"x": "y",\n ▶"${key}": "x"}`;
  expectFindings(acmeFiles({ annotations: entry }), { code: "reserved-metadata", path: `annotations["${key}"]` });
  expectFindings(acmeFiles({ labels: entry }), { code: "reserved-metadata" });
});
