import type { Finding } from "../findings";
import { nearest } from "../model";
import { inPlatform, inTenant, type Rule } from "./rule";

/** Load balancers that are named exist, every tenant has one, and none is named twice. */
export const unknownLoadBalancer: Rule = (context) => {
  const { platform } = context;
  if (platform === undefined) return [];
  const findings: Finding[] = [];
  const known = Object.keys(platform.loadBalancers);
  const unknown = (name: string) => {
    const near = nearest(name, known);
    return {
      code,
      message: `There is no load balancer ${JSON.stringify(name)} in platform.json.`,
      help:
        near === undefined
          ? `Known load balancers: ${known.join(", ") || "none"}.`
          : `Did you mean ${JSON.stringify(near)}?`,
    };
  };
  const { loadBalancer: byDefault } = platform.defaults;
  if (byDefault !== undefined && !known.includes(byDefault)) {
    findings.push(inPlatform(context, ["defaults", "loadBalancer"], unknown(byDefault)));
  }
  for (const tenant of context.tenants) {
    const own = tenant.own.loadBalancer;
    if (own !== undefined && !known.includes(own))
      findings.push(inTenant(context, tenant, ["loadBalancer"], unknown(own)));
    if (tenant.loadBalancer === undefined) {
      findings.push(
        inTenant(context, tenant, [], {
          code,
          message: "The tenant does not say on which load balancer it lives, and there is no default.",
          help: `Add "loadBalancer" (${known.join(", ") || "none is defined yet"}), or defaults.loadBalancer in platform.json.`,
        }),
      );
    }
    const seen = new Set([tenant.loadBalancer]);
    tenant.alsoOn.forEach((name, index) => {
      if (!known.includes(name)) findings.push(inTenant(context, tenant, ["alsoOn", index], unknown(name)));
      else if (seen.has(name)) {
        findings.push(
          inTenant(context, tenant, ["alsoOn", index], {
            code: "duplicate-value",
            message: `The tenant is on load balancer ${JSON.stringify(name)} already.`,
            help: "Remove it from alsoOn.",
          }),
        );
      }
      seen.add(name);
    });
  }
  return findings;
};

const code = "unknown-load-balancer";
