import { posix } from "node:path";
import { quote } from "../../findings";
import { inPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/** The kubeconfig is none of the fleet's files: it names a program to run, and who changes the fleet could change it. */
export const kubeconfigInFleet = defineRule({
  code: "kubeconfig-in-fleet",
  severity: "error",
  summary: "a kubeconfig beside the fleet's own files",
  help: "It holds credentials, and names programs that Terraform runs: a tenant's pull request must not reach it.",
  valid: [{ platform: { kubernetes: { kubeconfig: { path: "~/.kube/config" } } } }],
  invalid: [{ platform: { kubernetes: { kubeconfig: { path: "tenants/kubeconfig" } } } }],
  check: (context) => {
    const path = context.platform?.kubernetes.kubeconfig?.path;
    if (path === undefined || /^[~/]/.test(path) || posix.normalize(path).startsWith("..")) return [];
    return [
      inPlatform(context, ["kubernetes", "kubeconfig", "path"], {
        message: `The kubeconfig ${quote(path)} would stand among the fleet's own files.`,
        help: "Keep it outside, such as ~/.kube/config, and name it by that path.",
      }),
    ];
  },
});
