import { quote, type UncodedFinding } from "../../findings";
import { loadBalancersOf } from "../../plan";
import { inPlatform, inTenant, isWrongInPlatform, locateInPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";
import { serviceReferences } from "../support/service-references";

/** A tenant forwards only to services whose target groups its load balancers carry. */
export const serviceNotCarried = defineRule({
  code: "service-not-carried",
  severity: "error",
  summary: "a service whose target group the load balancer does not carry",
  valid: [
    {
      platform: { loadBalancers: { edge: { services: ["web"] } } },
      tenants: { acme: { hosts: ["acme.shop.example"], service: "web" } },
    },
  ],
  invalid: [
    {
      platform: { loadBalancers: { edge: { services: ["web"] } } },
      tenants: { acme: { hosts: ["acme.shop.example"], service: "api" } },
    },
  ],
  check: (context) => {
    const { platform } = context;
    if (platform === undefined) return [];
    const findings: UncodedFinding[] = [];
    for (const [key, { pools, services }] of Object.entries(platform.loadBalancers)) {
      if (isWrongInPlatform(context, ["loadBalancers", key, "services"])) continue;
      pools.forEach(({ domain, service }, index) => {
        if (!Object.hasOwn(platform.services, service) || services.includes(service)) return;
        findings.push(
          inPlatform(context, ["loadBalancers", key, "pools", index, "service"], {
            message: `Load balancer ${quote(key)} does not carry service ${quote(service)}, which its pool ${quote(domain)} names.`,
            help: `Add the service to loadBalancers.${key}.services, or use one of: ${services.join(", ")}.`,
            related: [locateInPlatform(context, ["loadBalancers", key, "services"])],
          }),
        );
      });
    }
    for (const tenant of context.tenants) {
      for (const { service, path, atKey } of serviceReferences(tenant)) {
        if (!Object.hasOwn(platform.services, service)) continue;
        for (const key of loadBalancersOf(tenant)) {
          const carried = platform.loadBalancers[key]?.services;
          if (carried === undefined || carried.includes(service)) continue;
          if (isWrongInPlatform(context, ["loadBalancers", key, "services"])) continue;
          findings.push(
            inTenant(context, tenant, path, {
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
  },
});
