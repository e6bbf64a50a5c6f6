import * as z from "zod";
import { AWS_LIMITS } from "../aws";
import { MAX_DNS_WEIGHT } from "../external-dns";
import { respond } from "./fixed-response";
import { recovering } from "./recovery";
import { redirect } from "./redirect";
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

const service = key().meta({
  description: "A service of platform.json that the load balancer carries.",
  examples: ["web"],
});

const allowedCidrs = z.array(recovering(z.string(), "")).min(1, { error: "must list at least one CIDR" });

/** A path that no pattern of a route can be. */
const NOWHERE = "/\0";

const route = recovering(
  z
    .strictObject({
      path: recovering(identifier().max(AWS_LIMITS.patternLength), NOWHERE).meta({
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
      respond: respond.optional().meta({ description: "Answers with a fixed response: denies a path." }),
      allowedCidrs: allowedCidrs.optional().meta({
        description:
          "Only these sources reach the path, others get responses.forbidden. Inside the tenant's own allowedCidrs.",
        examples: [["203.0.113.0/24"]],
      }),
    })
    .meta({ description: "What comes before the catch-all. One of service, weights, redirect, respond." }),
  { path: NOWHERE },
);

/** Enough for an editor to underline a URL or capitals; what is wrong with a host is for its own rule to say. */
const HOST_IN_EDITORS = "^(?:\\*\\.)?[a-z0-9-]+(?:\\.[a-z0-9-]+)+$";

export const tenantSchema = z
  .strictObject({
    $schema: z.string().optional().meta({ description: "For completion in an editor." }),
    hosts: recovering(
      z
        .array(recovering(z.string().meta({ pattern: HOST_IN_EDITORS }), ""))
        .min(1, { error: "must list at least one host name" }),
      [""],
    ).meta({
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
    traffic: z
      .record(key(), z.int().min(0).max(MAX_DNS_WEIGHT))
      .optional()
      .meta({
        description:
          "With alsoOn and dns.externalDns: DNS weights by load balancer, 0–255. Default: 100 for the home, 0 for every other, which answers only when all others are unhealthy.",
        examples: [{ "edge-1": 90, "edge-2": 10 }],
      }),
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
    respond: respond.optional().meta({
      description: "Answers with a fixed response, instead of a service; with routes, everything but these paths.",
    }),
    status: z.enum(["active", "maintenance", "suspended"]).default("active").meta({
      description:
        "maintenance and suspended answer every request, from any source, with the platform's fixed response; the hosts stay claimed.",
    }),
    allowedCidrs: allowedCidrs.optional().meta({
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

export type TenantInput = z.output<typeof tenantSchema>;
export type RouteInput = z.output<typeof route>;

/** A validated tenant with the fleet's defaults filled in. */
export interface Tenant extends Omit<TenantInput, "$schema" | "loadBalancer" | "service" | "alsoOn" | "routes"> {
  /** The file's name. */
  readonly name: string;
  /** Where it lives: its own, the default, or the only load balancer. Undefined when none of them says. */
  readonly loadBalancer: string | undefined;
  readonly alsoOn: readonly string[];
  /** What answers where no route, weight or redirect does: its own, the default, or the only service. */
  readonly service: string | undefined;
  readonly routes: NonNullable<TenantInput["routes"]>;
  /** What the file itself says, before defaults. */
  readonly own: Pick<TenantInput, "loadBalancer" | "service">;
}

export type TenantDefaults = Pick<TenantInput, "loadBalancer" | "service">;

/**
 * A tenant with the platform's defaults filled in. Written out, since objects made by leaving keys out of another
 * are dictionaries to V8: with 8,000 tenants each rule took twice as long to look at them.
 */
export function resolveTenant(name: string, input: TenantInput, defaults: TenantDefaults): Tenant {
  const { loadBalancer, alsoOn, service, routes } = input;
  return {
    name,
    hosts: input.hosts,
    loadBalancer: loadBalancer ?? defaults.loadBalancer,
    alsoOn: alsoOn ?? [],
    traffic: input.traffic,
    service: service ?? defaults.service,
    weights: input.weights,
    routes: routes ?? [],
    redirect: input.redirect,
    respond: input.respond,
    status: input.status,
    allowedCidrs: input.allowedCidrs,
    order: input.order,
    labels: input.labels,
    annotations: input.annotations,
    description: input.description,
    owner: input.owner,
    own: { loadBalancer, service },
  } satisfies Record<keyof Tenant, unknown>;
}
