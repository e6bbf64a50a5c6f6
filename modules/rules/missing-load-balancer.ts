import { inTenant, isWrongInPlatform, isWrongInTenant, type Rule } from "./rule";

/** Every tenant says where it lives, or the platform for it. */
export const missingLoadBalancer: Rule = (context) => {
  const { platform, tenants } = context;
  if (platform === undefined || isWrongInPlatform(context, ["defaults", "loadBalancer"])) return [];
  const known = Object.keys(platform.loadBalancers).join(", ") || "none is defined yet";
  return tenants
    .filter((tenant) => tenant.loadBalancer === undefined && !isWrongInTenant(context, tenant, ["loadBalancer"]))
    .map((tenant) =>
      inTenant(context, tenant, [], {
        code: "missing-load-balancer",
        message: "The tenant does not say on which load balancer it lives, and there is no default.",
        help: `Add "loadBalancer" (${known}), or defaults.loadBalancer in platform.json.`,
      }),
    );
};
