import { quote, type UncodedFinding } from "../../findings";
import type { LoadBalancerConfig, ServiceConfig } from "../../model";
import { protocolOf } from "../../plan";
import { inPlatform, isWrongInPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/** A load balancer can speak to the services that it carries. */
export const incompatibleService = defineRule({
  code: "incompatible-service",
  severity: "error",
  summary: "a service that the load balancer cannot speak to",
  help: "gRPC and HTTP/2 need an HTTPS listener; IPv6 targets need a dualstack load balancer.",
  valid: [
    { platform: { services: { api: { protocolVersion: "GRPC" } }, loadBalancers: { inside: { services: ["web"] } } } },
  ],
  invalid: [{ platform: { services: { api: { protocolVersion: "GRPC" } } } }],
  check: (context) => {
    const { platform } = context;
    if (platform === undefined) return [];
    const findings: UncodedFinding[] = [];
    for (const [key, config] of Object.entries(platform.loadBalancers)) {
      const isKnown = (field: string) => !isWrongInPlatform(context, ["loadBalancers", key, field]);
      config.services.forEach((name, index) => {
        if (!Object.hasOwn(platform.services, name)) return;
        const service = platform.services[name]!;
        const [message, help] =
          (isKnown("certificates") && versionProblem(name, service, config)) ||
          (isKnown("ipAddressType") && addressProblem(name, service, config)) ||
          [];
        if (message === undefined || help === undefined) return;
        const path = ["loadBalancers", key, "services", index];
        findings.push(inPlatform(context, path, { message, help }));
      });
    }
    return findings;
  },
});

type What = [message: string, help: string] | undefined;

/** AWS refuses gRPC behind HTTP; clients agree on HTTP/2 over TLS only, and ALB answers all others with 464. */
function versionProblem(name: string, { protocolVersion }: ServiceConfig, loadBalancer: LoadBalancerConfig): What {
  if (protocolVersion === "HTTP1" || protocolOf(loadBalancer) === "HTTPS") return undefined;
  const spoken = protocolVersion === "GRPC" ? "gRPC" : "HTTP/2";
  const message = `Service ${quote(name)} speaks ${spoken}, which ALB forwards from an HTTPS listener only.`;
  return [message, "Give the load balancer a certificate, or carry the service elsewhere."];
}

function addressProblem(name: string, service: ServiceConfig, { ipAddressType }: LoadBalancerConfig): What {
  if (service.ipAddressType !== "ipv6" || ipAddressType !== "ipv4") return undefined;
  const message = `Service ${quote(name)} has IPv6 targets, but the load balancer is ipv4.`;
  return [message, 'Set "ipAddressType": "dualstack" on the load balancer.'];
}
