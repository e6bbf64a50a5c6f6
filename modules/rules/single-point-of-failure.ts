import type { Finding } from "../findings";
import { loadBalancersOf } from "../plan";
import { inPlatform, type Rule } from "./rule";

/**
 * From this many tenants on, one load balancer for all of them is worth a warning: a mistake in its group, or its
 * loss, then hits half a hundred customers at once, and moving them takes longer than anybody wants to wait.
 */
const MANY_TENANTS = 50;

/** Warns of what makes one failure hit everybody. */
export const singlePointOfFailure: Rule = (context) => {
  const { platform, tenants } = context;
  if (platform === undefined) return [];
  const findings: Finding[] = [];
  for (const [key, config] of Object.entries(platform.loadBalancers)) {
    if (config.scheme !== "internet-facing" || config.deletionProtection) continue;
    findings.push(
      inPlatform(context, ["loadBalancers", key], {
        severity: "warning",
        code: "deletion-protection-off",
        message: `The internet-facing load balancer ${JSON.stringify(key)} can be deleted by anybody with the right to.`,
        help: 'Set "deletionProtection": true: a deleted load balancer comes back with another DNS name.',
        atKey: true,
      }),
    );
  }
  const used = new Set(tenants.flatMap(loadBalancersOf));
  if (tenants.length > MANY_TENANTS && used.size === 1) {
    const [key] = used;
    findings.push(
      inPlatform(context, ["loadBalancers", key!], {
        severity: "warning",
        code: "single-load-balancer",
        message: `All ${tenants.length} tenants are on load balancer ${JSON.stringify(key)}: whatever stops it stops everybody.`,
        help: `Add a second load balancer and move some tenants, or give the important ones a standby with alsoOn (warned of above ${MANY_TENANTS} tenants).`,
        atKey: true,
      }),
    );
  }
  return findings;
};
