import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import type { TerraformStack } from "../cdktf";
import type { PlatformConfig } from "../model";

/** Where an EKS cluster answers, as Terraform expressions or tokens. */
export interface ClusterAccess {
  readonly endpoint: string;
  /** The certificate authority, PEM in base64. */
  readonly certificateAuthorityData: string;
}

/** The kubernetes provider: by kubeconfig, or on EKS with a token of `aws eks get-token`. */
export function useKubernetes(
  stack: TerraformStack,
  platform: PlatformConfig,
  cluster: ClusterAccess | undefined,
): void {
  const { kubeconfig, eks } = platform.kubernetes;
  if (eks === undefined || cluster === undefined) {
    new KubernetesProvider(stack, "kubernetes", { configPath: kubeconfig?.path, configContext: kubeconfig?.context });
    return;
  }
  new KubernetesProvider(stack, "kubernetes", {
    host: cluster.endpoint,
    clusterCaCertificate: `\${base64decode(${cluster.certificateAuthorityData})}`,
    exec: [
      {
        apiVersion: "client.authentication.k8s.io/v1beta1",
        command: "aws",
        args: [
          "eks",
          "get-token",
          "--cluster-name",
          eks.clusterName,
          "--region",
          platform.aws.region,
          "--output",
          "json",
        ],
      },
    ],
  });
}
