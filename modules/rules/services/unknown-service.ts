import { quote, type UncodedFinding } from "../../findings";
import { nearest } from "../../model";
import { inPlatform, inTenant, isWrongInPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";
import { serviceReferences } from "../support/service-references";

/** Services that are named exist. */
export const unknownService = defineRule({
  code: "unknown-service",
  severity: "error",
  summary: "a service that platform.json does not define",
  valid: [{ tenants: { acme: { hosts: ["acme.shop.example"], service: "api" } } }],
  invalid: [{ tenants: { acme: { hosts: ["acme.shop.example"], service: "apy" } } }],
  check: (context) => {
    const { platform } = context;
    if (platform === undefined) return [];
    const findings: UncodedFinding[] = [];
    const known = Object.keys(platform.services);
    // An entry that is wrong itself is missing here, but not in the file.
    const isKnown = (name: string) =>
      Object.hasOwn(platform.services, name) || isWrongInPlatform(context, ["services", name]);
    const { service: byDefault } = platform.defaults;
    if (byDefault !== undefined && !isKnown(byDefault)) {
      findings.push(inPlatform(context, ["defaults", "service"], unknown(byDefault, known)));
    }
    for (const [key, { services, pools }] of Object.entries(platform.loadBalancers)) {
      services.forEach((service, index) => {
        if (isKnown(service)) return;
        findings.push(inPlatform(context, ["loadBalancers", key, "services", index], unknown(service, known)));
      });
      pools.forEach(({ service }, index) => {
        if (isKnown(service)) return;
        findings.push(inPlatform(context, ["loadBalancers", key, "pools", index, "service"], unknown(service, known)));
      });
    }
    for (const tenant of context.tenants) {
      for (const { service, path, atKey } of serviceReferences(tenant)) {
        // An unknown default is reported once, where it stands.
        if (path.length === 0 || isKnown(service)) continue;
        findings.push(inTenant(context, tenant, path, { ...unknown(service, known), atKey }));
      }
    }
    return findings;
  },
});

function unknown(name: string, known: readonly string[]) {
  const near = nearest(name, known);
  const all = `Known services: ${known.join(", ") || "none"}.`;
  return {
    message: `There is no service ${quote(name)} in platform.json.`,
    help: near === undefined ? all : `Did you mean ${quote(near)}?`,
  };
}
