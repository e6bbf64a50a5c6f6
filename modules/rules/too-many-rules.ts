import { AWS_LIMITS } from "../aws";
import type { Finding } from "../findings";
import type { Tenant } from "../model";
import { inTenant, type Rule } from "./rule";

/**
 * No tenant alone needs thousands of listener rules: hosts, sources and routes multiply, and neither Kubernetes nor
 * any quota would take the result. Looks at the least number that is possible, before anything is planned.
 */
export const tooManyRules: Rule = (context) => {
  const findings: Finding[] = [];
  for (const tenant of context.tenants) {
    const least = leastRules(tenant);
    if (least <= MAX_RULES_OF_TENANT) continue;
    findings.push(
      inTenant(context, tenant, [], {
        code: "too-many-rules",
        message: `The tenant needs at least ${least} listener rules: its hosts, allowedCidrs and routes multiply.`,
        help: `Use wildcard hosts, larger networks or fewer routes, so that ${MAX_RULES_OF_TENANT} are enough; or split the tenant.`,
      }),
    );
  }
  return findings;
};

/** Ten times AWS's default quota for a whole load balancer. */
const MAX_RULES_OF_TENANT = 10 * AWS_LIMITS.rulesPerLoadBalancer;

function leastRules({ hosts, allowedCidrs = [], routes, status }: Tenant): number {
  const room = AWS_LIMITS.conditionValuesPerRule - 1;
  if (status !== "active") return Math.ceil(hosts.length / room);
  // Of the values beside the path, so many combinations of a host and a source fit at most.
  const combinations =
    allowedCidrs.length === 0 ? hosts.length / room : (hosts.length * allowedCidrs.length) / (room / 2) ** 2;
  return Math.ceil(combinations) * (routes.length + 1);
}
