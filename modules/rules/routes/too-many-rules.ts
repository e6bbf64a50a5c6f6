import { AWS_LIMITS } from "../../aws";
import type { UncodedFinding } from "../../findings";
import type { Tenant } from "../../model";
import { inTenant } from "../support/context";
import { defineRule } from "../support/define-rule";

const MANY_HOSTS = Array.from({ length: 64 }, (_, index) => `h${index}.shop.example`);
const MANY_CIDRS = Array.from({ length: 64 }, (_, index) => `10.0.${index}.0/24`);

/**
 * No tenant alone needs thousands of listener rules: hosts, sources and routes multiply, and neither Kubernetes nor
 * any quota would take the result. Looks at the least number that is possible, before anything is planned.
 */
export const tooManyRules = defineRule({
  code: "too-many-rules",
  severity: "error",
  summary: "a tenant that needs more than 1,000 listener rules",
  help: "Hosts, sources and routes multiply.",
  valid: [{ tenants: { acme: { hosts: ["acme.shop.example"], allowedCidrs: ["203.0.113.0/24", "2001:db8::/32"] } } }],
  invalid: [{ tenants: { acme: { hosts: MANY_HOSTS, allowedCidrs: MANY_CIDRS } } }],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const tenant of context.tenants) {
      const least = leastRules(tenant);
      if (least <= MAX_RULES_OF_TENANT) continue;
      findings.push(
        inTenant(context, tenant, [], {
          message: `The tenant needs at least ${least} listener rules: its hosts, allowedCidrs and routes multiply.`,
          help: `Use wildcard hosts, larger networks or fewer routes, so that ${MAX_RULES_OF_TENANT} are enough; or split the tenant.`,
        }),
      );
    }
    return findings;
  },
});

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
