import { AWS_LIMITS } from "../aws";
import { pathPatterns } from "../controller";
import type { Finding } from "../findings";
import { inTenant, type Rule } from "./rule";

/** A Prefix becomes two patterns, the longer of which (`/foo/*`) must keep to ALB's 128 characters as well. */
export const patternTooLong: Rule = (context) => {
  const findings: Finding[] = [];
  for (const tenant of context.tenants) {
    tenant.routes.forEach((route, index) => {
      const longest = Math.max(...pathPatterns(route).map((pattern) => pattern.length));
      // Longer paths are refused by the definition of the file already.
      if (longest <= AWS_LIMITS.patternLength || route.path.length > AWS_LIMITS.patternLength) return;
      findings.push(
        inTenant(context, tenant, ["routes", index, "path"], {
          code: "pattern-too-long",
          message: `The path becomes a pattern of ${longest} characters; ALB allows ${AWS_LIMITS.patternLength}.`,
          help: "Shorten the path, or use ImplementationSpecific with a wildcard.",
        }),
      );
    });
  }
  return findings;
};
