import { quote, type UncodedFinding } from "../../findings";
import type { Claim } from "../support/claims";
import { inTenant, locateInTenant } from "../support/context";
import { defineRule } from "../support/define-rule";

/** A host name belongs to one tenant, on whatever load balancer; a second claim names the first. */
export const hostConflict = defineRule({
  code: "host-conflict",
  severity: "error",
  summary: "a host claimed twice, on any load balancer; both places are named",
  help: "A host is answered by one tenant. A tenant on two load balancers names the second in alsoOn.",
  valid: [{ tenants: { acme: { hosts: ["acme.shop.example"], alsoOn: ["inside"] } } }],
  invalid: [{ tenants: { acme: { hosts: ["acme.shop.example"] }, globex: { hosts: ["acme.shop.example"] } } }],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    const claimed = new Map<string, Claim>();
    for (const claim of context.claims) {
      const first = claimed.get(claim.host);
      if (first === undefined) {
        claimed.set(claim.host, claim);
        continue;
      }
      const same = first.tenant === claim.tenant;
      const quoted = quote(claim.host);
      findings.push(
        inTenant(context, claim.tenant, ["hosts", claim.index], {
          message: same
            ? `The host ${quoted} is listed twice.`
            : `The host ${quoted} is claimed by tenant ${quote(first.tenant.name)} already.`,
          help: same
            ? "Remove one of the two."
            : "Remove it from one of the two tenants: a host can be answered by one only.",
          related: [locateInTenant(context, first.tenant, ["hosts", first.index])],
        }),
      );
    }
    return findings;
  },
});
