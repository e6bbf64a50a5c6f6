import type { Finding } from "../findings";
import { hostProblem } from "./hosts";
import { inPlatform, inTenant, type Rule } from "./rule";

/** No wildcard over a public suffix (`*.com`, `*.co.uk`): it would capture everybody's domains. */
export const publicSuffixWildcard: Rule = (context) => {
  const findings: Finding[] = [];
  const complaint = (host: string) => ({
    code: "public-suffix-wildcard",
    message: `The wildcard ${JSON.stringify(host)} covers a whole public suffix.`,
    help: "Put the wildcard below a registered domain, such as *.acme.example.",
  });
  for (const tenant of context.tenants) {
    tenant.hosts.forEach((host, index) => {
      if (isOverPublicSuffix(host)) findings.push(inTenant(context, tenant, ["hosts", index], complaint(host)));
    });
  }
  context.platform?.reservedHosts.forEach((host, index) => {
    if (isOverPublicSuffix(host)) findings.push(inPlatform(context, ["reservedHosts", index], complaint(host)));
  });
  return findings;
};

function isOverPublicSuffix(host: string): boolean {
  if (!host.startsWith("*.") || hostProblem(host) !== undefined) return false;
  // Loaded only where there is a wildcard: the list is large, and most commands on most fleets never need it.
  const { getPublicSuffix } = require("tldts") as typeof import("tldts");
  return getPublicSuffix(host.slice(2)) === host.slice(2);
}
