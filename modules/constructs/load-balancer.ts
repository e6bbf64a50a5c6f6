import { DataAwsLb } from "@cdktf/provider-aws/lib/data-aws-lb";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { IngressClassV1 } from "@cdktf/provider-kubernetes/lib/ingress-class-v1";
import { Manifest } from "@cdktf/provider-kubernetes/lib/manifest";
import { Construct } from "constructs";
import { TerraformLocal } from "../cdktf";
import {
  actionsAnnotationKey,
  annotationKey,
  DIALECTS,
  type Dialect,
  MANAGED_BY,
  MANAGED_BY_LABEL,
} from "../controller";
import type { LoadBalancerConfig } from "../model";
import type { ListenerPlan, LoadBalancerPlan } from "../plan";
import { actionAnnotation } from "./action-annotation";
import { IngressResource } from "./ingress-resource";
import { literal } from "./terraform-text";

export interface LoadBalancerProps {
  readonly plan: LoadBalancerPlan;
  readonly config: LoadBalancerConfig;
  readonly vpcId: string;
  /** Namespace of the anchor and of the tenants' Ingresses; no other may join the group. */
  readonly namespace: string;
  /** Tags of the ALB. */
  readonly tags: Readonly<Record<string, string>>;
  /** Of a web ACL made beforehand or elsewhere. */
  readonly webAclArn?: string;
}

/** A resource with an address in Terraform. */
interface Addressable {
  readonly terraformResourceType: string;
  readonly friendlyUniqueId: string;
}

/**
 * When given security groups take the place of the one made here, it and its rules must go after the anchor has named
 * the others, not before: Terraform destroys what is no longer wanted first, but for what has this lifecycle.
 */
const REPLACED_BY_GIVEN_GROUPS = { createBeforeDestroy: true };

const HTTPS_PORT = "443";

/** The backend of the anchor. */
const UNKNOWN_HOST = "unknown-host";

/**
 * An ALB as the controller of the cluster builds it: IngressClass with its parameters, the security group, and
 * the anchor, an Ingress without rules that keeps the ALB (and so its DNS name) when there is no tenant, answers
 * unknown hosts, and carries what parameters cannot.
 */
export class LoadBalancer extends Construct {
  /** The ALB itself, once the controller has built it. */
  readonly alb: DataAwsLb;
  readonly securityGroupIds: readonly string[];
  readonly #dialect: Dialect;
  readonly #anchor: IngressResource;
  readonly #securityGroupRules: Addressable[] = [];

