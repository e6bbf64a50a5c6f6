import { quote, type UncodedFinding } from "../../findings";
import { loadBalancersOf } from "../../plan";
import { type Cidr, parseCidr } from "../support/cidrs";
import { inTenant, isWrongInPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/** `allowedCidrs` leaves somebody out: else the rule that answers everybody else can never be reached. */
export const unlimitedSources = defineRule({
  code: "unlimited-sources",
  severity: "error",
  summary: "allowedCidrs that leave nobody out",
  help: "The rule that answers everybody else could never be reached.",
  valid: [{ tenants: { acme: { hosts: ["acme.shop.example"], allowedCidrs: ["203.0.113.0/24"] } } }],
  invalid: [{ tenants: { acme: { hosts: ["acme.shop.example"], allowedCidrs: ["0.0.0.0/0"] } } }],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const tenant of context.tenants) {
      if (tenant.allowedCidrs === undefined) continue;
      const cidrs = tenant.allowedCidrs.map(parseCidr).filter((cidr) => cidr !== undefined);
      const [ipv4, ipv6] = [coversAll(cidrs, "ipv4"), coversAll(cidrs, "ipv6")];
      const everybody = loadBalancersOf(tenant).find((key) => {
        const config = context.platform?.loadBalancers[key];
        if (config === undefined || isWrongInPlatform(context, ["loadBalancers", key, "ipAddressType"])) return false;
        return ipv4 && (ipv6 || config.ipAddressType === "ipv4");
      });
      if (everybody === undefined) continue;
      findings.push(
        inTenant(context, tenant, ["allowedCidrs"], {
          message: `The list covers every source that load balancer ${quote(everybody)} can have, so that it limits nothing.`,
          help: "Remove allowedCidrs, or list the networks that may reach the tenant.",
        }),
      );
    }
    return findings;
  },
});

/** Networks of one list do not overlap (a rule of its own), so their sizes add up. */
function coversAll(cidrs: readonly Cidr[], family: Cidr["family"]): boolean {
  return cidrs.filter((cidr) => cidr.family === family).reduce((sum, { prefix }) => sum + 2 ** -prefix, 0) >= 1;
}
