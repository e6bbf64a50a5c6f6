import { inPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/** The cluster of EKS Auto Mode has a name: its controller may change only what is tagged with it. */
export const missingClusterName = defineRule({
  code: "missing-cluster-name",
  severity: "error",
  summary: "a load balancer of EKS Auto Mode in a cluster whose name is not said",
  valid: [
    { platform: { kubernetes: { controller: "eks-auto-mode", controllerClusterName: "prod" } } },
    { platform: { kubernetes: { controller: "eks-auto-mode", kubeconfig: undefined, eks: { clusterName: "prod" } } } },
  ],
  invalid: [{ platform: { kubernetes: { controller: "eks-auto-mode" } } }],
  checkPlan: (context, { loadBalancers }) => {
    const nameless = loadBalancers.filter(
      ({ controller, clusterName }) => controller === "eks-auto-mode" && clusterName === undefined,
    );
    if (nameless.length === 0) return [];
    return [
      inPlatform(context, ["kubernetes"], {
        message: `The name of the cluster is missing: EKS Auto Mode changes only target groups that are tagged with it, and the ALB of ${nameless[0]!.key} is found by it.`,
        help: 'Reach the cluster by "eks": {"clusterName": …}, or add "controllerClusterName".',
      }),
    ];
  },
});
