import { inPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/** There is a way to reach the cluster. */
export const missingCluster = defineRule({
  code: "missing-cluster",
  severity: "error",
  summary: "a platform that names no way to reach the cluster",
  valid: [{ platform: { kubernetes: { kubeconfig: undefined, eks: { clusterName: "shop" } } } }],
  invalid: [{ platform: { kubernetes: { kubeconfig: undefined } } }],
  check: (context) => {
    const { kubernetes } = context.platform ?? {};
    if (kubernetes === undefined || kubernetes.kubeconfig !== undefined || kubernetes.eks !== undefined) return [];
    return [
      inPlatform(context, ["kubernetes"], {
        message: "There is no way to reach the cluster.",
        help: 'Add "kubeconfig": {"path": …} or "eks": {"clusterName": …}.',
      }),
    ];
  },
});
