import { quote } from "../../findings";
import { loadBalancersOf } from "../../plan";
import { inPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/**
 * From this many tenants on, one load balancer for all of them is worth a warning: a mistake in its group, or its
 * loss, then hits half a hundred customers at once, and moving them takes longer than anybody wants to wait.
 */
const MANY_TENANTS = 50;

const tenants = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, { hosts: [`t${index}.shop.example`] }]));

/** Warns when one failure would hit every tenant. */
export const singleLoadBalancer = defineRule({
  code: "single-load-balancer",
  severity: "warning",
  summary: "more than 50 tenants on the only load balancer in use",
  help: "Whatever stops it stops everybody.",
  valid: [{ tenants: tenants(MANY_TENANTS) }],
  invalid: [{ tenants: tenants(MANY_TENANTS + 1) }],
  check: (context) => {
    const { platform, tenants } = context;
    const [key, ...others] = new Set(tenants.flatMap(loadBalancersOf));
    if (tenants.length <= MANY_TENANTS || key === undefined || others.length > 0) return [];
    if (platform === undefined || !Object.hasOwn(platform.loadBalancers, key)) return [];
    return [
      inPlatform(context, ["loadBalancers", key], {
        message: `All ${tenants.length} tenants are on load balancer ${quote(key)}: whatever stops it stops everybody.`,
        help: `Add a second load balancer and move some tenants, or give the important ones a standby with alsoOn (warned of above ${MANY_TENANTS} tenants).`,
        atKey: true,
      }),
    ];
  },
});
