import { HEALTH_CHECK_LIMITS } from "../../aws";
import { quote, type UncodedFinding } from "../../findings";
import type { ServiceConfig } from "../../model";
import { inPlatform, isWrongInPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/** A health check answers in time, and looks for codes that its protocol has. */
export const invalidHealthCheck = defineRule({
  code: "invalid-health-check",
  severity: "error",
  summary: "a health check whose timeout is not below its interval, or codes that its protocol does not have",
  valid: [{ platform: { services: { web: { healthCheck: { interval: 10, timeout: 5 } } } } }],
  invalid: [{ platform: { services: { web: { healthCheck: { interval: 5, timeout: 5 } } } } }],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const [key, service] of Object.entries(context.platform?.services ?? {})) {
      const isWrong = (...path: string[]) => isWrongInPlatform(context, ["services", key, ...path]);
      for (const [field, message, help] of problems(service)) {
        if (isWrong(...(field === "matcher" ? ["protocolVersion"] : ["healthCheck", "interval"]))) continue;
        const path = ["services", key, "healthCheck", field];
        findings.push(inPlatform(context, path, { message, help }));
      }
    }
    return findings;
  },
});

function problems({ healthCheck, protocolVersion }: ServiceConfig): [field: string, message: string, help: string][] {
  const found: [string, string, string][] = [];
  const { timeout, interval, matcher } = healthCheck;
  if (timeout >= interval) {
    const message = `The health check's timeout (${timeout} s) must be shorter than its interval (${interval} s).`;
    found.push(["timeout", message, "Shorten the timeout or lengthen the interval."]);
  }
  if (matcher === undefined) return found;
  const [from, to] = protocolVersion === "GRPC" ? HEALTH_CHECK_LIMITS.grpcCodes : HEALTH_CHECK_LIMITS.httpCodes;
  const ranges = matcher.split(",").map((range) => range.split("-").map(Number));
  if (ranges.flat().some((code) => code < from || code > to)) {
    const message = `The matcher ${quote(matcher)} names codes outside ${from}–${to}, which is what ALB takes for ${protocolVersion}.`;
    found.push(["matcher", message, "Correct the codes."]);
  } else if (ranges.some(([first, last = first]) => first! > last!)) {
    found.push(["matcher", `The matcher ${quote(matcher)} has a range that runs backwards.`, "Turn it round."]);
  }
  return found;
}
