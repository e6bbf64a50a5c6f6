import type { UncodedFinding } from "../../findings";
import { inPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/**
 * Warns of stickiness without cross-zone balancing, which ALB does not support (Cross-zone load balancing for target
 * groups, Considerations): clients would move between Pods, though nothing fails.
 */
export const ineffectiveStickiness = defineRule({
  code: "ineffective-stickiness",
  severity: "warning",
  summary: "stickiness without cross-zone balancing, which ALB does not support",
  valid: [{ platform: { services: { web: { stickiness: { type: "lb_cookie" } } } } }],
  invalid: [{ platform: { services: { web: { stickiness: { type: "lb_cookie" }, crossZone: false } } } }],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const [key, { stickiness, crossZone }] of Object.entries(context.platform?.services ?? {})) {
      if (stickiness === undefined || crossZone !== false) continue;
      findings.push(
        inPlatform(context, ["services", key, "crossZone"], {
          message: "ALB does not support stickiness without cross-zone balancing.",
          help: "Remove stickiness, or crossZone.",
        }),
      );
    }
    return findings;
  },
});
