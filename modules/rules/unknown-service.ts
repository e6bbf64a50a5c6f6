import type { Finding } from "../findings";
import { nearest } from "../model";
import { inPlatform, inTenant, type Rule } from "./rule";
import { needsService, serviceReferences } from "./services-of-tenant";

/** Services that are named exist, and every tenant that forwards has one. */
export const unknownService: Rule = (context) => {
  const { platform } = context;
  if (platform === undefined) return [];
  const findings: Finding[] = [];
  const known = Object.keys(platform.services);
  const isKnown = (name: string) => Object.hasOwn(platform.services, name);
  const unknown = (name: string) => {
    const near = nearest(name, known);
    return {
      code,
      message: `There is no service ${JSON.stringify(name)} in platform.json.`,
      help:
        near === undefined ? `Known services: ${known.join(", ") || "none"}.` : `Did you mean ${JSON.stringify(near)}?`,
    };
  };
  const { service: byDefault } = platform.defaults;
  if (byDefault !== undefined && !isKnown(byDefault)) {
    findings.push(inPlatform(context, ["defaults", "service"], unknown(byDefault)));
  }
  for (const [key, { services }] of Object.entries(platform.loadBalancers)) {
    services.forEach((service, index) => {
      if (!isKnown(service))
        findings.push(inPlatform(context, ["loadBalancers", key, "services", index], unknown(service)));
    });
  }
  for (const tenant of context.tenants) {
    for (const { service, path, atKey } of serviceReferences(tenant)) {
      // An unknown default is reported once, where it stands.
      if (path.length > 0 && !isKnown(service))
        findings.push(inTenant(context, tenant, path, { ...unknown(service), atKey }));
    }
    if (tenant.service === undefined && needsService(tenant)) {
      findings.push(
        inTenant(context, tenant, [], {
          code,
          message: "The tenant does not say which service answers, and there is no default.",
          help: `Add "service" (${known.join(", ") || "none is defined yet"}), or defaults.service in platform.json.`,
        }),
      );
    }
  }
  return findings;
};

const code = "unknown-service";
