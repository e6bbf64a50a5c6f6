import * as z from "zod";
import { AWS_LIMITS, FIXED_RESPONSE_CONTENT_TYPES } from "../aws";
import { accessLogsSchema } from "./access-logs";
import { alarmsSchema } from "./alarms";
import { dashboardSchema } from "./dashboard";
import { rateLimitSchema } from "./rate-limit";
import type { Placeholders } from "./repair";
import { arn, bucketName, identifier, key, kubernetesLabel, shaped } from "./text";

/** The definition of `platform.json`: it validates, it types, and the JSON Schema is made from it. */

const awsId = (prefix: string) =>
  shaped(new RegExp(`^${prefix}-[0-9a-f]{8}(?:[0-9a-f]{9})?$`), `an ID such as ${prefix}-0123456789abcdef0`);

const region = shaped(/^[a-z]{2,4}(?:-[a-z]+)+-\d$/, "an AWS Region such as eu-central-1");

const aws = z
  .strictObject({
    region: region.meta({ description: "AWS Region of the load balancers.", examples: ["eu-central-1"] }),
    vpcId: awsId("vpc").meta({ description: "The VPC of the targets.", examples: ["vpc-0123456789abcdef0"] }),
    allowedAccountIds: z
      .array(shaped(/^\d{12}$/, "an account ID of 12 digits"))
      .min(1, { error: "must list at least one account" })
      .meta({ description: "Terraform refuses every other account.", examples: [["123456789012"]] }),
    assumeRoleArn: arn("iam", "arn:aws:iam::123456789012:role/terraform", "role/[A-Za-z0-9_./+=,@-]+")
      .optional()
      .meta({ description: "Role that Terraform's AWS provider assumes." }),
    tags: z
      .record(z.string().min(1).max(128), z.string().max(256))
      .default({})
      .meta({ description: "Tags of every AWS resource, the ALB included.", examples: [{ team: "platform" }] }),
  })
  .meta({ description: "Where in AWS." });

const kubernetes = z
  .strictObject({
    namespace: kubernetesLabel().meta({
      description: "Namespace of the tenants' Ingresses. Must exist.",
      examples: ["tenants"],
    }),
    kubeconfig: z
      .strictObject({
        path: identifier().meta({ description: "Path of the kubeconfig file.", examples: ["~/.kube/config"] }),
        context: identifier().optional().meta({ description: "Context in it. Default: its current one." }),
      })
      .optional()
      .meta({ description: "Reach the cluster by a kubeconfig file. Either this or eks." }),
    eks: z
      .strictObject({
        clusterName: shaped(/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/, "an EKS cluster's name").meta({
          description: "Name of the EKS cluster, in the Region of the load balancers.",
          examples: ["prod"],
        }),
      })
      .optional()
      .meta({ description: "Reach an EKS cluster with a token of `aws eks get-token`. Either this or kubeconfig." }),
    controllerClusterName: identifier().optional().meta({
      description:
        "The controller's --cluster-name. Needed only where several clusters of one account have load balancers of the same name: the ALB is then also found by the tag elbv2.k8s.aws/cluster.",
    }),
  })
  .meta({ description: "Where in Kubernetes." });

const backend = z
  .union(
    [
      z.strictObject({
        local: z
          .strictObject({})
          .meta({ description: "Local files terraform.<fleet>.<stack>.tfstate in the project's root." }),
      }),
      z.strictObject({
        s3: z
          .strictObject({
            bucket: bucketName().meta({
              description: "Existing bucket of the states.",
              examples: ["acme-terraform-state"],
            }),
            region: region.meta({ description: "Region of the bucket." }),
            prefix: shaped(
              /^[A-Za-z0-9!_.'()-]+(?:\/[A-Za-z0-9!_.'()-]+)*$/,
              "a key prefix without slashes at its ends",
            ).meta({
              description: "Keys are <prefix>/<fleet>/<stack>.tfstate.",
              examples: ["tenantry/prod"],
            }),
            kmsKeyId: identifier().optional().meta({ description: "KMS key that encrypts the states." }),
          })
          .meta({ description: "An S3 bucket, with S3's own lock file (Terraform 1.10 or later)." }),
      }),
    ],
    {
      // Of one that is written, what is wrong with it is said.
      error: ({ input }) =>
        typeof input === "object" && input !== null && ("s3" in input || "local" in input)
          ? undefined
          : 'must be {"local": {}} or {"s3": { … }}',
    },
  )
  .default({ local: {} })
  .meta({ description: "Where Terraform keeps its states, one per stack: local files, or S3 with its own lock file." });

