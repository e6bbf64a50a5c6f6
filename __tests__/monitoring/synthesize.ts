import type { Construct } from "constructs";
import { Testing } from "../../modules/cdktf";
import { accessLogsSchema } from "../../modules/model/access-logs";
import { alarmsSchema } from "../../modules/model/alarms";
import { rateLimitSchema } from "../../modules/model/rate-limit";
import { Monitoring, type MonitoringProps } from "../../modules/monitoring";

// biome-ignore lint/suspicious/noExplicitAny: Terraform JSON has every shape; expectations say which one.
export type Resource = Record<string, any>;

/** A load balancer as the constructs see it; the dimensions are tokens in real stacks. */
export const loadBalancer = { fleet: "shop", key: "edge-1", arnSuffix: "app/shop-edge-1/0123", region: "eu-central-1" };

export const web = { service: "web", arnSuffix: "targetgroup/shop-web-edge-1/4567" };
export const api = { service: "public-api", arnSuffix: "targetgroup/shop-public-api-edge-1/89ab" };

/** The synthesized resources, by type and name. */
export function resources(build: (scope: Construct) => void): Record<string, Record<string, Resource>> {
  return JSON.parse(Testing.synthScope((scope) => build(scope))).resource ?? {};
}

export const CERTIFICATE = "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000001";

type Input = Partial<Omit<MonitoringProps, "alarms" | "rateLimit" | "accessLogs">> & {
  alarms?: object;
  rateLimit?: object;
  accessLogs?: object;
};

/** The resources of `Monitoring`, with settings as they stand in `platform.json`. */
export function monitoring({
  alarms = {},
  rateLimit,
  accessLogs,
  ...props
}: Input = {}): Record<string, Record<string, Resource>> {
  return resources((scope) => {
    new Monitoring(scope, "monitoring", {
      loadBalancer,
      targetGroups: [web],
      dashboard: true,
      certificateArns: [CERTIFICATE],
      alarms: alarmsSchema.parse(alarms),
      rateLimit: rateLimit && rateLimitSchema.parse(rateLimit),
      accessLogs: accessLogs && accessLogsSchema.parse(accessLogs),
      ...props,
    });
  });
}

export function alarms(input: Input = {}): Record<string, Resource> {
  return monitoring({ rateLimit: { requestsPerHost: 1000 }, ...input }).aws_cloudwatch_metric_alarm ?? {};
}
