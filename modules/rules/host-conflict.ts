import type { Finding } from "../findings";
import type { Tenant } from "../model";
import { inTenant, locateInTenant, type Rule } from "./rule";

/** A host name belongs to one tenant, on whatever load balancer; a second claim names the first. */
export const hostConflict: Rule = (context) => {
  const findings: Finding[] = [];
  const claimed = new Map<string, { tenant: Tenant; index: number }>();
  for (const tenant of context.tenants) {
    tenant.hosts.forEach((host, index) => {
      const name = host.toLowerCase();
      const first = claimed.get(name);
      if (first === undefined) {
        claimed.set(name, { tenant, index });
        return;
      }
      const same = first.tenant === tenant;
      findings.push(
        inTenant(context, tenant, ["hosts", index], {
          code: "host-conflict",
          message: same
            ? `The host ${JSON.stringify(host)} is listed twice.`
            : `The host ${JSON.stringify(host)} is claimed by tenant ${JSON.stringify(first.tenant.name)} already.`,
          help: same
            ? "Remove one of the two."
            : "Remove it from one of the two tenants: a host can be answered by one only.",
          related: [locateInTenant(context, first.tenant, ["hosts", first.index])],
        }),
      );
    });
  }
  return findings;
};
