import { quote, type UncodedFinding } from "../../findings";
import { inPlatform, inTenant } from "../support/context";
import { defineRule } from "../support/define-rule";
import { dnsNameProblem, type HostProblem, hostProblem } from "../support/hosts";

/** Host names everywhere are in canonical form. */
export const invalidHost = defineRule({
  code: "invalid-host",
  severity: "error",
  summary: "what is not a canonical DNS name that Kubernetes and ALB take; the canonical spelling is shown",
  help: 'Lower-case ASCII (A-labels), no scheme, port, path or trailing dot, one leading "*." at most, only letters behind the last dot.',
  valid: [{ tenants: { acme: { hosts: ["acme.shop.example", "*.eu.shop.example"] } } }],
  invalid: [
    { tenants: { acme: { hosts: ["https://Acme.shop.example/"] } } },
    { tenants: { acme: { hosts: ["a_b.shop.example"] } } },
  ],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const tenant of context.tenants) {
      tenant.hosts.forEach((host, index) => {
        const problem = hostProblem(host);
        if (problem !== undefined) findings.push(inTenant(context, tenant, ["hosts", index], { ...problem }));
      });
    }
    const { platform } = context;
    if (platform === undefined) return findings;
    const inList = (hosts: readonly string[], path: (string | number)[]) =>
      hosts.forEach((host, index) => {
        const problem = dnsNameProblem(host);
        if (problem !== undefined) findings.push(inPlatform(context, [...path, index], { ...problem }));
      });
    inList(platform.domains, ["domains"]);
    inList(platform.reservedHosts, ["reservedHosts"]);
    for (const [key, { certificates }] of Object.entries(platform.loadBalancers)) {
      certificates.forEach(({ domains }, index) => {
        inList(domains, ["loadBalancers", key, "certificates", index, "domains"]);
      });
    }
    for (const [key, { pools }] of Object.entries(platform.loadBalancers)) {
      pools.forEach(({ domain }, index) => {
        const problem = poolDomainProblem(domain);
        if (problem === undefined) return;
        findings.push(inPlatform(context, ["loadBalancers", key, "pools", index, "domain"], { ...problem }));
      });
    }
    platform.domains.forEach((domain, index) => {
      if (!domain.startsWith("*.")) return;
      const message = `The platform's domain ${quote(domain)} must not be a wildcard.`;
      const help = `Write ${quote(domain.slice(2))}: everything below it is meant anyway.`;
      findings.push(inPlatform(context, ["domains", index], { message, help }));
    });
    return findings;
  },
});

/** The pool's rule matches by the wildcard over its domain. */
function poolDomainProblem(domain: string): HostProblem | undefined {
  if (!domain.startsWith("*.")) return hostProblem(domain) ?? hostProblem(`*.${domain}`);
  const message = `The domain ${quote(domain)} of a pool must not be a wildcard.`;
  return { message, help: `Write ${quote(domain.slice(2))}: every name below it is meant anyway.` };
}
