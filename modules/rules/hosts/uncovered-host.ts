import { quote, type UncodedFinding } from "../../findings";
import { loadBalancersOf, protocolOf } from "../../plan";
import { inPlatform, inTenant, isWrongInPlatform, locateInPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";
import { certificateDomains, isCovered } from "../support/hosts";

/** Every host on a load balancer with HTTPS is covered by one of its certificates. */
export const uncoveredHost = defineRule({
  code: "uncovered-host",
  severity: "error",
  summary: "a host that no certificate of the load balancer covers; a certificate's wildcard covers one label",
  help: "Clients would refuse the connection; where the controller discovers certificates, it would stop for every tenant.",
  valid: [{ tenants: { acme: { hosts: ["acme.eu.shop.example"] } } }],
  invalid: [{ tenants: { acme: { hosts: ["a.b.shop.example"] } } }],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    const covered = new Map<string, ReadonlySet<string>>();
    for (const [key, config] of Object.entries(context.platform?.loadBalancers ?? {})) {
      if (protocolOf(config) === "HTTP" || isWrongInPlatform(context, ["loadBalancers", key, "certificates"])) continue;
      covered.set(key, certificateDomains(config.certificates));
    }
    for (const [key, domains] of covered) {
      context.platform?.loadBalancers[key]?.pools.forEach(({ domain }, index) => {
        const wildcard = `*.${domain}`;
        if (isCovered(wildcard, domains)) return;
        findings.push(
          inPlatform(context, ["loadBalancers", key, "pools", index, "domain"], {
            message: `No certificate of load balancer ${quote(key)} covers ${quote(wildcard)}, which the pool answers.`,
            help: `Add a certificate for ${quote(wildcard)} to loadBalancers.${key}.certificates.`,
            related: [locateInPlatform(context, ["loadBalancers", key, "certificates"])],
          }),
        );
      });
    }
    for (const { tenant, index, host, isWildcard } of context.claims) {
      for (const key of loadBalancersOf(tenant)) {
        const domains = covered.get(key);
        if (domains === undefined || isCovered(host, domains)) continue;
        findings.push(
          inTenant(context, tenant, ["hosts", index], {
            message: `No certificate of load balancer ${quote(key)} covers ${quote(host)}.`,
            help: isWildcard
              ? `Add a certificate for ${quote(host)} itself to loadBalancers.${key}.certificates in platform.json: a wildcard is covered by the same wildcard only.`
              : `Add a certificate for it to loadBalancers.${key}.certificates in platform.json, or use a covered host name; a wildcard certificate covers one label only.`,
            related: [locateInPlatform(context, ["loadBalancers", key, "certificates"])],
          }),
        );
      }
    }
    return findings;
  },
});
