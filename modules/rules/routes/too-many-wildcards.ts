import { countWildcards } from "../../alb";
import { AWS_LIMITS } from "../../aws";
import { pathPatterns } from "../../controller";
import { quote, type UncodedFinding } from "../../findings";
import { inTenant } from "../support/context";
import { defineRule } from "../support/define-rule";

/** A listener rule has at most five wildcards: those of the path, and one for a wildcard host. */
export const tooManyWildcards = defineRule({
  code: "too-many-wildcards",
  severity: "error",
  summary: "a path with more wildcards than ALB allows in a rule, a wildcard host counted",
  valid: [
    {
      tenants: {
        acme: {
          hosts: ["acme.shop.example"],
          routes: [{ path: "/*/x/*", pathType: "ImplementationSpecific", service: "api" }],
        },
      },
    },
  ],
  invalid: [
    {
      tenants: {
        acme: {
          hosts: ["acme.shop.example"],
          routes: [{ path: "/*/*/*/*/*/*", pathType: "ImplementationSpecific", service: "api" }],
        },
      },
    },
  ],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const tenant of context.tenants) {
      const inHost = tenant.hosts.some((host) => host.startsWith("*.")) ? 1 : 0;
      tenant.routes.forEach((route, index) => {
        const inPath = pathPatterns(route).reduce((sum, pattern) => sum + countWildcards(pattern), 0);
        if (inPath + inHost <= AWS_LIMITS.wildcardsPerRule) return;
        findings.push(
          inTenant(context, tenant, ["routes", index, "path"], {
            message: `The path ${quote(route.path)} has ${inPath} wildcards${inHost > 0 ? ", and the tenant's wildcard host one more" : ""}; ALB allows ${AWS_LIMITS.wildcardsPerRule} in a rule.`,
            help: "Use fewer wildcards in the path.",
          }),
        );
      });
    }
    return findings;
  },
});
