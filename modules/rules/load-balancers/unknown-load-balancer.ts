import { quote, type UncodedFinding } from "../../findings";
import { nearest } from "../../model";
import { inPlatform, inTenant, isWrongInPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/** Load balancers that are named exist. */
export const unknownLoadBalancer = defineRule({
  code: "unknown-load-balancer",
  severity: "error",
  summary: "a load balancer that platform.json does not define",
  valid: [{ tenants: { acme: { hosts: ["acme.shop.example"], loadBalancer: "edge" } } }],
  invalid: [{ tenants: { acme: { hosts: ["acme.shop.example"], loadBalancer: "egde" } } }],
  check: (context) => {
    const { platform } = context;
    if (platform === undefined) return [];
    const findings: UncodedFinding[] = [];
    const known = Object.keys(platform.loadBalancers);
    // An entry that is wrong itself is missing here, but not in the file.
    const isKnown = (name: string) =>
      Object.hasOwn(platform.loadBalancers, name) || isWrongInPlatform(context, ["loadBalancers", name]);
    const { loadBalancer: byDefault } = platform.defaults;
    if (byDefault !== undefined && !isKnown(byDefault)) {
      findings.push(inPlatform(context, ["defaults", "loadBalancer"], unknown(byDefault, known)));
    }
    for (const tenant of context.tenants) {
      const own = tenant.own.loadBalancer;
      if (own !== undefined && !isKnown(own)) {
        findings.push(inTenant(context, tenant, ["loadBalancer"], unknown(own, known)));
      }
      tenant.alsoOn.forEach((name, index) => {
        if (!isKnown(name)) findings.push(inTenant(context, tenant, ["alsoOn", index], unknown(name, known)));
      });
    }
    return findings;
  },
});

function unknown(name: string, known: readonly string[]) {
  const near = nearest(name, known);
  const all = `Known load balancers: ${known.join(", ") || "none"}.`;
  return {
    message: `There is no load balancer ${quote(name)} in platform.json.`,
    help: near === undefined ? all : `Did you mean ${quote(near)}?`,
  };
}
