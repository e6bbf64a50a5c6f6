import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsEksCluster } from "@cdktf/provider-aws/lib/data-aws-eks-cluster";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Construct } from "constructs";
import { TerraformOutput } from "../cdktf";
import { LoadBalancer, literalMap, PlannedIngress, SharedTargetGroup, TargetAccess } from "../constructs";
import { DIALECTS, FLEET_TAG } from "../controller";
import type { LoadBalancerConfig, PlatformConfig } from "../model";
import { AccessLogTable, type MonitoredTargetGroup, Monitoring, WebAcl } from "../monitoring";
import { type LoadBalancerPlan, stackNames } from "../plan";
import { TARGET_GROUP_ARNS, useBackend } from "./backend";
import { FleetStack } from "./fleet-stack";
import { useKubernetes } from "./kubernetes-provider";

/** Outputs that tell the tenants' stack where an EKS cluster answers. */
export const CLUSTER_ENDPOINT = "cluster_endpoint";
export const CLUSTER_CERTIFICATE_AUTHORITY = "cluster_certificate_authority_data";

export interface LoadBalancerStackProps {
  readonly plan: LoadBalancerPlan;
  readonly config: LoadBalancerConfig;
  readonly platform: PlatformConfig;
}

/** `<lb>`: everything tied to the services and the load balancer. Does not depend on any tenant. */
export class LoadBalancerStack extends FleetStack {
  constructor(scope: Construct, { plan, config, platform }: LoadBalancerStackProps) {
    const { loadBalancer: name } = stackNames(plan.key);
    super(scope, name);
    useBackend(this, platform, name);
    this.#useAws(platform);
    const cluster = this.#cluster(platform, plan);
    this.#connect(platform, cluster);
    const loadBalancer = new LoadBalancer(this, "Default", {
      plan,
      config,
      vpcId: platform.aws.vpcId,
      namespace: platform.kubernetes.namespace,
      tags: platform.aws.tags,
      webAclArn: this.#webAcl({ plan, config, platform }) ?? config.webAclArn,
    });
    const targetGroups = this.#targetGroups(loadBalancer, plan, platform);
    if (!DIALECTS[plan.controller].binding.opensSecurityGroups) {
      this.#openTargets(loadBalancer, { plan, config, platform }, cluster);
    }
    this.#pools(loadBalancer, targetGroups, plan);
    this.#monitor(loadBalancer, targetGroups, { plan, config, platform });
    this.#output(
      TARGET_GROUP_ARNS,
      "Target groups of this load balancer by service",
      Object.fromEntries([...targetGroups].map(([service, { targetGroup }]) => [service, targetGroup.arn])),
    );
    this.#output("load_balancer_dns_name", "Where DNS must point to", loadBalancer.alb.dnsName);
  }

  #useAws({ aws, fleet }: PlatformConfig): void {
    new AwsProvider(this, "aws", {
      region: aws.region,
      allowedAccountIds: [...aws.allowedAccountIds],
      assumeRole: aws.assumeRoleArn === undefined ? undefined : [{ roleArn: aws.assumeRoleArn }],
      defaultTags: [{ tags: { ...literalMap(aws.tags), [FLEET_TAG]: fleet } }],
    });
  }

  /** The EKS cluster, where something of it must be looked up. */
  #cluster({ kubernetes }: PlatformConfig, plan: LoadBalancerPlan): DataAwsEksCluster | undefined {
    const { eks, targetSecurityGroups } = kubernetes;
    const needsSecurityGroup =
      !DIALECTS[plan.controller].binding.opensSecurityGroups && targetSecurityGroups === undefined;
    const name = eks?.clusterName ?? (needsSecurityGroup ? plan.clusterName : undefined);
    return name === undefined ? undefined : new DataAwsEksCluster(this, "cluster", { name });
  }

  #connect(platform: PlatformConfig, cluster: DataAwsEksCluster | undefined): void {
    if (platform.kubernetes.eks === undefined || cluster === undefined) {
      useKubernetes(this, platform, undefined);
      return;
    }
    const authority = `data.aws_eks_cluster.${cluster.friendlyUniqueId}.certificate_authority[0].data`;
    useKubernetes(this, platform, { endpoint: cluster.endpoint, certificateAuthorityData: authority });
    this.#output(CLUSTER_ENDPOINT, "Where the cluster's API answers", cluster.endpoint);
    this.#output(CLUSTER_CERTIFICATE_AUTHORITY, "The cluster's certificate authority, in base64", `\${${authority}}`);
  }

  /** The ARN of the web ACL of rate limit and managed rules, if there is one of the two. */
  #webAcl({ plan, config: { rateLimit, managedRules }, platform }: LoadBalancerStackProps): string | undefined {
    if (rateLimit === undefined && managedRules === undefined) return undefined;
    const { fleet } = platform;
    return new WebAcl(this, "rate_limit", { fleet, loadBalancer: plan.key, rateLimit, managedRules }).arn;
  }

  /** By service. */
  #targetGroups(
    loadBalancer: LoadBalancer,
    plan: LoadBalancerPlan,
    platform: PlatformConfig,
  ): Map<string, SharedTargetGroup> {
    // A scope of their own, so that a service may be called like anything else here.
    const services = new Construct(loadBalancer, "Default");
    return new Map(
      plan.targetGroups.map(({ service, name }) => {
        const shared = new SharedTargetGroup(services, service, {
          name,
          service: platform.services[service]!,
          vpcId: platform.aws.vpcId,
          securityGroupIds: loadBalancer.securityGroupIds,
          controller: plan.controller,
          clusterName: plan.clusterName,
        });
        loadBalancer.waitFor(shared.binding);
        return [service, shared];
      }),
    );
  }

  /** Lets the load balancer into the security groups of its targets. */
  #openTargets(
    loadBalancer: LoadBalancer,
    { plan, config, platform }: LoadBalancerStackProps,
    cluster: DataAwsEksCluster | undefined,
  ): void {
    const given = (ids: readonly string[]) => ids.map((id) => ({ id, part: id.replaceAll("-", "_") }));
    const { targetSecurityGroups } = platform.kubernetes;
    const ofCluster = `\${data.aws_eks_cluster.${cluster?.friendlyUniqueId}.vpc_config[0].cluster_security_group_id}`;
    const { rules } = new TargetAccess(loadBalancer, "target_access", {
      from:
        config.securityGroups === undefined
          ? [{ id: loadBalancer.securityGroupIds[0]! }]
          : given(config.securityGroups),
      to: targetSecurityGroups === undefined ? [{ id: ofCluster }] : given(targetSecurityGroups),
      services: plan.targetGroups.map(({ service }) => platform.services[service]!),
    });
    for (const rule of rules) loadBalancer.waitFor(rule);
  }

  /** They wait for the anchor: an Ingress that came before would make an ALB without what the anchor says. */
  #pools(loadBalancer: LoadBalancer, shared: ReadonlyMap<string, SharedTargetGroup>, plan: LoadBalancerPlan): void {
    const targetGroupArn = (service: string) => {
      const { terraformResourceType, friendlyUniqueId } = shared.get(service)!.targetGroup;
      return `${terraformResourceType}.${friendlyUniqueId}.arn`;
    };
    for (const ingress of plan.poolIngresses) {
      const props = { ingress, ingressClassName: plan.name, targetGroupArn };
      new PlannedIngress(this, ingress.resourceId, props).dependsOn.push(loadBalancer.anchorAddress);
    }
  }

  #monitor(
    { alb }: LoadBalancer,
    shared: ReadonlyMap<string, SharedTargetGroup>,
    { plan, config, platform }: LoadBalancerStackProps,
  ): void {
    const loadBalancer = {
      fleet: platform.fleet,
      key: plan.key,
      arnSuffix: alb.arnSuffix,
      region: platform.aws.region,
    };
    const targetGroups = [...shared].map(
      ([service, { targetGroup }]): MonitoredTargetGroup => ({ service, arnSuffix: targetGroup.arnSuffix }),
    );
    const { alarms, dashboard, rateLimit, managedRules, accessLogs } = config;
    const https = plan.protocol === "HTTPS";
    const { certificateArns } = plan;
    new Monitoring(this, "monitoring", {
      ...{ loadBalancer, targetGroups, certificateArns },
      ...{ alarms, dashboard, rateLimit, managedRules, accessLogs },
    });
    if (accessLogs?.athena === undefined) return;
    const { athena } = accessLogs;
    // Which of the allowed accounts it is, only AWS knows.
    const { accountId } = new DataAwsCallerIdentity(this, "account", {});
    new AccessLogTable(this, "access_log_table", { loadBalancer, accessLogs, athena, accountId, https });
  }

  #output(name: string, description: string, value: unknown): void {
    new TerraformOutput(this, name, { description, value, staticId: true });
  }
}
