import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import type { ServiceConfig } from "../model";
import { targetPorts } from "./shared-target-group";

/** Ports on which nodes answer for Services (--service-node-port-range of the API server, which EKS does not change). */
const NODE_PORTS = { from: 30_000, to: 32_767 };

/** A security group, with what its rules' addresses in Terraform say of it; nothing where there is only one. */
export interface NamedSecurityGroup {
  readonly id: string;
  readonly part?: string;
}

export interface TargetAccessProps {
  /** Of the load balancer. */
  readonly from: readonly NamedSecurityGroup[];
  /** Of the Pods or nodes. */
  readonly to: readonly NamedSecurityGroup[];
  /** All services that the load balancer carries: those with the same port share a rule. */
  readonly services: readonly ServiceConfig[];
}

/**
 * Lets a load balancer into the security groups of its targets, where the controller does not do that itself.
 *
 * Terraform addresses: `aws_vpc_security_group_ingress_rule.targets_port_<port>`, with the security groups' IDs where
 * they are given.
 */
export class TargetAccess extends Construct {
  readonly rules: readonly VpcSecurityGroupIngressRule[];

  constructor(scope: Construct, id: string, { from, to, services }: TargetAccessProps) {
    super(scope, id);
    this.rules = portRanges(services).flatMap((range) =>
      from.flatMap((source) => to.map((target) => this.#rule(range, source, target))),
    );
  }

  #rule([fromPort, toPort]: PortRange, from: NamedSecurityGroup, to: NamedSecurityGroup): VpcSecurityGroupIngressRule {
    const ports = fromPort === toPort ? `port_${fromPort}` : `ports_${fromPort}_to_${toPort}`;
    const name = [`targets_${ports}`, ...(from.part ? ["from", from.part] : []), ...(to.part ? ["in", to.part] : [])];
    const rule = new VpcSecurityGroupIngressRule(this, name.join("_"), {
      securityGroupId: to.id,
      referencedSecurityGroupId: from.id,
      description: "From the load balancer to its targets",
      fromPort,
      toPort,
      ipProtocol: "tcp",
      // When other security groups take the load balancer's place, the way stays open until the anchor names them.
      lifecycle: { createBeforeDestroy: true },
    });
    rule.overrideLogicalId(name.join("_"));
    return rule;
  }
}

type PortRange = readonly [from: number, to: number];

function portRanges(services: readonly ServiceConfig[]): PortRange[] {
  const ranges = new Map<number, PortRange>();
  for (const service of services) {
    const healthPort = service.healthCheck.port;
    if (service.targetType === "instance") ranges.set(NODE_PORTS.from, [NODE_PORTS.from, NODE_PORTS.to]);
    const ports = service.targetType === "instance" ? [healthPort] : targetPorts(service);
    // A port's name means a number that only Kubernetes knows: `check` refuses it here.
    for (const port of ports) if (typeof port === "number") ranges.set(port, [port, port]);
  }
  return [...ranges.values()].sort(([a], [b]) => a - b);
}
