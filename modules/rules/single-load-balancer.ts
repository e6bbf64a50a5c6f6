import { quote } from "../findings";
import { loadBalancersOf } from "../plan";
import { inPlatform, type Rule } from "./rule";

/**
 * From this many tenants on, one load balancer for all of them is worth a warning: a mistake in its group, or its
 * loss, then hits half a hundred customers at once, and moving them takes longer than anybody wants to wait.
 */
const MANY_TENANTS = 50;

/** Warns when one failure would hit every tenant. */
export const singleLoadBalancer: Rule = (context) => {
  const { platform, tenants } = context;
  const [key, ...others] = new Set(tenants.flatMap(loadBalancersOf));
  if (tenants.length <= MANY_TENANTS || key === undefined || others.length > 0) return [];
  if (platform === undefined || !Object.hasOwn(platform.loadBalancers, key)) return [];
  return [
    inPlatform(context, ["loadBalancers", key], {
      severity: "warning",
      code: "single-load-balancer",
      message: `All ${tenants.length} tenants are on load balancer ${quote(key)}: whatever stops it stops everybody.`,
      help: `Add a second load balancer and move some tenants, or give the important ones a standby with alsoOn (warned of above ${MANY_TENANTS} tenants).`,
      atKey: true,
    }),
  ];
};
