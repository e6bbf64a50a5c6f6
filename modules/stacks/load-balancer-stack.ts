import { DataAwsEksCluster } from "@cdktf/provider-aws/lib/data-aws-eks-cluster";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Construct } from "constructs";
import { TerraformOutput, TerraformStack } from "../cdktf";
import { LoadBalancer, literalMap, SharedTargetGroup } from "../constructs";
import type { LoadBalancerConfig, PlatformConfig } from "../model";
import type { LoadBalancerPlan } from "../plan";
import { TARGET_GROUP_ARNS, useBackend } from "./backend";
import { useKubernetes } from "./kubernetes-provider";

/** Outputs that tell the tenants' stack where an EKS cluster answers. */
export const CLUSTER_ENDPOINT = "cluster_endpoint";
export const CLUSTER_CERTIFICATE_AUTHORITY = "cluster_certificate_authority_data";

/** `<lb>`: everything tied to the services and the load balancer. Does not depend on any tenant. */
export class LoadBalancerStack extends TerraformStack {
  constructor(scope: Construct, plan: LoadBalancerPlan, config: LoadBalancerConfig, platform: PlatformConfig) {
    super(scope, plan.key);
    const { aws, kubernetes } = platform;
    useBackend(this, platform, plan.key);
    new AwsProvider(this, "aws", {
      region: aws.region,
      allowedAccountIds: [...aws.allowedAccountIds],
      assumeRole: aws.assumeRoleArn === undefined ? undefined : [{ roleArn: aws.assumeRoleArn }],
      defaultTags: Object.keys(aws.tags).length === 0 ? undefined : [{ tags: literalMap(aws.tags) }],
    });
    this.#connect(platform);
    const loadBalancer = new LoadBalancer(this, "Default", {
      plan,
      config,
      vpcId: aws.vpcId,
      namespace: kubernetes.namespace,
      tags: aws.tags,
      webAclArn: config.webAclArn,
      controllerClusterName: kubernetes.controllerClusterName,
    });
    // A scope of their own, so that a service may be called like anything else here.
    const services = new Construct(loadBalancer, "Default");
    const targetGroups = plan.targetGroups.map(({ service, name }) => {
      const shared = new SharedTargetGroup(services, service, {
        name,
        service: platform.services[service]!,
        vpcId: aws.vpcId,
        securityGroupIds: loadBalancer.securityGroupIds,
      });
      loadBalancer.waitFor(shared.binding);
      return { service, shared };
    });
    this.#output(TARGET_GROUP_ARNS, "Target groups of this load balancer by service", {
      ...Object.fromEntries(targetGroups.map(({ service, shared }) => [service, shared.targetGroup.arn])),
    });
    this.#output("load_balancer_dns_name", "Where DNS must point to", loadBalancer.alb.dnsName);
  }

  #connect(platform: PlatformConfig): void {
    const { eks } = platform.kubernetes;
    if (eks === undefined) {
      useKubernetes(this, platform, undefined);
      return;
    }
    const cluster = new DataAwsEksCluster(this, "cluster", { name: eks.clusterName });
    const authority = `data.aws_eks_cluster.${cluster.friendlyUniqueId}.certificate_authority[0].data`;
    useKubernetes(this, platform, { endpoint: cluster.endpoint, certificateAuthorityData: authority });
    this.#output(CLUSTER_ENDPOINT, "Where the cluster's API answers", cluster.endpoint);
    this.#output(CLUSTER_CERTIFICATE_AUTHORITY, "The cluster's certificate authority, in base64", `\${${authority}}`);
  }

  #output(name: string, description: string, value: unknown): void {
    new TerraformOutput(this, name, { description, value, staticId: true });
  }
}
