import { inPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/** Tags on the ALB of EKS Auto Mode need a right that the cluster does not have by itself. */
export const autoModeTags = defineRule({
  code: "auto-mode-tags",
  severity: "warning",
  summary: "tags on an ALB of EKS Auto Mode, for which the cluster's role needs more rights (docs/iam)",
  valid: [{ platform: { kubernetes: { controller: "eks-auto-mode", controllerClusterName: "prod" } } }],
  invalid: [
    {
      platform: {
        aws: { tags: { team: "shop" } },
        kubernetes: { controller: "eks-auto-mode", controllerClusterName: "prod" },
      },
    },
  ],
  checkPlan: (context, { loadBalancers }) => {
    if (Object.keys(context.platform?.aws.tags ?? {}).length === 0) return [];
    const keys = loadBalancers.filter(({ controller }) => controller === "eks-auto-mode").map(({ key }) => key);
    if (keys.length === 0) return [];
    return [
      inPlatform(context, ["aws", "tags"], {
        message: `EKS Auto Mode puts these tags on ${keys.join(", ")} only if the cluster's role may; else it can't build the ALB.`,
        help: "Add docs/iam/auto-mode-cluster-role.json to the cluster's role before, or remove the tags.",
        atKey: true,
      }),
    ];
  },
});