const response = (statusCode: number, body: string, use: string) =>
  z
    .strictObject({
      statusCode: z
        .int()
        .refine((code) => (code >= 200 && code <= 299) || (code >= 400 && code <= 599), {
          error: "must be 2xx, 4xx or 5xx",
        })
        .default(statusCode)
        .meta({ description: "2xx, 4xx or 5xx." }),
      contentType: z
        .enum(FIXED_RESPONSE_CONTENT_TYPES)
        .default("text/plain")
        .meta({ description: "One of the types that ALB sends.", examples: ["text/html"] }),
      body: z
        .string()
        .refine((text) => Buffer.byteLength(text) <= AWS_LIMITS.fixedResponseBodyBytes, {
          error: `must have at most ${AWS_LIMITS.fixedResponseBodyBytes} bytes`,
        })
        // biome-ignore lint/suspicious/noControlCharactersInRegex: AWS's XML cannot carry them
        .regex(/^[^\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]*$/, {
          error: "must contain no control characters but tabs and line breaks",
        })
        .default(body)
        .meta({ description: `At most ${AWS_LIMITS.fixedResponseBodyBytes} bytes.` }),
    })
    .prefault({})
    .meta({ description: use });

const responses = z
  .strictObject({
    unknownHost: response(404, "Not found", "Answers hosts that no tenant claims."),
    maintenance: response(503, "Down for maintenance", "Answers for tenants with status maintenance."),
    suspended: response(403, "Suspended", "Answers for tenants with status suspended."),
    forbidden: response(403, "Forbidden", "Answers sources outside a tenant's allowedCidrs."),
  })
  .prefault({})
  .meta({ description: "Fixed responses of the load balancers." });

const port = z.union([
  z.int().min(1).max(65535),
  shaped(/^(?=.*[a-z])(?!.*--)[a-z0-9](?:[a-z0-9-]{0,13}[a-z0-9])?$/, "a port number or a Kubernetes port name"),
]);

