import { AWS_LIMITS } from "../../aws";
import { pathPatterns } from "../../controller";
import type { UncodedFinding } from "../../findings";
import { inTenant } from "../support/context";
import { defineRule } from "../support/define-rule";

/** A Prefix becomes two patterns, the longer of which (`/foo/*`) must keep to ALB's 128 characters as well. */
export const patternTooLong = defineRule({
  code: "pattern-too-long",
  severity: "error",
  summary: "a Prefix whose pattern passes ALB's 128 characters",
  help: "The Prefix /foo becomes /foo and /foo/*, which is two characters longer.",
  valid: [
    { tenants: { acme: { hosts: ["acme.shop.example"], routes: [{ path: `/${"a".repeat(125)}`, service: "api" }] } } },
  ],
  invalid: [
    { tenants: { acme: { hosts: ["acme.shop.example"], routes: [{ path: `/${"a".repeat(126)}`, service: "api" }] } } },
  ],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const tenant of context.tenants) {
      tenant.routes.forEach((route, index) => {
        const longest = Math.max(...pathPatterns(route).map((pattern) => pattern.length));
        // Longer paths are refused by the definition of the file already.
        if (longest <= AWS_LIMITS.patternLength || route.path.length > AWS_LIMITS.patternLength) return;
        findings.push(
          inTenant(context, tenant, ["routes", index, "path"], {
            message: `The path becomes a pattern of ${longest} characters; ALB allows ${AWS_LIMITS.patternLength}.`,
            help: "Shorten the path, or use ImplementationSpecific with a wildcard.",
          }),
        );
      });
    }
    return findings;
  },
});
