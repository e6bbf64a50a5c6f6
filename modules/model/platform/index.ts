import * as z from "zod";
import { recovering } from "../recovery";
import { key } from "../text";
import { awsSchema } from "./aws";
import { backendSchema } from "./backend";
import { dnsSchema } from "./dns";
import { kubernetesSchema } from "./kubernetes";
import { loadBalancerSchema } from "./load-balancer";
import { responsesSchema } from "./responses";
import { serviceSchema } from "./service";

export type { LoadBalancerConfig } from "./load-balancer";
export { responseDefaults } from "./responses";
export { type ServiceConfig, serviceDefaults } from "./service";

/** The definition of `platform.json`: it validates, it types, and the JSON Schema is made from it. */
export const platformSchema = z
  .strictObject({
    $schema: z.string().optional().meta({ description: "For completion in an editor." }),
    fleet: recovering(key(), "any").meta({
      description: "Business name, used in every resource's name.",
      examples: ["shop"],
    }),
    aws: awsSchema,
    kubernetes: kubernetesSchema,
    dns: dnsSchema,
    backend: backendSchema,
    domains: z
      .array(recovering(z.string(), ""))
      .default([])
      .meta({
        description:
          "DNS domains of the platform itself: below them one tenant's wildcard and another's exact host may stand together.",
        examples: [["shop.example"]],
      }),
    reservedHosts: z
      .array(recovering(z.string(), ""))
      .default([])
      .meta({
        description: "Host names and wildcards that no tenant may claim.",
        examples: [["www.shop.example", "*.internal.shop.example"]],
      }),
    defaults: z
      .strictObject({
        loadBalancer: key()
          .optional()
          .meta({ description: "Where tenants live that name no load balancer.", examples: ["edge-1"] }),
        service: key()
          .optional()
          .meta({ description: "What answers for tenants that name no service.", examples: ["web"] }),
      })
      .default({})
      .meta({ description: "For tenants that don't say." }),
    responses: responsesSchema,
    services: z
      .record(key(), serviceSchema)
      .refine((services) => Object.keys(services).length > 0, { error: "must define at least one service" })
      .meta({
        description: "Services by name.",
        minProperties: 1,
        examples: [{ web: { namespace: "apps", name: "web", port: 80, targetPort: 8080 } }],
      }),
    loadBalancers: z
      .record(key(), loadBalancerSchema)
      .refine((loadBalancers) => Object.keys(loadBalancers).length > 0, {
        error: "must define at least one load balancer",
      })
      .meta({
        description: "Load balancers by name; each is a Terraform stack <name> and one or more <name>-tenants.",
        minProperties: 1,
      }),
  })
  .meta({ title: "Tenantry platform", description: "Services and load balancers: the platform team's file." });

export type PlatformConfig = z.output<typeof platformSchema>;
