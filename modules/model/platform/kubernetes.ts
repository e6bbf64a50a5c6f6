import * as z from "zod";
import { CONTROLLER_KINDS } from "../../controller";
import { recovering } from "../recovery";
import { awsId, identifier, kubernetesLabel, shaped } from "../text";

/** `kubernetes` of `platform.json`. */
export const kubernetesSchema = recovering(
  z
    .strictObject({
      namespace: recovering(kubernetesLabel(), "any").meta({
        description: "Namespace of the tenants' Ingresses. Must exist.",
        examples: ["tenants"],
      }),
      kubeconfig: z
        .strictObject({
          path: identifier().meta({ description: "Path of the kubeconfig file.", examples: ["~/.kube/config"] }),
          context: identifier().optional().meta({ description: "Context in it. Default: its current one." }),
        })
        .optional()
        .meta({ description: "Reach the cluster by a kubeconfig file. Either this or eks." }),
      eks: z
        .strictObject({
          clusterName: shaped(/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/, "an EKS cluster's name").meta({
            description: "Name of the EKS cluster, in the Region of the load balancers.",
            examples: ["prod"],
          }),
        })
        .optional()
        .meta({ description: "Reach an EKS cluster with a token of `aws eks get-token`. Either this or kubeconfig." }),
      controller: z.enum(CONTROLLER_KINDS).default("aws-load-balancer-controller").meta({
        description:
          "What builds the ALBs: the AWS Load Balancer Controller, or the controller inside EKS Auto Mode. A load balancer may say otherwise.",
      }),
      controllerClusterName: identifier().optional().meta({
        description:
          "The controller's --cluster-name; with eks-auto-mode the cluster's name, where eks does not say it. With the AWS Load Balancer Controller it is needed only where several clusters of one account have load balancers of the same name: the ALB is then also found by the tag elbv2.k8s.aws/cluster.",
      }),
      targetSecurityGroups: z
        .array(awsId("sg"))
        .min(1)
        .optional()
        .meta({
          description:
            "With eks-auto-mode: security groups of the Pods (or nodes), into which Terraform lets the load balancers. Default: the cluster's own.",
          examples: [["sg-0123456789abcdef0"]],
        }),
    })
    .meta({ description: "Where in Kubernetes." }),
  { namespace: "any", kubeconfig: { path: "any" } },
);
