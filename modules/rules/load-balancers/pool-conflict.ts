import { quote } from "../../findings";
import { inPlatform, inTenant, locateInPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";
import { poolConflicts } from "../support/pool-conflicts";

const POOLS = [{ domain: "shop.example", service: "web" }];

/** A pool's names are nobody else's: neither a tenant's wildcard nor a reserved one lies over all of them. */
export const poolConflict = defineRule({
  code: "pool-conflict",
  severity: "error",
  summary: "a tenant's wildcard, or a reserved one, over all the names of a pool on the same load balancer",
  help: "A wildcard below the pool's domain, such as *.eu.shop.example below shop.example, stands before the pool's rule.",
  valid: [{ tenants: { acme: { hosts: ["*.shop.example"] } } }],
  invalid: [
    {
      platform: { loadBalancers: { edge: { pools: POOLS } } },
      tenants: { acme: { hosts: ["*.shop.example"] } },
    },
    {
      platform: { reservedHosts: ["*.shop.example"], loadBalancers: { edge: { pools: POOLS } } },
      tenants: { acme: { hosts: ["acme.example"], loadBalancer: "inside" } },
    },
  ],
  check: (context) =>
    poolConflicts(context).map(({ loadBalancer, pool, domain, wildcard }) => {
      const path = ["loadBalancers", loadBalancer, "pools", pool, "domain"];
      if (typeof wildcard === "number") {
        return inPlatform(context, path, {
          message: `Every name of the pool ${quote(domain)} is reserved (${quote(context.platform?.reservedHosts[wildcard])}).`,
          help: "Remove the pool, or reserve single names.",
          related: [locateInPlatform(context, ["reservedHosts", wildcard])],
        });
      }
      return inTenant(context, wildcard.tenant, ["hosts", wildcard.index], {
        message: `The wildcard ${quote(wildcard.host)} and the pool ${quote(domain)} of load balancer ${quote(loadBalancer)} would answer for the same names.`,
        help: "Claim a wildcard below the pool's domain, or move the tenant to a load balancer without the pool.",
        related: [locateInPlatform(context, path)],
      });
    }),
});
