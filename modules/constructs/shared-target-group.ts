import { LbTargetGroup, type LbTargetGroupTargetGroupHealth } from "@cdktf/provider-aws/lib/lb-target-group";
import { Manifest } from "@cdktf/provider-kubernetes/lib/manifest";
import { Construct } from "constructs";
import { type ControllerKind, DIALECTS } from "../controller";
import type { ServiceConfig } from "../model";

/**
 * The target group's own port is only a default: the controller registers every target with the port it listens
 * on. A constant, because changing it would replace the target group.
 */
const DEFAULT_PORT = 80;

export interface SharedTargetGroupProps {
  /** At most 32 characters; also the name of the TargetGroupBinding. */
  readonly name: string;
  readonly service: ServiceConfig;
  readonly vpcId: string;
  /** Security groups of the load balancer, from which the Pods may be reached. */
  readonly securityGroupIds: readonly string[];
  /** Default: the AWS Load Balancer Controller. */
  readonly controller?: ControllerKind;
  /** The cluster's name; EKS Auto Mode needs it. */
  readonly clusterName?: string;
}

/**
 * A target group made beforehand, and the TargetGroupBinding that fills it with the Pods of a Service. Its life is
 * tied to the service: no Ingress that comes or goes touches it.
 *
 * Protocol, version, target type, address type and VPC are immutable; changing one replaces the target group, and
 * the binding along with it, since it refuses to be pointed elsewhere. With `protect` Terraform refuses that.
 *
 * EKS Auto Mode deletes the target group when its binding is deleted, so `protect` holds for the binding as well; and
 * it opens no security group for it, see `TargetAccess`.
 */
export class SharedTargetGroup extends Construct {
  readonly targetGroup: LbTargetGroup;
  readonly binding: Manifest;

  constructor(scope: Construct, id: string, props: SharedTargetGroupProps) {
    super(scope, id);
    const { name, service, vpcId, clusterName } = props;
    const dialect = DIALECTS[props.controller ?? "aws-load-balancer-controller"];
    const protection = service.protect ? { preventDestroy: true } : undefined;
    const { healthCheck, stickiness } = service;
    this.targetGroup = new LbTargetGroup(this, "Default", {
      name,
      port: DEFAULT_PORT,
      protocol: service.protocol,
      protocolVersion: service.protocolVersion,
      targetType: service.targetType,
      ipAddressType: service.ipAddressType,
      vpcId,
      deregistrationDelay: String(service.deregistrationDelay),
      slowStart: service.slowStart,
      loadBalancingAlgorithmType: service.algorithm,
      // AWS takes it with this algorithm only, and keeps it when it is no longer mentioned.
      loadBalancingAnomalyMitigation:
        service.algorithm === "weighted_random" || service.anomalyMitigation !== undefined
          ? onOff(service.anomalyMitigation)
          : undefined,
      targetGroupHealth: service.targetGroupHealth && targetGroupHealth(service.targetGroupHealth),
      // Said also when it is the default: a setting that is no longer mentioned keeps its value.
      loadBalancingCrossZoneEnabled: String(service.crossZone ?? "use_load_balancer_configuration"),
      healthCheck: {
        enabled: true,
        path: healthCheck.path ?? (service.protocolVersion === "GRPC" ? "/AWS.ALB/healthcheck" : "/"),
        port: String(healthCheck.port),
        protocol: healthCheck.protocol ?? service.protocol,
        interval: healthCheck.interval,
        timeout: healthCheck.timeout,
        healthyThreshold: healthCheck.healthyThreshold,
        unhealthyThreshold: healthCheck.unhealthyThreshold,
        matcher: healthCheck.matcher ?? (service.protocolVersion === "GRPC" ? "12" : "200"),
      },
      stickiness: {
        enabled: stickiness !== undefined,
        type: stickiness?.type ?? "lb_cookie",
        cookieDuration: stickiness?.durationSeconds,
        cookieName: stickiness?.cookieName,
      },
      ...(dialect.targetGroupTag !== undefined &&
        clusterName !== undefined && { tags: { [dialect.targetGroupTag]: clusterName } }),
      lifecycle: protection,
    });
    const targetGroupId = this.targetGroup.friendlyUniqueId;
    this.binding = new Manifest(this, "binding", {
      manifest: {
        apiVersion: dialect.apiVersion,
        kind: "TargetGroupBinding",
        metadata: { name, namespace: service.namespace },
        spec: {
          ...(dialect.binding.opensSecurityGroups && { networking: networking(props) }),
          serviceRef: { name: service.name, port: service.port },
          targetGroupARN: this.targetGroup.arn,
          targetType: service.targetType,
          ...(dialect.binding.describesTargetGroup && {
            ipAddressType: service.ipAddressType,
            targetGroupProtocol: service.protocol,
            vpcID: vpcId,
          }),
        },
      },
      // The ID changes only when the target group is replaced, not when it is updated.
      lifecycle: {
        ...(dialect.binding.ownsTargetGroup && protection),
        replaceTriggeredBy: [`aws_lb_target_group.${targetGroupId}.id`],
      },
    });
    this.binding.overrideLogicalId(`${targetGroupId}_binding`);
  }
}

function onOff(value: boolean | undefined): string {
  return value ? "on" : "off";
}

function targetGroupHealth({
  dnsFailover,
  unhealthyStateRouting,
}: NonNullable<ServiceConfig["targetGroupHealth"]>): LbTargetGroupTargetGroupHealth {
  const percentage = (value: number | undefined) => String(value ?? "off");
  return {
    dnsFailover: {
      minimumHealthyTargetsCount: String(dnsFailover.count),
      minimumHealthyTargetsPercentage: percentage(dnsFailover.percentage),
    },
    unhealthyStateRouting: {
      minimumHealthyTargetsCount: unhealthyStateRouting.count,
      minimumHealthyTargetsPercentage: percentage(unhealthyStateRouting.percentage),
    },
  };
}

function networking({ service, securityGroupIds }: SharedTargetGroupProps): object {
  const from = securityGroupIds.map((groupID) => ({ securityGroup: { groupID } }));
  return { ingress: [{ from, ports: openPorts(service) }] };
}

/** Nodes answer on ports that only Kubernetes knows. */
function openPorts(service: ServiceConfig): object[] {
  if (service.targetType === "instance") return [{ protocol: "TCP" }];
  return targetPorts(service).map((port) => ({ port, protocol: "TCP" }));
}

/** Ports of Pods that the load balancer must reach, by number or name. */
export function targetPorts({ targetPort, port, healthCheck }: ServiceConfig): (number | string)[] {
  const ports = new Set([targetPort ?? port]);
  if (healthCheck.port !== "traffic-port") ports.add(healthCheck.port);
  return [...ports];
}
