import type { UncodedFinding } from "../../findings";
import { inPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/** Settings of a target group that AWS only takes together with others. */
export const invalidTargetGroup = defineRule({
  code: "invalid-target-group",
  severity: "error",
  summary: "settings of a target group that AWS refuses together",
  valid: [{ platform: { services: { web: { slowStart: 30 } } } }],
  invalid: [{ platform: { services: { web: { slowStart: 30, algorithm: "least_outstanding_requests" } } } }],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const [key, service] of Object.entries(context.platform?.services ?? {})) {
      const { slowStart, algorithm, anomalyMitigation, targetGroupHealth, targetType, ipAddressType } = service;
      if (slowStart > 0 && algorithm !== "round_robin") {
        const message = `Slow start works with round_robin only, not with ${algorithm}.`;
        const help = "Remove slowStart, or choose round_robin.";
        findings.push(inPlatform(context, ["services", key, "slowStart"], { message, help }));
      }
      if (anomalyMitigation && algorithm !== "weighted_random") {
        const message = `Anomaly mitigation works with weighted_random only, not with ${algorithm}.`;
        const help = "Remove anomalyMitigation, or choose weighted_random.";
        findings.push(inPlatform(context, ["services", key, "anomalyMitigation"], { message, help }));
      }
      if (targetGroupHealth !== undefined) {
        const { dnsFailover, unhealthyStateRouting } = targetGroupHealth;
        for (const field of ["count", "percentage"] as const) {
          if ((dnsFailover[field] ?? 0) >= (unhealthyStateRouting[field] ?? 0)) continue;
          const message = `The ${field} of dnsFailover must not be below that of unhealthyStateRouting.`;
          const help = "A zone leaves DNS before its unhealthy targets get requests: raise the one or lower the other.";
          findings.push(inPlatform(context, ["services", key, "targetGroupHealth"], { message, help }));
        }
      }
      if (targetType === "instance" && ipAddressType === "ipv6") {
        const message = "Targets of type instance are registered with their IPv4 address.";
        const help = 'Use "targetType": "ip" for ipv6.';
        findings.push(inPlatform(context, ["services", key, "targetType"], { message, help }));
      }
    }
    return findings;
  },
});
