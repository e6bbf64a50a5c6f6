import { quote, type UncodedFinding } from "../../findings";
import type { Tenant } from "../../model";
import { dnsWeight, loadBalancersOf } from "../../plan";
import { type FindingInput, inTenant, isWrongInPlatform, isWrongInTenant, type RuleContext } from "../support/context";
import { defineRule } from "../support/define-rule";

const WEIGHTED = { dns: { externalDns: {} } };

/** DNS weights are for the load balancers that serve the tenant, and one of them is above 0. */
export const invalidTraffic = defineRule({
  code: "invalid-traffic",
  severity: "error",
  summary:
    "traffic for load balancers that do not serve the tenant, all 0, without alsoOn, or without dns.externalDns in platform.json",
  valid: [
    {
      platform: WEIGHTED,
      tenants: { acme: { hosts: ["acme.shop.example"], alsoOn: ["inside"], traffic: { edge: 90, inside: 10 } } },
    },
  ],
  invalid: [
    { tenants: { acme: { hosts: ["acme.shop.example"], alsoOn: ["inside"], traffic: { edge: 90, inside: 10 } } } },
    { platform: WEIGHTED, tenants: { acme: { hosts: ["acme.shop.example"], traffic: { edge: 90 } } } },
    {
      platform: WEIGHTED,
      tenants: { acme: { hosts: ["acme.shop.example"], alsoOn: ["inside"], traffic: { edge: 0 } } },
    },
  ],
  check: (context) => context.tenants.flatMap((tenant) => tenantFindings(context, tenant)),
});

function tenantFindings(context: RuleContext, tenant: Tenant): UncodedFinding[] {
  const { traffic, alsoOn } = tenant;
  if (traffic === undefined) return [];
  const say = (path: readonly string[], input: FindingInput) => [
    inTenant(context, tenant, ["traffic", ...path], input),
  ];
  if (context.platform?.dns === undefined && !isWrongInPlatform(context, ["dns"])) {
    return say([], {
      message: "Nobody makes DNS records from these weights: platform.json has no dns.",
      help: 'Add "dns": { "externalDns": {} } to platform.json (its reference says what happens to records that exist), or remove traffic.',
      atKey: true,
    });
  }
  if (isWrongInTenant(context, tenant, ["alsoOn"]) || isWrongInTenant(context, tenant, ["loadBalancer"])) return [];
  if (alsoOn.length === 0) {
    return say([], {
      message: "The tenant is on one load balancer only, so that there is nothing to weigh.",
      help: "Name the others in alsoOn, or remove traffic.",
      atKey: true,
    });
  }
  const serving = loadBalancersOf(tenant);
  const others = Object.keys(traffic).filter((key) => !serving.includes(key));
  if (others.length > 0) {
    return others.flatMap((key) =>
      say([key], {
        message: `Load balancer ${quote(key)} does not serve the tenant: clients sent there would get the answer for unknown hosts.`,
        help: `Add it to alsoOn, or remove it here. The tenant is on ${serving.join(", ")}.`,
        atKey: true,
      }),
    );
  }
  if (serving.some((key) => dnsWeight(tenant, key) > 0)) return [];
  return say([], {
    message: "All weights are 0, so that Route 53 would send clients to every load balancer alike, also to standbys.",
    help: "Give at least one load balancer a weight above 0.",
  });
}