  constructor(scope: Construct, id: string, props: LoadBalancerProps) {
    super(scope, id);
    const { plan } = props;
    this.#dialect = DIALECTS[plan.controller];
    this.securityGroupIds = props.config.securityGroups ?? [this.#securityGroup(props)];
    const params = new Manifest(this, "params", { manifest: ingressClassParams(props, this.#dialect) });
    const ingressClass = new IngressClassV1(this, "class", {
      metadata: { name: plan.name },
      spec: {
        controller: this.#dialect.ingressClassController,
        parameters: [{ apiGroup: this.#dialect.apiGroup, kind: "IngressClassParams", name: plan.name }],
      },
      dependsOn: [params],
    });
    this.#anchor = this.#makeAnchor(props);
    for (const resource of [ingressClass, ...this.#securityGroupRules]) this.waitFor(resource);
    this.alb = new DataAwsLb(this, "alb", {
      // By tag, not by name: an ALB that was taken over keeps its old name.
      tags: {
        [this.#dialect.groupTag]: this.#onceAnchored(plan.group),
        ...(plan.clusterName !== undefined && { [this.#dialect.clusterTag]: plan.clusterName }),
      },
    });
  }

  /** The anchor's address in Terraform. */
  get anchorAddress(): string {
    return this.#anchor.address;
  }

  /** Makes the anchor, and so the ALB, wait for a resource; on destruction the ALB goes first. */
  waitFor({ terraformResourceType, friendlyUniqueId }: Addressable): void {
    this.#anchor.dependsOn.push(`${terraformResourceType}.${friendlyUniqueId}`);
  }

  /**
   * A text that Terraform knows once the anchor exists, so that what is looked up by it waits for the ALB. With
   * `depends_on`, or with a reference that is not by way of a local value, the look-up would be put off also whenever
   * the anchor changes in place; and with dimensions that are unknown in the plan and turn out to be the old ones,
   * hashicorp/aws fails on alarms with metric maths ("Provider produced inconsistent final plan").
   */
  #onceAnchored(text: string): string {
    const local = new TerraformLocal(this, "anchored", `\${substr(${this.#anchor.address}.id, 0, 0)}${text}`);
    return local.asString;
  }

  #makeAnchor({ plan, config, namespace, webAclArn }: LoadBalancerProps): IngressResource {
    const { params, takesOver } = this.#dialect;
    const content = plan.listeners.at(-1)!;
    return new IngressResource(this, "anchor", {
      name: plan.key,
      namespace,
      labels: { [MANAGED_BY_LABEL]: MANAGED_BY },
      annotations: {
        [actionsAnnotationKey(UNKNOWN_HOST)]: actionAnnotation(content.default, noTargetGroup),
        [annotationKey("listen-ports")]: listenPorts(plan.listeners),
        // Else the controller closes the way to the targets of an existing group's old bindings.
        ...(takesOver && { [annotationKey("manage-backend-security-group-rules")]: "true" }),
        [annotationKey("security-groups")]: this.securityGroupIds.join(","),
        ...(!params.redirectAndWebAcl && redirectAndWebAcl({ plan, config, webAclArn })),
      },
      ingressClassName: plan.name,
      defaultBackend: UNKNOWN_HOST,
      waitForLoadBalancer: true,
      createTimeout: ANCHOR_TIMEOUT,
    });
  }

  #securityGroup({ plan, config, vpcId }: LoadBalancerProps): string {
    const group = new SecurityGroup(this, "security_group", {
      // AWS keeps names that begin with sg- for itself, and a fleet may be called sg.
      name: `alb-${plan.name}`,
      description: `Clients of load balancer ${plan.name}`,
      vpcId,
      lifecycle: REPLACED_BY_GIVEN_GROUPS,
    });
    const rule = { securityGroupId: group.id, lifecycle: REPLACED_BY_GIVEN_GROUPS };
    const inbound = plan.inboundRules.map(
      ({ port, cidr }) =>
        new VpcSecurityGroupIngressRule(this, `port_${port}_from_${cidr.replace(/[^0-9a-f]/g, "_")}`, {
          ...rule,
          description: `Port ${port} from ${cidr}`,
          ...cidrOf(cidr),
          fromPort: port,
          toPort: port,
          ipProtocol: "tcp",
        }),
    );
    const everywhere = config.ipAddressType === "ipv4" ? ["0.0.0.0/0"] : ["0.0.0.0/0", "::/0"];
    const outbound = everywhere.map(
      (cidr) =>
        new VpcSecurityGroupEgressRule(this, cidr.includes(":") ? "targets_ipv6" : "targets", {
          ...rule,
          description: "To the targets",
          ...cidrOf(cidr),
          ipProtocol: "-1",
        }),
    );
    this.#securityGroupRules.push(...inbound, ...outbound);
    return group.id;
  }
}

/**
 * The ALB's address stands in the anchor's status seconds after the controller has asked AWS for it. When it can't
 * build the ALB, Terraform knows nothing but "not ready yet", and its default is to say so after 20 minutes.
 */
const ANCHOR_TIMEOUT = "5m";

function cidrOf(cidr: string): { cidrIpv4: string } | { cidrIpv6: string } {
  return cidr.includes(":") ? { cidrIpv6: cidr } : { cidrIpv4: cidr };
}

function noTargetGroup(): never {
  throw new Error("The anchor forwards to nothing.");
}

function listenPorts(listeners: readonly ListenerPlan[]): string {
  return JSON.stringify(listeners.map(({ protocol, port }) => ({ [protocol]: port })));
}

/** Where parameters have no fields for them: one member of a group is enough to say these for all. */
function redirectAndWebAcl({ plan, config, webAclArn }: Pick<LoadBalancerProps, "plan" | "config" | "webAclArn">) {
  return {
    ...(plan.protocol === "HTTPS" && config.http === "redirect" && { [annotationKey("ssl-redirect")]: HTTPS_PORT }),
    ...(webAclArn !== undefined && { [annotationKey("wafv2-acl-arn")]: webAclArn }),
  };
}

/** Parameters beat annotations, so no tenant's Ingress can change what they say. */
function ingressClassParams(
  { plan, config, namespace, tags, webAclArn }: LoadBalancerProps,
  { apiVersion, params }: Dialect,
): Record<string, unknown> {
  const tagList = Object.keys(tags)
    .sort()
    .map((key) => ({ key: literal(key), value: literal(tags[key] ?? "") }));
  return {
    apiVersion,
    kind: "IngressClassParams",
    metadata: { name: plan.name },
    spec: {
      group: { name: plan.group },
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
      loadBalancerName: plan.name,
      scheme: config.scheme,
      ipAddressType: config.ipAddressType,
      subnets: { ids: [...config.subnets] },
      loadBalancerAttributes: loadBalancerAttributes(config),
      ...(plan.protocol === "HTTPS" && {
        [params.certificates]: [...plan.certificateArns],
        sslPolicy: config.sslPolicy,
        // Takes port 80 from every member of the group.
        ...(params.redirectAndWebAcl && config.http === "redirect" && { sslRedirectPort: HTTPS_PORT }),
      }),
      ...(params.redirectAndWebAcl && webAclArn !== undefined && { wafv2AclArn: webAclArn }),
      ...(tagList.length > 0 && { tags: tagList }),
    },
  };
}

function loadBalancerAttributes(config: LoadBalancerConfig): { key: string; value: string }[] {
  const { accessLogs } = config;
  const attributes: Record<string, string> = {
    ...config.attributes,
    "deletion_protection.enabled": String(config.deletionProtection),
    "idle_timeout.timeout_seconds": String(config.idleTimeout),
    // Said also when off: an attribute that is no longer mentioned keeps its value.
    "access_logs.s3.enabled": String(accessLogs !== undefined),
  };
  if (accessLogs !== undefined) {
    attributes["access_logs.s3.bucket"] = accessLogs.bucket;
    attributes["access_logs.s3.prefix"] = accessLogs.prefix ?? "";
  }
  return Object.keys(attributes)
    .sort()
    .map((key) => ({ key, value: attributes[key] ?? "" }));
}
