import type { Finding } from "../findings";
import type { ServiceConfig } from "../model";
import { inPlatform, type Rule } from "./rule";

/** Settings of a service that AWS only takes together with others. */
export const invalidService: Rule = (context) => {
  const findings: Finding[] = [];
  for (const [key, service] of Object.entries(context.platform?.services ?? {})) {
    for (const { path, message, help } of problems(service)) {
      findings.push(inPlatform(context, ["services", key, ...path], { code: "invalid-service", message, help }));
    }
  }
  return findings;
};

interface Problem {
  readonly path: readonly string[];
  readonly message: string;
  readonly help: string;
}

function problems(service: ServiceConfig): Problem[] {
  return [...healthCheckProblems(service), ...stickinessProblems(service), ...balancingProblems(service)];
}

function healthCheckProblems({ healthCheck, protocolVersion }: ServiceConfig): Problem[] {
  const found: Problem[] = [];
  if (healthCheck.timeout >= healthCheck.interval) {
    found.push({
      path: ["healthCheck", "timeout"],
      message: `The health check's timeout (${healthCheck.timeout} s) must be shorter than its interval (${healthCheck.interval} s).`,
      help: "Shorten the timeout or lengthen the interval.",
    });
  }
  const [from, to] = protocolVersion === "GRPC" ? [0, 99] : [200, 499];
  const codes = healthCheck.matcher?.split(/[,-]/).map(Number) ?? [];
  if (codes.some((code) => code < from || code > to)) {
    found.push({
      path: ["healthCheck", "matcher"],
      message: `The matcher ${JSON.stringify(healthCheck.matcher)} names codes outside ${from}–${to}, which is what ALB takes for ${protocolVersion}.`,
      help: "Correct the codes.",
    });
  }
  return found;
}

function stickinessProblems({ stickiness }: ServiceConfig): Problem[] {
  if (stickiness?.type === "app_cookie" && stickiness.cookieName === undefined) {
    const message = "Stickiness by app_cookie needs the cookie's name.";
    return [{ path: ["stickiness"], message, help: 'Add "cookieName", or use lb_cookie.' }];
  }
  if (stickiness?.type === "lb_cookie" && stickiness.cookieName !== undefined) {
    const message = "Stickiness by lb_cookie uses ALB's own cookie, AWSALB.";
    return [{ path: ["stickiness", "cookieName"], message, help: "Remove cookieName, or use app_cookie." }];
  }
  return [];
}

function balancingProblems({
  slowStart,
  algorithm,
  protocolVersion,
  targetType,
  ipAddressType,
}: ServiceConfig): Problem[] {
  const found: Problem[] = [];
  if (slowStart > 0 && algorithm !== "round_robin") {
    found.push({
      path: ["slowStart"],
      message: `Slow start works with round_robin only, not with ${algorithm}.`,
      help: "Remove slowStart, or choose round_robin.",
    });
  }
  if (targetType === "instance" && (protocolVersion === "GRPC" || ipAddressType === "ipv6")) {
    found.push({
      path: ["targetType"],
      message: `Targets of type instance cannot be used with ${protocolVersion === "GRPC" ? "GRPC" : "ipv6"} here.`,
      help: 'Use "targetType": "ip".',
    });
  }
  return found;
}
