import { type Finding, quote } from "../findings";
import type { Claim } from "./claims";
import { inTenant, locateInTenant, type Rule } from "./rule";

/** A host name belongs to one tenant, on whatever load balancer; a second claim names the first. */
export const hostConflict: Rule = (context) => {
  const findings: Finding[] = [];
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
        code: "host-conflict",
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
};
