import { countWildcards } from "../alb";
import { AWS_LIMITS } from "../aws";
import { pathPatterns } from "../controller";
import { type Finding, quote } from "../findings";
import { inTenant, type Rule } from "./rule";

/** A listener rule has at most five wildcards: those of the path, and one for a wildcard host. */
export const tooManyWildcards: Rule = (context) => {
  const findings: Finding[] = [];
  for (const tenant of context.tenants) {
    const inHost = tenant.hosts.some((host) => host.startsWith("*.")) ? 1 : 0;
    tenant.routes.forEach((route, index) => {
      const inPath = pathPatterns(route).reduce((sum, pattern) => sum + countWildcards(pattern), 0);
      if (inPath + inHost <= AWS_LIMITS.wildcardsPerRule) return;
      findings.push(
        inTenant(context, tenant, ["routes", index, "path"], {
          code: "too-many-wildcards",
          message: `The path ${quote(route.path)} has ${inPath} wildcards${inHost > 0 ? ", and the tenant's wildcard host one more" : ""}; ALB allows ${AWS_LIMITS.wildcardsPerRule} in a rule.`,
          help: "Use fewer wildcards in the path.",
        }),
      );
    });
  }
  return findings;
};
