import { expectAccepted, expectFindings, platformText } from "../../support/checked-files";

const files = (kubernetes: string) => ({ "platform.json": platformText({ kubernetes }) });

test("takes a name from eks, or controllerClusterName", () => {
  expectAccepted(files('{"namespace": "tenants", "controller": "eks-auto-mode", "eks": {"clusterName": "prod"}}'));
  expectAccepted(
    files(
      '{"namespace": "tenants", "controller": "eks-auto-mode", "kubeconfig": {"path": "~/.kube/config", "context": "prod"}, "controllerClusterName": "prod"}',
    ),
  );
});

test("refuses EKS Auto Mode in a cluster without a name", () => {
  expectFindings(
    files(
      '▶{"namespace": "tenants", "controller": "eks-auto-mode", "kubeconfig": {"path": "~/.kube/config", "context": "prod"}}',
    ),
    {
      code: "missing-cluster-name",
      path: "kubernetes",
      help: "controllerClusterName",
    },
  );
});
