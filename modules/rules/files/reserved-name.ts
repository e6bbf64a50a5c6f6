import { quote, type UncodedFinding } from "../../findings";
import { loadBalancerOfTenantStack } from "../../plan";
import { inPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/** Names that AWS or this format keeps for itself. */
export const reservedName = defineRule({
  code: "reserved-name",
  severity: "error",
  summary: "names that AWS or this format keeps for itself",
  valid: [{ platform: { fleet: "shop" } }],
  invalid: [{ platform: { fleet: "internal-shop" } }],
  check: (context) => {
    const { platform } = context;
    if (platform === undefined) return [];
    const findings: UncodedFinding[] = [];
    if (/^internal(?:-|$)/.test(platform.fleet)) {
      findings.push(
        inPlatform(context, ["fleet"], {
          message:
            "The fleet's name must not be internal, nor begin with internal-: AWS refuses such load balancer names.",
          help: "Choose another name.",
        }),
      );
    }
    for (const key of Object.keys(platform.loadBalancers)) {
      if (loadBalancerOfTenantStack(key) === undefined) continue;
      findings.push(
        inPlatform(context, ["loadBalancers", key], {
          message: `The load balancer's name ${quote(key)} must not end in -tenants, nor in -tenants- and two digits: these are names of another one's stacks.`,
          help: "Choose another name.",
          atKey: true,
        }),
      );
    }
    return findings;
  },
});
