import { type Finding, quote } from "../findings";
import { dnsNameProblem, hostProblem } from "./hosts";
import { inPlatform, inTenant, type Rule } from "./rule";

/** Host names everywhere are in canonical form. */
export const invalidHost: Rule = (context) => {
  const findings: Finding[] = [];
  for (const tenant of context.tenants) {
    tenant.hosts.forEach((host, index) => {
      const problem = hostProblem(host);
      if (problem !== undefined) findings.push(inTenant(context, tenant, ["hosts", index], { code, ...problem }));
    });
  }
  const { platform } = context;
  if (platform === undefined) return findings;
  const inList = (hosts: readonly string[], path: (string | number)[]) =>
    hosts.forEach((host, index) => {
      const problem = dnsNameProblem(host);
      if (problem !== undefined) findings.push(inPlatform(context, [...path, index], { code, ...problem }));
    });
  inList(platform.domains, ["domains"]);
  inList(platform.reservedHosts, ["reservedHosts"]);
  for (const [key, { certificates }] of Object.entries(platform.loadBalancers)) {
    certificates.forEach(({ domains }, index) => {
      inList(domains, ["loadBalancers", key, "certificates", index, "domains"]);
    });
  }
  platform.domains.forEach((domain, index) => {
    if (!domain.startsWith("*.")) return;
    const message = `The platform's domain ${quote(domain)} must not be a wildcard.`;
    const help = `Write ${quote(domain.slice(2))}: everything below it is meant anyway.`;
    findings.push(inPlatform(context, ["domains", index], { code, message, help }));
  });
  return findings;
};

const code = "invalid-host";
