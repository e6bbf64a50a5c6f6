import { outermostNetworks } from "../../alb";
import { quote, type UncodedFinding } from "../../findings";
import { loadBalancersOf } from "../../plan";
import { inTenant, isWrongInPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";
import { isCanonicalNetwork, sourceLists } from "../support/source-lists";

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
      for (const { cidrs: written, path } of sourceLists(tenant)) {
        const cidrs = outermostNetworks(written.filter(isCanonicalNetwork));
        const [ipv4, ipv6] = [coversAll(cidrs, "ipv4"), coversAll(cidrs, "ipv6")];
        const everybody = loadBalancersOf(tenant).find((key) => {
          const config = context.platform?.loadBalancers[key];
          if (config === undefined || isWrongInPlatform(context, ["loadBalancers", key, "ipAddressType"])) return false;
          return ipv4 && (ipv6 || config.ipAddressType === "ipv4");
        });
        if (everybody === undefined) continue;
        findings.push(
          inTenant(context, tenant, path, {
            message: `The list covers every source that load balancer ${quote(everybody)} can have, so that it limits nothing.`,
            help: "Remove allowedCidrs, or list the networks that may get through.",
          }),
        );
      }
    }
    return findings;
  },
});

/** The sizes of networks that do not overlap add up. */
function coversAll(cidrs: readonly string[], family: "ipv4" | "ipv6"): boolean {
  const ofFamily = cidrs.filter((cidr) => cidr.includes(":") === (family === "ipv6"));
  return ofFamily.reduce((sum, cidr) => sum + 2 ** -Number(cidr.split("/")[1]), 0) >= 1;
}
