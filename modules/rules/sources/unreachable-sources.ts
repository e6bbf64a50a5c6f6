import { networkAround } from "../../alb";
import { quote, type UncodedFinding } from "../../findings";
import { inTenant } from "../support/context";
import { defineRule } from "../support/define-rule";
import { isCanonicalNetwork } from "../support/source-lists";

/** What a route's `allowedCidrs` let in gets past the tenant's own: each network lies inside one of those. */
export const unreachableSources = defineRule({
  code: "unreachable-sources",
  severity: "error",
  summary: "a route's allowedCidrs with a network that the tenant's own allowedCidrs do not let in",
  valid: [
    {
      tenants: {
        acme: {
          hosts: ["acme.shop.example"],
          allowedCidrs: ["203.0.113.0/24"],
          routes: [{ path: "/admin", service: "api", allowedCidrs: ["203.0.113.0/28"] }],
        },
      },
    },
  ],
  invalid: [
    {
      tenants: {
        acme: {
          hosts: ["acme.shop.example"],
          allowedCidrs: ["203.0.113.0/24"],
          routes: [{ path: "/admin", service: "api", allowedCidrs: ["198.51.100.0/24"] }],
        },
      },
    },
  ],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const tenant of context.tenants) {
      // Of a list with a network that is not clear, nothing can be said.
      if (tenant.allowedCidrs?.every(isCanonicalNetwork) !== true) continue;
      const own = new Set(tenant.allowedCidrs);
      const prefixes = new Set(tenant.allowedCidrs.map((cidr) => Number(cidr.split("/")[1])));
      const isLetIn = (cidr: string) => {
        const length = Number(cidr.split("/")[1]);
        return [...prefixes].some((prefix) => prefix <= length && own.has(networkAround(cidr, prefix)));
      };
      tenant.routes.forEach(({ allowedCidrs = [] }, route) => {
        allowedCidrs.forEach((cidr, index) => {
          if (!isCanonicalNetwork(cidr) || isLetIn(cidr)) return;
          findings.push(
            inTenant(context, tenant, ["routes", route, "allowedCidrs", index], {
              message: `The network ${quote(cidr)} does not lie inside one of the tenant's own allowedCidrs.`,
              help: "Add it there, or write the part of it that is let in: a route limits further who reaches it.",
            }),
          );
        });
      });
    }
    return findings;
  },
});
