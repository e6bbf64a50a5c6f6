import { expectAccepted, expectFindings, platformText } from "../../support/checked-files";

const files = (kubernetes: string) => ({ "platform.json": platformText({ kubernetes }) });

test("takes a context, and EKS, which has none", () => {
  expectAccepted(files('{"namespace": "tenants", "kubeconfig": {"path": "~/.kube/config", "context": "prod"}}'));
  expectAccepted(files('{"namespace": "tenants", "eks": {"clusterName": "prod"}}'));
});

test("warns of a kubeconfig's current context", () => {
  expectFindings(files('{"namespace": "tenants", "kubeconfig": ▶{"path": "~/.kube/config"}}'), {
    code: "missing-context",
    severity: "warning",
    path: "kubernetes.kubeconfig",
    help: "kubectl config get-contexts",
  });
});
