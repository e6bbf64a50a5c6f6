import type { Finding } from "../findings";
import { loadBalancersOf } from "../plan";
import { hostProblem, parentDomain } from "./hosts";
import { inTenant, locateInPlatform, type Rule } from "./rule";

/** Every host on a load balancer with HTTPS is covered by one of its certificates. */
export const uncoveredHost: Rule = (context) => {
  const findings: Finding[] = [];
  const covered = new Map<string, ReadonlySet<string>>();
  for (const [key, { certificates }] of Object.entries(context.platform?.loadBalancers ?? {})) {
    if (certificates.length > 0) covered.set(key, new Set(certificates.flatMap((one) => one.domains)));
  }
  for (const tenant of context.tenants) {
    for (const key of loadBalancersOf(tenant)) {
      const domains = covered.get(key);
      if (domains === undefined) continue;
      tenant.hosts.forEach((host, index) => {
        if (hostProblem(host) !== undefined || domains.has(host)) return;
        // A wildcard in a certificate covers exactly one label, so it covers no wildcard but itself.
        if (!host.startsWith("*.") && domains.has(`*.${parentDomain(host)}`)) return;
        findings.push(
          inTenant(context, tenant, ["hosts", index], {
            code: "uncovered-host",
            message: `No certificate of load balancer ${JSON.stringify(key)} covers ${JSON.stringify(host)}.`,
            help: `Add a certificate for it to loadBalancers.${key}.certificates in platform.json, or use a covered host name; a wildcard certificate covers one label only.`,
            related: [locateInPlatform(context, ["loadBalancers", key, "certificates"])],
          }),
        );
      });
    }
  }
  return findings;
};
