import type { Finding } from "../findings";
import type { Tenant } from "../model";
import { isWithin, selfAndParents } from "./hosts";
import { inTenant, locateInTenant, type Rule } from "./rule";

/**
 * No host lies inside another tenant's wildcard, at any depth: ALB's `*` matches dots too. Only below the
 * platform's own domains may both stand, where the order of the rules sorts them out.
 */
export const wildcardConflict: Rule = (context) => {
  const findings: Finding[] = [];
  const domains = context.platform?.domains ?? [];
  const wildcards = new Map<string, { tenant: Tenant; index: number }>();
  for (const tenant of context.tenants) {
    tenant.hosts.forEach((host, index) => {
      if (host.startsWith("*.") && !wildcards.has(host.slice(2))) wildcards.set(host.slice(2), { tenant, index });
    });
  }
  if (wildcards.size === 0) return findings;
  for (const tenant of context.tenants) {
    tenant.hosts.forEach((host, index) => {
      const name = host.startsWith("*.") ? host.slice(2) : host;
      for (const domain of selfAndParents(name).slice(1)) {
        const wildcard = wildcards.get(domain);
        if (wildcard === undefined || wildcard.tenant === tenant) continue;
        if (domains.some((own) => isWithin(domain, own))) continue;
        findings.push(
          inTenant(context, tenant, ["hosts", index], {
            code: "wildcard-conflict",
            message: `The host ${JSON.stringify(host)} lies inside *.${domain}, which tenant ${JSON.stringify(wildcard.tenant.name)} claims.`,
            help: `Remove one of the two claims, or list ${JSON.stringify(domain)} under domains in platform.json if it is the platform's own.`,
            related: [locateInTenant(context, wildcard.tenant, ["hosts", wildcard.index])],
          }),
        );
        break;
      }
    });
  }
  return findings;
};