const healthCheck = z
  .strictObject({
    path: shaped(/^\/(?:(?![$%]\{)[!-~])*$/, "an absolute path")
      .max(1024)
      .optional()
      .meta({
        description: "Path (with GRPC a method) that is asked for. Default: /, with GRPC /AWS.ALB/healthcheck.",
        examples: ["/healthz"],
      }),
    port: z
      .union([z.int().min(1).max(65535), z.literal("traffic-port")])
      .default("traffic-port")
      .meta({
        description: "Port that is asked. Default: the one that gets the requests.",
        examples: [8081],
      }),
    protocol: z.enum(["HTTP", "HTTPS"]).optional().meta({ description: "Default: the target group's protocol." }),
    interval: z.int().min(5).max(300).default(15).meta({ description: "Seconds between checks." }),
    timeout: z.int().min(2).max(120).default(5).meta({ description: "Seconds to wait for an answer." }),
    healthyThreshold: z
      .int()
      .min(2)
      .max(10)
      .default(2)
      .meta({ description: "Good answers in a row after which a Pod gets requests." }),
    unhealthyThreshold: z
      .int()
      .min(2)
      .max(10)
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
      .max(604800)
      .default(86400)
      .meta({ description: "Seconds for which a client stays, up to a week." }),
    cookieName: shaped(
      /^(?!AWSALB)(?:(?![$%]\{)[!#$%&'*+.^_`|~0-9A-Za-z-])+$/,
      "a cookie's name not beginning with AWSALB",
    )
      .max(256)
      .optional()
      .meta({ description: "The application's cookie; with app_cookie only." }),
  })
  .meta({ description: "Keeps a client on one Pod." });

const service = z
  .strictObject({
    namespace: kubernetesLabel().meta({ description: "Namespace of the Kubernetes Service.", examples: ["apps"] }),
    name: shaped(/^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/, "the name of a Kubernetes Service").meta({
      description: "Name of the Kubernetes Service.",
      examples: ["web"],
    }),
    port: port.meta({ description: "Port of the Service, by number or name.", examples: [80, "http"] }),
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
      .max(3600)
      .default(300)
      .meta({ description: "Seconds that a leaving Pod may finish its requests." }),
    slowStart: z
      .int()
      .refine((seconds) => seconds === 0 || (seconds >= 30 && seconds <= 900), {
        error: "must be 0 (off) or 30 to 900 seconds",
      })
      .default(0)
      .meta({ description: "Seconds in which a new Pod gets a growing share; 0 is off." }),
    stickiness: stickiness.optional(),
    algorithm: z
      .enum(["round_robin", "least_outstanding_requests", "weighted_random"])
      .default("round_robin")
      .meta({ description: "How requests are spread over the Pods." }),
    crossZone: z
      .boolean()
      .optional()
      .meta({ description: "Cross-zone balancing. Default: the load balancer's setting." }),
    protect: z.boolean().default(true).meta({ description: "Terraform refuses to destroy the target group." }),
  })
  .meta({
    description: "A Kubernetes Service that answers for tenants; one target group per load balancer that carries it.",
  });

const certificate = z.strictObject({
  arn: z
    .union(
      [
        arn("acm", "arn:aws:acm:eu-central-1:123456789012:certificate/…", "certificate/[A-Za-z0-9-]+"),
        arn("iam", "arn:aws:iam::123456789012:server-certificate/…", "server-certificate/[A-Za-z0-9_./+=,@-]+"),
      ],
      { error: "must be the ARN of an ACM or IAM certificate" },
    )
    .meta({
      description: "Certificate of ACM (in the load balancer's Region and account) or of IAM.",
      examples: ["arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000001"],
    }),
  domains: z
    .array(z.string())
    .min(1, { error: "must list at least one domain" })
    .meta({
      description: "Names in the certificate; a wildcard covers exactly one label.",
      examples: [["shop.example", "*.shop.example"]],
    }),
});

const quota = (limit: number) => z.int().min(1).default(limit);

const quotas = z
  .strictObject({
    rules: quota(AWS_LIMITS.rulesPerLoadBalancer).meta({ description: "Rules per load balancer." }),
    certificates: quota(AWS_LIMITS.certificatesPerLoadBalancer).meta({
      description: "Certificates per load balancer beside the default.",
    }),
    securityGroupRules: quota(AWS_LIMITS.rulesPerSecurityGroup).meta({
      description: "Inbound rules per security group.",
    }),
  })
  .prefault({})
  .meta({ description: "Quotas that AWS raised for this account. Default: AWS's own." });

const loadBalancer = z
  .strictObject({
    services: z
      .array(key())
      .min(1, { error: "must list at least one service" })
      .meta({
        description: "Services whose target groups it carries, with or without tenants.",
        examples: [["web", "api"]],
      }),
    group: shaped(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/, "an IngressGroup's name")
      .max(63)
      .optional()
      .meta({
        description:
          "The IngressGroup. Default: the load balancer's name. An existing group's name takes over its ALB.",
      }),
    scheme: z
      .enum(["internet-facing", "internal"])
      .default("internal")
      .meta({ description: "A change makes another load balancer, with another DNS name." }),
    subnets: z
      .array(awsId("subnet"))
      .min(2, { error: "must list two or more subnets, in different Availability Zones" })
      .meta({
        description: "Two or more subnets in different Availability Zones, public ones for internet-facing.",
        examples: [["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]],
      }),
    securityGroups: z
      .array(awsId("sg"))
      .min(1)
      .max(AWS_LIMITS.securityGroupsPerLoadBalancer)
      .optional()
      .meta({ description: "Given security groups instead of one made here." }),
    inboundCidrs: z
      .array(z.string())
      .min(1)
      .optional()
      .meta({
        description: "Who may connect, for the security group made here. Default: everybody.",
        examples: [["0.0.0.0/0"]],
      }),
    ipAddressType: z
      .enum(["ipv4", "dualstack", "dualstack-without-public-ipv4"])
      .default("ipv4")
      .meta({ description: "Addresses of the load balancer." }),
    certificates: z
      .array(certificate)
      .default([])
      .meta({ description: "The first is the default. With none the load balancer is HTTP on port 80 only." }),
    http: z.enum(["redirect", "off", "keep"]).default("redirect").meta({
      description:
        "Port 80 beside HTTPS: redirect to it, off (nobody listens there), or keep (left to the other Ingresses of a group while its ALB is being taken over: the port stays open to clients).",
    }),
    sslPolicy: shaped(/^ELBSecurityPolicy-[A-Za-z0-9-]+$/, "a policy such as ELBSecurityPolicy-TLS13-1-2-2021-06")
      .default("ELBSecurityPolicy-TLS13-1-2-2021-06")
      .meta({ description: "TLS policy of the HTTPS listener." }),
    attributes: z
      .record(z.string(), z.string())
      .default({})
      .meta({
        description: "Further ALB attributes.",
        examples: [{ "routing.http.drop_invalid_header_fields.enabled": "true" }],
      }),
    deletionProtection: z
      .boolean()
      .default(false)
      .meta({ description: "AWS refuses to delete the load balancer. Recommended for internet-facing ones." }),
    idleTimeout: z
      .int()
      .min(1)
      .max(4000)
      .default(60)
      .meta({ description: "Seconds after which an idle connection is closed." }),
    accessLogs: accessLogsSchema.optional(),
    webAclArn: z
      .union(
        [
          z.literal("none"),
          arn("wafv2", "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/…", "regional/webacl/[A-Za-z0-9_/-]+"),
        ],
        {
          error: 'must be the ARN of a web ACL, or "none"',
        },
      )
      .optional()
      .meta({
        description:
          'An existing AWS WAF web ACL. Excludes rateLimit: an ALB has one web ACL. "none" takes the web ACL off the ALB; without this field and rateLimit the controller leaves the one that is there.',
      }),
    rateLimit: rateLimitSchema.optional(),
    alarms: alarmsSchema.prefault({}),
    dashboard: dashboardSchema,
    quotas,
    headroom: z.number().min(0).max(0.9).default(0.05).meta({ description: "Share of every quota that stays free." }),
  })
  .meta({ description: "One Application Load Balancer." });

export const platformSchema = z
  .strictObject({
    $schema: z.string().optional().meta({ description: "For completion in an editor." }),
    fleet: key().meta({ description: "Business name, used in every resource's name.", examples: ["shop"] }),
    aws,
    kubernetes,
    backend,
    domains: z
      .array(z.string())
      .default([])
      .meta({
        description:
          "DNS domains of the platform itself: below them one tenant's wildcard and another's exact host may stand together.",
        examples: [["shop.example"]],
      }),
    reservedHosts: z
      .array(z.string())
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
    responses,
    services: z
      .record(key(), service)
      .refine((services) => Object.keys(services).length > 0, { error: "must define at least one service" })
      .meta({
        description: "Services by name.",
        minProperties: 1,
        examples: [{ web: { namespace: "apps", name: "web", port: 80, targetPort: 8080 } }],
      }),
    loadBalancers: z
      .record(key(), loadBalancer)
      .refine((loadBalancers) => Object.keys(loadBalancers).length > 0, {
        error: "must define at least one load balancer",
      })
      .meta({
        description: "Load balancers by name; each is two Terraform stacks, <name> and <name>-tenants.",
        minProperties: 1,
      }),
  })
  .meta({ title: "Tenantry platform", description: "Services and load balancers: the platform team's file." });

const ANY_SERVICE = { namespace: "any", name: "any", port: 80 };
const ANY_SUBNETS = ["subnet-00000000", "subnet-00000001"];

/** What stands in for what is wrong in `platform.json`; the rules' findings about it are dropped. */
export const platformPlaceholders: Placeholders = {
  fleet: "any",
  aws: { region: "any-any-1", vpcId: "vpc-00000000", allowedAccountIds: ["000000000000"] },
  "aws.region": "any-any-1",
  "aws.vpcId": "vpc-00000000",
  "aws.allowedAccountIds": ["000000000000"],
  kubernetes: { namespace: "any", kubeconfig: { path: "any" } },
  "kubernetes.namespace": "any",
  "domains.#": "",
  "reservedHosts.#": "",
  "services.*": ANY_SERVICE,
  "services.*.namespace": ANY_SERVICE.namespace,
  "services.*.name": ANY_SERVICE.name,
  "services.*.port": ANY_SERVICE.port,
  "loadBalancers.*": { services: ["any"], subnets: ANY_SUBNETS },
  "loadBalancers.*.services": ["any"],
  "loadBalancers.*.subnets": ANY_SUBNETS,
  "loadBalancers.*.inboundCidrs.#": "",
  "loadBalancers.*.certificates.#.arn": "arn:aws:iam::000000000000:server-certificate/any",
  "loadBalancers.*.certificates.#.domains": [""],
  "loadBalancers.*.certificates.#.domains.#": "",
};

export type PlatformConfig = z.output<typeof platformSchema>;
export type ServiceConfig = z.output<typeof service>;
export type LoadBalancerConfig = z.output<typeof loadBalancer>;
export type FixedResponseConfig = z.output<typeof responses>["unknownHost"];

/** What a service is like of which its file says nothing but which Service it is; `stickiness` as it is when it is on. */
export function serviceDefaults(): ServiceConfig {
  return service.parse({ ...ANY_SERVICE, stickiness: { type: "lb_cookie" } });
}
