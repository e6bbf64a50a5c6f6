import { type Finding, quote } from "../findings";
import type { LoadBalancerConfig, ServiceConfig } from "../model";
import { protocolOf } from "../plan";
import { inPlatform, isWrongInPlatform, type Rule } from "./rule";

/** A load balancer can speak to the services that it carries. */
export const incompatibleService: Rule = (context) => {
  const { platform } = context;
  if (platform === undefined) return [];
  const findings: Finding[] = [];
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
      findings.push(inPlatform(context, path, { code: "incompatible-service", message, help }));
    });
  }
  return findings;
};

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
