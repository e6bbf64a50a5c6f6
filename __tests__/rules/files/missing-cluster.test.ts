import { expectAccepted, expectFindings, platformText } from "../../support/checked-files";

const files = (kubernetes: string) => ({ "platform.json": platformText({ kubernetes }) });

test("takes a kubeconfig, or EKS", () => {
  expectAccepted(files('{"namespace": "tenants", "kubeconfig": {"path": "~/.kube/config", "context": "prod"}}'));
  expectAccepted(files('{"namespace": "tenants", "eks": {"clusterName": "prod"}}'));
});

test("refuses neither", () => {
  expectFindings(files('▶{"namespace": "tenants"}'), {
    code: "missing-cluster",
    path: "kubernetes",
    help: "kubeconfig",
  });
});

test("says nothing of one that is there but wrong", () => {
  expectFindings(files('{"namespace": "tenants", "eks": ▶{}}'), {
    code: "missing-key",
    path: "kubernetes.eks.clusterName",
  });
});
