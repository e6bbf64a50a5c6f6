import { type Finding, quote } from "../findings";
import { ClaimIndex } from "./claims";
import { selfAndParents } from "./hosts";
import { inTenant, isWrongInPlatform, locateInTenant, type Rule } from "./rule";

/**
 * No host lies inside another tenant's wildcard, at any depth: ALB's `*` matches dots too. Only below the
 * platform's own domains may both stand, where the order of the rules sorts them out.
 */
export const wildcardConflict: Rule = (context) => {
  const findings: Finding[] = [];
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
        code: "wildcard-conflict",
        message: `The host ${quote(host)} lies inside ${over.host}, which tenant ${quote(over.tenant.name)} claims.`,
        help: `Remove one of the two claims, or list ${quote(over.name)} under domains in platform.json if it is the platform's own.`,
        related: [locateInTenant(context, over.tenant, ["hosts", over.index])],
      }),
    );
  }
  return findings;
};
