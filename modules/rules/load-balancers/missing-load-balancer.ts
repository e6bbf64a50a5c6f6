import { inTenant, isWrongInPlatform, isWrongInTenant } from "../support/context";
import { defineRule } from "../support/define-rule";

/** Every tenant says where it lives, or the platform for it. */
export const missingLoadBalancer = defineRule({
  code: "missing-load-balancer",
  severity: "error",
  summary: "a tenant of which nobody says where it lives, and there is no default",
  valid: [
    {
      platform: { defaults: { loadBalancer: undefined } },
      tenants: { acme: { hosts: ["acme.shop.example"], loadBalancer: "edge" } },
    },
  ],
  invalid: [
    { platform: { defaults: { loadBalancer: undefined } }, tenants: { acme: { hosts: ["acme.shop.example"] } } },
  ],
  check: (context) => {
    const { platform, tenants } = context;
    if (platform === undefined || isWrongInPlatform(context, ["defaults", "loadBalancer"])) return [];
    const known = Object.keys(platform.loadBalancers).join(", ") || "none is defined yet";
    return tenants
      .filter((tenant) => tenant.loadBalancer === undefined && !isWrongInTenant(context, tenant, ["loadBalancer"]))
      .map((tenant) =>
        inTenant(context, tenant, [], {
          message: "The tenant does not say on which load balancer it lives, and there is no default.",
          help: `Add "loadBalancer" (${known}), or defaults.loadBalancer in platform.json.`,
        }),
      );
  },
});
