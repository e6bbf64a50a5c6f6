import * as z from "zod";
import { HEALTH_CHECK_LIMITS, TARGET_GROUP_LIMITS } from "../../aws";
import { recovering } from "../recovery";
import { kubernetesLabel, portNumber, shaped } from "../text";

/** Stands in for a service of which nothing can be used. */
const ANY_SERVICE = { namespace: "any", name: "any", port: 80 };

const port = z.union([
  portNumber(),
  shaped(/^(?=.*[a-z])(?!.*--)[a-z0-9](?:[a-z0-9-]{0,13}[a-z0-9])?$/, "a port number or a Kubernetes port name"),
]);

const { minInterval, maxInterval, minTimeout, maxTimeout, minThreshold, maxThreshold } = HEALTH_CHECK_LIMITS;
const { minSlowStart, maxSlowStart } = TARGET_GROUP_LIMITS;

const healthCheck = z
  .strictObject({
    path: shaped(/^\/(?:(?![$%]\{)[!-~])*$/, "an absolute path")
      .max(TARGET_GROUP_LIMITS.healthCheckPathLength)
      .optional()
      .meta({
        description: "Path (with GRPC a method) that is asked for. Default: /, with GRPC /AWS.ALB/healthcheck.",
        examples: ["/healthz"],
      }),
    port: z
      .union([portNumber(), z.literal("traffic-port")])
      .default("traffic-port")
      .meta({
        description: "Port that is asked. Default: the one that gets the requests.",
        examples: [8081],
      }),
    protocol: z.enum(["HTTP", "HTTPS"]).optional().meta({ description: "Default: the target group's protocol." }),
    interval: z.int().min(minInterval).max(maxInterval).default(15).meta({ description: "Seconds between checks." }),
    timeout: z.int().min(minTimeout).max(maxTimeout).default(5).meta({ description: "Seconds to wait for an answer." }),
    healthyThreshold: z
      .int()
      .min(minThreshold)
      .max(maxThreshold)
      .default(2)
      .meta({ description: "Good answers in a row after which a Pod gets requests." }),
    unhealthyThreshold: z
      .int()
      .min(minThreshold)
      .max(maxThreshold)
      .default(2)
      .meta({ description: "Bad answers in a row after which it gets none." }),
    matcher: shaped(/^\d{1,3}(?:-\d{1,3})?(?:,\d{1,3}(?:-\d{1,3})?)*$/, "status codes such as 200 or 200-299,404")
      .optional()
      .meta({
        description: "Codes that count as healthy: HTTP 200–499, gRPC 0–99. Default: 200, with GRPC 12.",
        examples: ["200", "200-299"],
      }),
  })
  .prefault({})
  .meta({ description: "How the load balancer asks whether a Pod is healthy." });

const stickiness = z
  .strictObject({
    type: z
      .enum(["lb_cookie", "app_cookie"])
      .meta({ description: "By a cookie of the load balancer, or by one of the application." }),
    durationSeconds: z
      .int()
      .min(1)
      .max(TARGET_GROUP_LIMITS.maxStickinessSeconds)
      .default(86400)
      .meta({ description: "Seconds for which a client stays, up to a week." }),
    cookieName: shaped(
      /^(?!AWSALB)(?:(?![$%]\{)[!#$%&'*+.^_`|~0-9A-Za-z-])+$/,
      "a cookie's name not beginning with AWSALB",
    )
      .max(TARGET_GROUP_LIMITS.cookieNameLength)
      .optional()
      .meta({ description: "The application's cookie; with app_cookie only." }),
  })
  .meta({ description: "Keeps a client on one Pod." });

const healthyTargets = (use: string) =>
  z
    .strictObject({
      count: z
        .int()
        .min(1)
        .max(TARGET_GROUP_LIMITS.targets)
        .default(1)
        .meta({ description: "Healthy targets in a zone, at least." }),
      percentage: z
        .int()
        .min(1)
        .max(100)
        .optional()
        .meta({ description: "Share of healthy targets in a zone, at least, in percent. Default: no share." }),
    })
    .prefault({})
    .meta({ description: use });

const targetGroupHealth = z
  .strictObject({
    dnsFailover: healthyTargets("With less, the zone's address leaves the load balancer's DNS name."),
    unhealthyStateRouting: healthyTargets(
      "With less, requests go to all targets of the zone, unhealthy ones included.",
    ),
  })
  .meta({
    description:
      "When a zone counts as unhealthy. Left out again, what was set stays: write AWS's defaults, a count of 1, first.",
    examples: [{ dnsFailover: { count: 2 }, unhealthyStateRouting: { count: 1, percentage: 20 } }],
  });

/** `services.<name>` of `platform.json`. */
export const serviceSchema = recovering(
  z
    .strictObject({
      namespace: recovering(kubernetesLabel(), ANY_SERVICE.namespace).meta({
        description: "Namespace of the Kubernetes Service.",
        examples: ["apps"],
      }),
      name: recovering(
        shaped(/^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/, "the name of a Kubernetes Service"),
        ANY_SERVICE.name,
      ).meta({
        description: "Name of the Kubernetes Service.",
        examples: ["web"],
      }),
      port: recovering(port, ANY_SERVICE.port).meta({
        description: "Port of the Service, by number or name.",
        examples: [80, "http"],
      }),
      targetPort: port.optional().meta({
        description: "Port of the Pods, by number or name; opened for the load balancer. Default: port.",
        examples: [8080],
      }),
      protocol: z
        .enum(["HTTP", "HTTPS"])
        .default("HTTP")
        .meta({ description: "How the load balancer speaks to the Pods." }),
      protocolVersion: z
        .enum(["HTTP1", "HTTP2", "GRPC"])
        .default("HTTP1")
        .meta({ description: "HTTP2 and GRPC need a load balancer with a certificate." }),
      targetType: z
        .enum(["ip", "instance"])
        .default("ip")
        .meta({ description: "Pods by their address, or nodes by the Service's node port." }),
      ipAddressType: z
        .enum(["ipv4", "ipv6"])
        .default("ipv4")
        .meta({ description: "Addresses of the Pods. ipv6 needs a dualstack load balancer." }),
      healthCheck,
      deregistrationDelay: z
        .int()
        .min(0)
        .max(TARGET_GROUP_LIMITS.maxDeregistrationDelay)
        .default(300)
        .meta({ description: "Seconds that a leaving Pod may finish its requests." }),
      slowStart: z
        .int()
        .refine((seconds) => seconds === 0 || (seconds >= minSlowStart && seconds <= maxSlowStart), {
          error: `must be 0 (off) or ${minSlowStart} to ${maxSlowStart} seconds`,
        })
        .default(0)
        .meta({ description: "Seconds in which a new Pod gets a growing share; 0 is off." }),
      stickiness: stickiness.optional(),
      algorithm: z
        .enum(["round_robin", "least_outstanding_requests", "weighted_random"])
        .default("round_robin")
        .meta({ description: "How requests are spread over the Pods." }),
      anomalyMitigation: z.boolean().optional().meta({
        description:
          "Sends less to targets that fail more than the others; with weighted_random. Write false before another algorithm.",
      }),
      targetGroupHealth: targetGroupHealth.optional(),
      crossZone: z
        .boolean()
        .optional()
        .meta({ description: "Cross-zone balancing. Default: the load balancer's setting." }),
      protect: z.boolean().default(true).meta({ description: "Terraform refuses to destroy the target group." }),
    })
    .meta({
      description: "A Kubernetes Service that answers for tenants; one target group per load balancer that carries it.",
    }),
  ANY_SERVICE,
);

export type ServiceConfig = z.output<typeof serviceSchema>;

/** What a service is like of which its file says nothing but which Service it is; `stickiness` as it is when it is on. */
export function serviceDefaults(): ServiceConfig {
  return serviceSchema.parse({ ...ANY_SERVICE, stickiness: { type: "lb_cookie" } });
}
