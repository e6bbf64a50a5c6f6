import { quote, type UncodedFinding } from "../../findings";
import { inPlatform, inTenant } from "../support/context";
import { defineRule } from "../support/define-rule";
import { dnsNameProblem } from "../support/hosts";

/**
 * No wildcard over a public suffix (`*.com`, `*.co.uk`): it would capture everybody's domains. Suffixes of the list's
 * private part (`github.io`) are somebody's own domain, which may well be the platform's, and so are allowed.
 */
export const publicSuffixWildcard = defineRule({
  code: "public-suffix-wildcard",
  severity: "error",
  summary: "a wildcard over a public suffix, such as *.com or *.co.uk",
  help: "It would capture domains of everybody.",
  valid: [{ tenants: { acme: { hosts: ["*.eu.shop.example"] } } }],
  invalid: [{ tenants: { acme: { hosts: ["*.co.uk"], loadBalancer: "inside" } } }],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const { tenant, index, host, isWildcard, name } of context.claims) {
      if (isWildcard && isPublicSuffix(name))
        findings.push(inTenant(context, tenant, ["hosts", index], findingInput(host)));
    }
    context.platform?.reservedHosts.forEach((host, index) => {
      if (dnsNameProblem(host) === undefined && host.startsWith("*.") && isPublicSuffix(host.slice(2))) {
        findings.push(inPlatform(context, ["reservedHosts", index], findingInput(host)));
      }
    });
    const anyWildcard = context.claims.some(({ isWildcard }) => isWildcard);
    context.platform?.domains.forEach((domain, index) => {
      // Below one of the platform's domains hosts may lie inside another tenant's wildcard.
      if (!anyWildcard || dnsNameProblem(domain) !== undefined || !isPublicSuffix(domain)) return;
      const message = `The platform's domain ${quote(domain)} is a whole public suffix.`;
      findings.push(inPlatform(context, ["domains", index], { ...findingInput(domain), message }));
    });
    return findings;
  },
});

function findingInput(host: string) {
  return {
    message: `The wildcard ${quote(host)} covers a whole public suffix.`,
    help: "Write a name below a registered domain, such as *.acme.example.",
  };
}

function isPublicSuffix(name: string): boolean {
  // Loaded only where it is asked for: the list is large, and many commands on many fleets never need it.
  const { getPublicSuffix } = require("tldts") as typeof import("tldts");
  return getPublicSuffix(name) === name;
}
