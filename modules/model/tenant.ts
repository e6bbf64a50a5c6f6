import * as z from "zod";
import { AWS_LIMITS } from "../aws";
import type { Placeholders } from "./repair";
import { identifier, key } from "./text";

/** The definition of `tenants/<name>.json`: it validates, it types, and the JSON Schema is made from it. */

/** The last place among the exact-host rules; the orders above are those of wildcards. */
export const MAX_ORDER = 899;

const weights = z.record(key(), z.int().min(0).max(AWS_LIMITS.maxWeight)).meta({
  description: "Two to five services with weights 0–999, not all 0: canary, blue/green.",
  minProperties: 2,
  maxProperties: AWS_LIMITS.targetGroupsPerAction,
  examples: [{ web: 90, "web-next": 10 }],
});

/** 1 to 65535, or the placeholder. */
const PORT_TEXT = /^(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5]|#\{port\})$/;

const redirect = z
  .strictObject({
    host: identifier()
      .max(AWS_LIMITS.patternLength)
      .optional()
      .meta({
        description: "Host name to send to. Default: the one asked for (#{host}).",
        examples: ["www.acme.example"],
      }),
    path: identifier()
      .max(AWS_LIMITS.patternLength)
      .regex(/^\//, { error: "must begin with /" })
      .optional()
      .meta({
        description:
          "Absolute path; may contain #{host}, #{path} (without its first slash) and #{port}. Default: the same path.",
        examples: ["/shop/#{path}"],
      }),
    query: z
      .string()
      .max(AWS_LIMITS.patternLength)
      .regex(/^(?!\?)(?:(?![$%]\{)[\s\S])*$/, {
        error: "must not begin with ?, and must not contain ${ or %{, which Terraform would evaluate",
      })
      .optional()
      .meta({
        description: "Query without the question mark; may contain #{query}. Default: the same query.",
        examples: ["from=old&#{query}"],
      }),
    port: z
      .union([
        z.int().min(1).max(65535),
        z.string().regex(PORT_TEXT, { error: "must be a port from 1 to 65535, or #{port}" }),
      ])
      .optional()
      .meta({ description: "Port. Default: the same port.", examples: [443] }),
    protocol: z
      .enum(["HTTP", "HTTPS", "#{protocol}"])
      .optional()
      .meta({ description: "Protocol. Default: the same protocol." }),
    statusCode: z.literal([301, 302]).meta({ description: "301 permanent, 302 temporary.", examples: [302] }),
  })
  .meta({
    description: "Answers with a redirect. At least one part must change, and it must not lead back to itself.",
  });

const service = key().meta({
  description: "A service of platform.json that the load balancer carries.",
  examples: ["web"],
});

const route = z
  .strictObject({
    path: identifier()
      .max(AWS_LIMITS.patternLength)
      .meta({
        description:
          "Path; with ImplementationSpecific the ALB's wildcards * (any characters) and ? (one) are allowed.",
        examples: ["/api", "/*/export.csv"],
      }),
    pathType: z.enum(["Prefix", "Exact", "ImplementationSpecific"]).default("Prefix").meta({
      description:
        "Prefix (/api matches /api and everything below), Exact, or ImplementationSpecific (an ALB path pattern).",
    }),
    service: service.optional(),
    weights: weights.optional(),
    redirect: redirect.optional(),
  })
  .meta({ description: "What comes before the catch-all. One of service, weights, redirect." });

/** Enough for an editor to underline a URL or capitals; what is wrong with a host is for its own rule to say. */
const HOST_IN_EDITORS = "^(?:\\*\\.)?[a-z0-9-]+(?:\\.[a-z0-9-]+)+$";

export const tenantSchema = z
  .strictObject({
    $schema: z.string().optional().meta({ description: "For completion in an editor." }),
    hosts: z
      .array(z.string().meta({ pattern: HOST_IN_EDITORS }))
      .min(1, { error: "must list at least one host name" })
      .meta({
        description:
          "Host names in canonical form: lower case, ASCII (IDNA A-labels), no port, no trailing dot; exact or with one leading `*.`.",
        examples: [["acme.shop.example"], ["acme.example", "*.acme.example"]],
      }),
    loadBalancer: key()
      .optional()
      .meta({ description: "Where the tenant lives. Default: the only load balancer, or defaults.loadBalancer." }),
    alsoOn: z
      .array(key())
      .optional()
      .meta({ description: "More load balancers that serve the same tenant, while it is being moved or for standby." }),
    service: service.optional().meta({
      description: "The shared service that answers. Default: the only service, or defaults.service.",
      examples: ["web"],
    }),
    weights: weights.optional(),
    routes: z
      .array(route)
      .optional()
      .meta({
        description:
          "Paths that go elsewhere, before the catch-all. Order: Exact, then Prefix with the longest first, then ImplementationSpecific as written.",
        examples: [[{ path: "/api", service: "api" }]],
      }),
    redirect: redirect.optional(),
    status: z.enum(["active", "maintenance", "suspended"]).default("active").meta({
      description:
        "maintenance and suspended answer every request, from any source, with the platform's fixed response; the hosts stay claimed.",
    }),
    allowedCidrs: z
      .array(z.string())
      .min(1, { error: "must list at least one CIDR" })
      .optional()
      .meta({
        description: "Only these sources reach the tenant; others get 403.",
        examples: [["203.0.113.0/24", "2001:db8::/48"]],
      }),
    order: z.int().min(0).max(MAX_ORDER).default(0).meta({
      description:
        "Place among the exact-host rules. `tenantry add` writes the next free one, so that a new tenant is appended.",
    }),
    labels: z
      .record(z.string(), z.string())
      .optional()
      .meta({ description: "Extra Kubernetes labels of the tenant's Ingresses." }),
    annotations: z.record(z.string(), z.string()).optional().meta({
      description: "Extra annotations of the tenant's Ingresses, such as external-dns.alpha.kubernetes.io/ttl.",
    }),
    description: z.string().optional().meta({ description: "Free text for people." }),
    owner: z.string().optional().meta({ description: "Who answers for this tenant: a team or a mail address." }),
  })
  .meta({ title: "Tenantry tenant", description: "One tenant: its host names and what answers them." });

/** A path that no pattern of a route can be. */
const NOWHERE = "/\0";

/** What stands in for what is wrong in a tenant's file; the rules' findings about it are dropped. */
export const tenantPlaceholders: Placeholders = {
  hosts: [""],
  "hosts.#": "",
  "allowedCidrs.#": "",
  "redirect.statusCode": 302,
  "routes.#": { path: NOWHERE },
  "routes.#.path": NOWHERE,
  "routes.#.redirect.statusCode": 302,
};

export type TenantInput = z.output<typeof tenantSchema>;
export type RouteInput = z.output<typeof route>;
export type RedirectInput = z.output<typeof redirect>;
