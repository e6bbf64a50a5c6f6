import { AWS_LIMITS } from "../../aws";
import { quote, type UncodedFinding } from "../../findings";
import type { Tenant } from "../../model";
import { type LoadBalancerPlan, Pools } from "../../plan";
import { inPlatform, locateInTenant } from "../support/context";
import { defineRule } from "../support/define-rule";

/**
 * Warns of a standby that cannot carry the tenants it would get. A load balancer is a standby of another when tenants
 * that live there name it in `alsoOn`: those are served by it already. When the other one is lost, the rest of its
 * tenants has nowhere else to go, so their rules must fit as well, within the quota and without headroom, which is
 * kept for such days.
 */
export const standbyTooSmall = defineRule({
  code: "standby-too-small",
  severity: "warning",
  summary: "a load balancer named in alsoOn that could not take over the tenants of the other one",
  valid: [
    {
      platform: { loadBalancers: { inside: { quotas: { rules: 2 }, headroom: 0 } } },
      tenants: {
        acme: { hosts: ["acme.shop.example"], alsoOn: ["inside"] },
        globex: { hosts: ["globex.shop.example"] },
      },
    },
  ],
  invalid: [
    {
      platform: { loadBalancers: { inside: { quotas: { rules: 1 }, headroom: 0 } } },
      tenants: {
        acme: { hosts: ["acme.shop.example"], alsoOn: ["inside"] },
        globex: { hosts: ["globex.shop.example"] },
      },
    },
  ],
  checkPlan: (context, plan) => {
    const findings: UncodedFinding[] = [];
    const byKey = new Map(plan.loadBalancers.map((one) => [one.key, one]));
    for (const lost of plan.loadBalancers) {
      const tenants = context.tenants.filter(({ loadBalancer }) => loadBalancer === lost.key);
      for (const key of new Set(tenants.flatMap(({ alsoOn }) => alsoOn))) {
        const standby = byKey.get(key);
        if (standby === undefined) continue;
        const others = tenants.filter((tenant) => !tenant.alsoOn.includes(key));
        const needed = rulesOf(lost, others, new Pools(context.platform?.loadBalancers[key]?.pools ?? []));
        const free = freeRules(standby);
        if (needed <= free) continue;
        findings.push(
          inPlatform(context, ["loadBalancers", key], {
            message: `Load balancer ${quote(key)} is the standby of ${quote(lost.key)}, whose other tenants need ${needed} more listener rules; ${free} are left in its quota.`,
            help: "Have AWS raise the quota and write it to quotas.rules, or spread the tenants over several standbys. If alsoOn is there for a move only, this passes with it.",
            atKey: true,
            related: [locateInTenant(context, ...firstOn(tenants, key))],
          }),
        );
      }
    }
    return findings;
  },
});

/** The rules that tenants take on a standby: those of their own, and those that its pools do not save. */
function rulesOf({ ingresses }: LoadBalancerPlan, tenants: readonly Tenant[], pools: Pools): number {
  const byName = new Map(tenants.map((tenant) => [tenant.name, tenant]));
  return ingresses.reduce((sum, { tenant: name, rules, pooledHosts }) => {
    const tenant = byName.get(name);
    if (tenant === undefined) return sum;
    const more = pooledHosts.filter((host) => !pools.isPooled(host, tenant)).length;
    return sum + rules.length + Math.ceil(more / AWS_LIMITS.conditionValuesPerRule);
  }, 0);
}

function freeRules({ quotas }: LoadBalancerPlan): number {
  return quotas.rules.limit - quotas.rules.used;
}

/** The first tenant that names a standby, and where. */
function firstOn(tenants: readonly Tenant[], standby: string): [Tenant, (string | number)[]] {
  const tenant = tenants.find(({ alsoOn }) => alsoOn.includes(standby))!;
  return [tenant, ["alsoOn", tenant.alsoOn.indexOf(standby)]];
}
