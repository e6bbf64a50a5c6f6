import * as z from "zod";
import { AWS_LIMITS, KUBERNETES_LIMITS } from "../../aws";
import { CONTROLLER_KINDS } from "../../controller";
import { accessLogsSchema } from "../access-logs";
import { alarmsSchema } from "../alarms";
import { dashboardSchema } from "../dashboard";
import { managedRulesSchema } from "../managed-rules";
import { poolsSchema } from "../pools";
import { rateLimitSchema } from "../rate-limit";
import { recovering } from "../recovery";
import { arn, awsId, key, shaped } from "../text";

/** Their names end in two digits, 00 to 99. */
const MAX_TENANT_STACKS = 100;

const ANY_SUBNETS = ["subnet-00000000", "subnet-00000001"];

const certificate = z.strictObject({
  arn: recovering(
    z.union(
      [
        arn("acm", "arn:aws:acm:eu-central-1:123456789012:certificate/…", "certificate/[A-Za-z0-9-]+"),
        arn("iam", "arn:aws:iam::123456789012:server-certificate/…", "server-certificate/[A-Za-z0-9_./+=,@-]+"),
      ],
      { error: "must be the ARN of an ACM or IAM certificate" },
    ),
    "arn:aws:iam::000000000000:server-certificate/any",
  ).meta({
    description: "Certificate of ACM (in the load balancer's Region and account) or of IAM.",
    examples: ["arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000001"],
  }),
  domains: recovering(z.array(recovering(z.string(), "")).min(1, { error: "must list at least one domain" }), [
    "",
  ]).meta({
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

/** `loadBalancers.<name>` of `platform.json`: one ALB. */
export const loadBalancerSchema = recovering(
  z
    .strictObject({
      services: recovering(z.array(key()).min(1, { error: "must list at least one service" }), ["any"]).meta({
        description: "Services whose target groups it carries, with or without tenants.",
        examples: [["web", "api"]],
      }),
      controller: z.enum(CONTROLLER_KINDS).optional().meta({
        description:
          "What builds this ALB. Default: kubernetes.controller. Never change it on a load balancer that exists: nothing takes its ALB over. Add another load balancer and move the tenants (docs/auto-mode.md).",
      }),
      group: shaped(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/, "an IngressGroup's name")
        .max(KUBERNETES_LIMITS.labelLength)
        .optional()
        .meta({
          description:
            "The IngressGroup. Default: the load balancer's name. An existing group's name takes over its ALB.",
        }),
      scheme: z
        .enum(["internet-facing", "internal"])
        .default("internal")
        .meta({ description: "A change makes another load balancer, with another DNS name." }),
      subnets: recovering(
        z.array(awsId("subnet")).min(2, { error: "must list two or more subnets, in different Availability Zones" }),
        ANY_SUBNETS,
      ).meta({
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
        .array(recovering(z.string(), ""))
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
        .meta({
          description:
            "TLS policy of the HTTPS listener. AWS recommends ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09, which leaves out old ciphers of TLS 1.2.",
        }),
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
        .max(AWS_LIMITS.maxIdleTimeout)
        .default(60)
        .meta({ description: "Seconds after which an idle connection is closed." }),
      accessLogs: accessLogsSchema.optional(),
      webAclArn: z
        .union(
          [
            z.literal("none"),
            arn(
              "wafv2",
              "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/…",
              "regional/webacl/[A-Za-z0-9_/-]+",
            ),
          ],
          {
            error: 'must be the ARN of a web ACL, or "none"',
          },
        )
        .optional()
        .meta({
          description:
            'An existing AWS WAF web ACL. Excludes rateLimit and managedRules: an ALB has one web ACL. "none" takes the web ACL off the ALB; without any of the three the controller leaves the one that is there.',
        }),
      managedRules: managedRulesSchema.optional(),
      rateLimit: rateLimitSchema.optional(),
      tenantStacks: z.int().min(1).max(MAX_TENANT_STACKS).default(1).meta({
        description:
          "Number of Terraform stacks that share the tenants' Ingresses, so that a tenant's commit plans a part of them only. A change moves states: see docs/tenant-stacks.md.",
      }),
      alarms: alarmsSchema.prefault({}),
      dashboard: dashboardSchema,
      pools: poolsSchema,
      quotas,
      headroom: z.number().min(0).max(0.9).default(0.05).meta({ description: "Share of every quota that stays free." }),
    })
    .meta({ description: "One Application Load Balancer." }),
  { services: ["any"], subnets: ANY_SUBNETS },
);

export type LoadBalancerConfig = z.output<typeof loadBalancerSchema>;
