import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Manifest } from "@cdktf/provider-kubernetes/lib/manifest";
import { Construct } from "constructs";
import { AWS_LOAD_BALANCER_CONTROLLER } from "../controller";
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
}

/**
 * A target group made beforehand, and the TargetGroupBinding that fills it with the Pods of a Service. Its life is
 * tied to the service: no Ingress that comes or goes touches it.
 *
 * Protocol, version, target type, address type and VPC are immutable; changing one replaces the target group, and
 * the binding along with it, since it refuses to be pointed elsewhere. With `protect` Terraform refuses that.
 */
export class SharedTargetGroup extends Construct {
  readonly targetGroup: LbTargetGroup;
  readonly binding: Manifest;

  constructor(scope: Construct, id: string, { name, service, vpcId, securityGroupIds }: SharedTargetGroupProps) {
    super(scope, id);
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
      lifecycle: service.protect ? { preventDestroy: true } : undefined,
    });
    const targetGroupId = this.targetGroup.friendlyUniqueId;
    this.binding = new Manifest(this, "binding", {
      manifest: {
        apiVersion: AWS_LOAD_BALANCER_CONTROLLER.apiVersion,
        kind: "TargetGroupBinding",
        metadata: { name, namespace: service.namespace },
        spec: {
          ipAddressType: service.ipAddressType,
          networking: {
            ingress: [
              {
                from: securityGroupIds.map((groupID) => ({ securityGroup: { groupID } })),
                ports: openPorts(service),
              },
            ],
          },
          serviceRef: { name: service.name, port: service.port },
          targetGroupARN: this.targetGroup.arn,
          targetGroupProtocol: service.protocol,
          targetType: service.targetType,
          vpcID: vpcId,
        },
      },
      // The ID changes only when the target group is replaced, not when it is updated.
      lifecycle: { replaceTriggeredBy: [`aws_lb_target_group.${targetGroupId}.id`] },
    });
    this.binding.overrideLogicalId(`${targetGroupId}_binding`);
  }
}

/** Ports of the targets that the load balancer must reach; nodes answer on ports that only Kubernetes knows. */
function openPorts({ targetType, targetPort, port, healthCheck }: ServiceConfig): object[] {
  if (targetType === "instance") return [{ protocol: "TCP" }];
  const ports = new Set([targetPort ?? port]);
  if (healthCheck.port !== "traffic-port") ports.add(healthCheck.port);
  return [...ports].map((number) => ({ port: number, protocol: "TCP" }));
}
