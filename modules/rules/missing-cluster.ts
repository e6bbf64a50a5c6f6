import { inPlatform, type Rule } from "./rule";

/** There is a way to reach the cluster. */
export const missingCluster: Rule = (context) => {
  const { kubernetes } = context.platform ?? {};
  if (kubernetes === undefined || kubernetes.kubeconfig !== undefined || kubernetes.eks !== undefined) return [];
  return [
    inPlatform(context, ["kubernetes"], {
      code: "missing-cluster",
      message: "There is no way to reach the cluster.",
      help: 'Add "kubeconfig": {"path": …} or "eks": {"clusterName": …}.',
    }),
  ];
};
