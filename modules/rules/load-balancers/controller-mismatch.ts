import { DIALECTS } from "../../controller";
import type { UncodedFinding } from "../../findings";
import type { LoadBalancerConfig, ServiceConfig } from "../../model";
import { inPlatform, type RuleContext } from "../support/context";
import { defineRule } from "../support/define-rule";

const AUTO = { controllerClusterName: "prod", controller: "eks-auto-mode" };

/** No setting is one that the controller of the load balancer cannot do, as far as it is documented. */
export const controllerMismatch = defineRule({
  code: "controller-mismatch",
  severity: "error",
  summary: "a setting that the load balancer's controller cannot do (docs/auto-mode.md)",
  valid: [{ platform: { kubernetes: AUTO } }],
  invalid: [
    { platform: { kubernetes: AUTO, loadBalancers: { edge: { group: "old" } } } },
    { platform: { kubernetes: AUTO, services: { web: { targetPort: "http" } } } },
    { platform: { kubernetes: { targetSecurityGroups: ["sg-00000001"] } } },
  ],
  checkPlan: (context, { loadBalancers }) => {
    const { platform } = context;
    if (platform === undefined) return [];
    const inAutoMode = loadBalancers.filter(({ controller }) => !DIALECTS[controller].binding.opensSecurityGroups);
    const findings = inAutoMode.flatMap(({ key }) => groupFindings(context, key, platform.loadBalancers[key]!));
    const carried = new Set(inAutoMode.flatMap(({ targetGroups }) => targetGroups.map(({ service }) => service)));
    for (const service of carried) findings.push(...serviceFindings(context, service, platform.services[service]!));
    findings.push(
      ...sharedSecurityGroups(
        context,
        inAutoMode.map(({ key }) => key),
      ),
    );
    if (platform.kubernetes.targetSecurityGroups !== undefined && inAutoMode.length === 0) {
      findings.push(
        inPlatform(context, ["kubernetes", "targetSecurityGroups"], {
          message:
            "No load balancer is one of EKS Auto Mode: the AWS Load Balancer Controller opens the way to the targets.",
          help: "Remove targetSecurityGroups.",
          atKey: true,
        }),
      );
    }
    return findings;
  },
});

function groupFindings(context: RuleContext, key: string, { group }: LoadBalancerConfig): UncodedFinding[] {
  if (group === undefined) return [];
  return [
    inPlatform(context, ["loadBalancers", key, "group"], {
      message: "EKS Auto Mode can't take over the ALB of another controller's group.",
      help: "Remove group: Auto Mode builds an ALB of its own, to which tenants are moved (docs/auto-mode.md).",
    }),
  ];
}

function serviceFindings(context: RuleContext, name: string, service: ServiceConfig): UncodedFinding[] {
  const findings: UncodedFinding[] = [];
  const { ipAddressType, targetType, targetPort, port } = service;
  if (ipAddressType === "ipv6") {
    findings.push(
      inPlatform(context, ["services", name, "ipAddressType"], {
        message: "A TargetGroupBinding of EKS Auto Mode has no address type, as far as AWS documents it.",
        help: "Use ipv4, or let load balancers of the AWS Load Balancer Controller carry the service.",
      }),
    );
  }
  if (targetType === "ip" && typeof (targetPort ?? port) === "string") {
    findings.push(
      inPlatform(context, ["services", name, targetPort === undefined ? "port" : "targetPort"], {
        message: "With EKS Auto Mode Terraform opens the Pods' port, and needs its number.",
        help: "Set targetPort to the number on which the Pods listen.",
      }),
    );
  }
  return findings;
}

/** Each load balancer lets its security groups in; the same rule can't be made twice. */
function sharedSecurityGroups(context: RuleContext, keys: readonly string[]): UncodedFinding[] {
  const findings: UncodedFinding[] = [];
  const users = new Map<string, string>();
  for (const key of keys) {
    context.platform?.loadBalancers[key]?.securityGroups?.forEach((id, index) => {
      const first = users.get(id);
      if (first === undefined) users.set(id, key);
      else if (first !== key) {
        findings.push(
          inPlatform(context, ["loadBalancers", key, "securityGroups", index], {
            message: `Load balancer ${first} has the security group ${id} too: with EKS Auto Mode both would make the same rules for their targets.`,
            help: "Give each its own, or leave securityGroups out and let Terraform make one.",
          }),
        );
      }
    });
  }
  return findings;
}
