import { quote, type UncodedFinding } from "../../findings";
import { ClaimIndex } from "../support/claims";
import { inTenant, isWrongInPlatform, locateInTenant } from "../support/context";
import { defineRule } from "../support/define-rule";
import { selfAndParents } from "../support/hosts";

/**
 * No host lies inside another tenant's wildcard, at any depth: ALB's `*` matches dots too. Only below the
 * platform's own domains may both stand, where the order of the rules sorts them out.
 */
export const wildcardConflict = defineRule({
  code: "wildcard-conflict",
  severity: "error",
  summary:
    "a host inside another tenant's wildcard, at any depth (ALB's * matches dots), except below the platform's domains",
  help: "Only below a domain of the platform itself may both stand: the order of the rules keeps them apart there.",
  valid: [{ tenants: { acme: { hosts: ["*.eu.shop.example"] }, globex: { hosts: ["x.eu.shop.example"] } } }],
  invalid: [
    {
      tenants: {
        acme: { hosts: ["*.acme.example"], loadBalancer: "inside" },
        globex: { hosts: ["x.acme.example"], loadBalancer: "inside" },
      },
    },
  ],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    // What is the platform's own is not known then.
    if (context.platform === undefined || isWrongInPlatform(context, ["domains"])) return [];
    const domains = new Set(context.platform.domains);
    const wildcards = context.claims.filter(({ isWildcard }) => isWildcard);
    if (wildcards.length === 0) return [];
    const index = new ClaimIndex(wildcards);
    for (const { tenant, index: at, host } of context.claims) {
      const over = index
        .wildcardsOver(host)
        .find((one) => one.tenant !== tenant && !selfAndParents(one.name).some((domain) => domains.has(domain)));
      if (over === undefined) continue;
      findings.push(
        inTenant(context, tenant, ["hosts", at], {
          message: `The host ${quote(host)} lies inside ${over.host}, which tenant ${quote(over.tenant.name)} claims.`,
          help: `Remove one of the two claims, or list ${quote(over.name)} under domains in platform.json if it is the platform's own.`,
          related: [locateInTenant(context, over.tenant, ["hosts", over.index])],
        }),
      );
    }
    return findings;
  },
});
