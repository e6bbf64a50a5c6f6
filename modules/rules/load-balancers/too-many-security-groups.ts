import { AWS_LIMITS } from "../../aws";
import { DIALECTS } from "../../controller";
import type { UncodedFinding } from "../../findings";
import { inPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/** Warns when given security groups leave no room for the controller's own, with which it reaches the targets. */
export const tooManySecurityGroups = defineRule({
  code: "too-many-security-groups",
  severity: "warning",
  summary: "given security groups that leave no room for the controller's own",
  valid: [{ platform: { loadBalancers: { edge: { securityGroups: ["sg-00000001", "sg-00000002"] } } } }],
  invalid: [
    {
      platform: {
        loadBalancers: {
          edge: { securityGroups: ["sg-00000001", "sg-00000002", "sg-00000003", "sg-00000004", "sg-00000005"] },
        },
      },
    },
  ],
  checkPlan: (context, { loadBalancers }) => {
    const findings: UncodedFinding[] = [];
    const most = AWS_LIMITS.securityGroupsPerLoadBalancer;
    for (const { key, controller } of loadBalancers) {
      // Where Terraform opens the way to the targets, the controller needs no security group for it.
      if (!DIALECTS[controller].binding.opensSecurityGroups) continue;
      const securityGroups = context.platform?.loadBalancers[key]?.securityGroups;
      if (securityGroups === undefined || securityGroups.length < most) continue;
      findings.push(
        inPlatform(context, ["loadBalancers", key, "securityGroups"], {
          message: `There are ${securityGroups.length} security groups, and the controller adds one of its own; AWS's default quota is ${most}.`,
          help: `List ${most - 1} at most, unless AWS raised the quota of security groups per network interface.`,
        }),
      );
    }
    return findings;
  },
});
