import { type Finding, quote } from "../findings";
import { loadBalancersOf } from "../plan";
import { type Cidr, parseCidr } from "./cidrs";
import { inTenant, isWrongInPlatform, type Rule } from "./rule";

/** `allowedCidrs` leaves somebody out: else the rule that answers everybody else can never be reached. */
export const unlimitedSources: Rule = (context) => {
  const findings: Finding[] = [];
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
        code: "unlimited-sources",
        message: `The list covers every source that load balancer ${quote(everybody)} can have, so that it limits nothing.`,
        help: "Remove allowedCidrs, or list the networks that may reach the tenant.",
      }),
    );
  }
  return findings;
};

/** Networks of one list do not overlap (a rule of its own), so their sizes add up. */
function coversAll(cidrs: readonly Cidr[], family: Cidr["family"]): boolean {
  return cidrs.filter((cidr) => cidr.family === family).reduce((sum, { prefix }) => sum + 2 ** -prefix, 0) >= 1;
}
