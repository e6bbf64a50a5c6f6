import { AWS_LIMITS } from "../aws";
import type { Finding } from "../findings";
import { inPlatform, type Rule } from "./rule";

/** Warns when given security groups leave no room for the controller's own, with which it reaches the targets. */
export const tooManySecurityGroups: Rule = (context) => {
  const findings: Finding[] = [];
  const most = AWS_LIMITS.securityGroupsPerLoadBalancer;
  for (const [key, { securityGroups }] of Object.entries(context.platform?.loadBalancers ?? {})) {
    if (securityGroups === undefined || securityGroups.length < most) continue;
    findings.push(
      inPlatform(context, ["loadBalancers", key, "securityGroups"], {
        severity: "warning",
        code: "too-many-security-groups",
        message: `There are ${securityGroups.length} security groups, and the controller adds one of its own; AWS's default quota is ${most}.`,
        help: `List ${most - 1} at most, unless AWS raised the quota of security groups per network interface.`,
      }),
    );
  }
  return findings;
};
