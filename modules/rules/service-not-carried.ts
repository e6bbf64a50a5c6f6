import { type Finding, quote } from "../findings";
import { loadBalancersOf } from "../plan";
import { inTenant, isWrongInPlatform, locateInPlatform, type Rule } from "./rule";
import { serviceReferences } from "./services-of-tenant";

/** A tenant forwards only to services whose target groups its load balancers carry. */
export const serviceNotCarried: Rule = (context) => {
  const { platform } = context;
  if (platform === undefined) return [];
  const findings: Finding[] = [];
  for (const tenant of context.tenants) {
    for (const { service, path, atKey } of serviceReferences(tenant)) {
      if (!Object.hasOwn(platform.services, service)) continue;
      for (const key of loadBalancersOf(tenant)) {
        const carried = platform.loadBalancers[key]?.services;
        if (carried === undefined || carried.includes(service)) continue;
        if (isWrongInPlatform(context, ["loadBalancers", key, "services"])) continue;
        findings.push(
          inTenant(context, tenant, path, {
            code: "service-not-carried",
            message: `Load balancer ${quote(key)} does not carry service ${quote(service)}.`,
            help: `Add the service to loadBalancers.${key}.services in platform.json, or use one of: ${carried.join(", ")}.`,
            atKey,
            related: [locateInPlatform(context, ["loadBalancers", key, "services"])],
          }),
        );
      }
    }
  }
  return findings;
};
