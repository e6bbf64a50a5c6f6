import { quote } from "../../findings";
import type { QuotaName, QuotaUse } from "../../plan";
import { inPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/** No quota is passed on any load balancer, headroom counted. */
export const quotaExceeded = defineRule({
  code: "quota-exceeded",
  severity: "error",
  summary: "more rules, target groups, certificates or security group rules than the quota less headroom",
  help: "The controller would stop at the quota, for every tenant that comes later.",
  valid: [
    {
      platform: { loadBalancers: { edge: { quotas: { rules: 1 }, headroom: 0 } } },
      tenants: { acme: { hosts: ["acme.shop.example"] } },
    },
  ],
  invalid: [
    {
      platform: { loadBalancers: { edge: { quotas: { rules: 1 }, headroom: 0 } } },
      tenants: { acme: { hosts: ["acme.shop.example"] }, globex: { hosts: ["globex.shop.example"] } },
    },
  ],
  checkPlan: (context, plan) =>
    plan.loadBalancers.flatMap(({ key, quotas }) =>
      Object.values(quotas)
        .filter(({ free }) => free < 0)
        .map((use) =>
          inPlatform(context, ["loadBalancers", key], {
            message: `Load balancer ${quote(key)} needs ${use.used} ${NAMES[use.name]}; ${use.limit - use.reserved} are allowed (${limitText(use)}).`,
            help: HELP[use.name],
            atKey: true,
          }),
        ),
    ),
});

const NAMES: Readonly<Record<QuotaName, string>> = {
  rules: "listener rules",
  targetGroups: "target groups",
  certificates: "certificates beside the default",
  securityGroupRules: "inbound rules in its security group",
};

const HELP: Readonly<Record<QuotaName, string>> = {
  rules:
    "Move tenants to another load balancer, add one, or have AWS raise the quota and write it to quotas.rules. Four hosts share a rule, so hosts of one customer are cheaper in one tenant.",
  targetGroups: "Carry fewer services: AWS never raises this quota. Split them over two load balancers.",
  certificates:
    "Put several domains into one certificate, or have AWS raise the quota and write it to quotas.certificates.",
  securityGroupRules: "Summarize inboundCidrs, or have AWS raise the quota and write it to quotas.securityGroupRules.",
};

function limitText({ limit, reserved }: QuotaUse): string {
  return reserved === 0 ? `limit ${limit}` : `limit ${limit} less ${reserved} kept free by headroom`;
}
