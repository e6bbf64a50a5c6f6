import type { Finding } from "../findings";
import { inPlatform, type Rule } from "./rule";

/**
 * Warns of stickiness without cross-zone balancing, which ALB does not support (Cross-zone load balancing for target
 * groups, Considerations): clients would move between Pods, though nothing fails.
 */
export const ineffectiveStickiness: Rule = (context) => {
  const findings: Finding[] = [];
  for (const [key, { stickiness, crossZone }] of Object.entries(context.platform?.services ?? {})) {
    if (stickiness === undefined || crossZone !== false) continue;
    findings.push(
      inPlatform(context, ["services", key, "crossZone"], {
        severity: "warning",
        code: "ineffective-stickiness",
        message: "ALB does not support stickiness without cross-zone balancing.",
        help: "Remove stickiness, or crossZone.",
      }),
    );
  }
  return findings;
};
