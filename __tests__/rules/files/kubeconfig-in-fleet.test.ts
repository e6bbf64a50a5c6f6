import { expectAccepted, expectFindings, platformText } from "../../support/checked-files";

const files = (path: string) => ({
  "platform.json": platformText({
    kubernetes: `{"namespace": "tenants", "kubeconfig": {"path": ${path}, "context": "prod"}}`,
  }),
});

test("takes a kubeconfig elsewhere", () => {
  for (const path of ["~/.kube/config", "/etc/kubeconfig", "../kubeconfig", "x/../../kubeconfig"]) {
    expectAccepted(files(JSON.stringify(path)));
  }
});

test.each(["kubeconfig", "./tenants/kubeconfig", "x/../kubeconfig"])("refuses one inside the fleet: %s", (path) => {
  expectFindings(files(`▶${JSON.stringify(path)}`), {
    code: "kubeconfig-in-fleet",
    path: "kubernetes.kubeconfig.path",
  });
});
