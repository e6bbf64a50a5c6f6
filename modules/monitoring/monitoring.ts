import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { Construct } from "constructs";
import type { AlarmsConfig, RateLimitConfig } from "../model";
import { alarmResource } from "./alarm-resource";
import { watch } from "./alarms";
import { dashboardBody } from "./dashboard";
import type { MonitoredLoadBalancer, MonitoredTargetGroup } from "./metrics";

export interface MonitoringProps {
  readonly loadBalancer: MonitoredLoadBalancer;
  readonly targetGroups: readonly MonitoredTargetGroup[];
  readonly alarms: AlarmsConfig;
  readonly dashboard: boolean;
  /** Whether there is an HTTPS listener. */
  readonly https: boolean;
  /** Of the web ACL that `RateLimit` made for this load balancer. */
  readonly rateLimit?: RateLimitConfig;
}

/**
 * CloudWatch alarms and the dashboard of a load balancer and its target groups.
 *
 * Terraform addresses: `aws_cloudwatch_metric_alarm.<alarm>`, `…<alarm>_<service>`, `aws_cloudwatch_dashboard.dashboard`.
 *
 * @example
 * new Monitoring(stack, "monitoring", {
 *   loadBalancer: { fleet: "shop", key: "edge-1", arnSuffix: alb.arnSuffix, region: "eu-central-1" },
 *   targetGroups: [{ service: "web", arnSuffix: targetGroup.arnSuffix }],
 *   alarms: config.alarms,
 *   dashboard: config.dashboard,
 *   https: config.certificates.length > 0,
 *   rateLimit: config.rateLimit,
 * });
 */
export class Monitoring extends Construct {
  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    const { loadBalancer, targetGroups, alarms, https, rateLimit } = props;
    const { thresholds } = alarms;
    const notify = [alarms.notify].flat();
    const watched = watch({ loadBalancer, targetGroups, thresholds, https, rateLimited: rateLimit !== undefined });
    const alarmArns = watched.flatMap(({ series, alarm }) =>
      alarm === undefined ? [] : [alarmResource(this, series, alarm, notify).arn],
    );
    if (!props.dashboard) return;
    const limitsClients = rateLimit?.requestsPerClient !== undefined;
    const dashboard = new CloudwatchDashboard(this, "dashboard", {
      dashboardName: `${loadBalancer.fleet}-${loadBalancer.key}`,
      dashboardBody: JSON.stringify(dashboardBody({ loadBalancer, targetGroups, watched, alarmArns, limitsClients })),
    });
    dashboard.overrideLogicalId("dashboard");
  }
}
