import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { Construct } from "constructs";
import type { AccessLogsConfig, AlarmsConfig, ManagedRulesConfig, RateLimitConfig } from "../model";
import { alarmResource } from "./alarm-resource";
import { watch } from "./alarms";
import { dashboardBody } from "./dashboard";
import type { MonitoredLoadBalancer, MonitoredTargetGroup } from "./metrics";
import type { Texts } from "./texts";

export interface MonitoringProps {
  readonly loadBalancer: MonitoredLoadBalancer;
  readonly targetGroups: readonly MonitoredTargetGroup[];
  readonly alarms: AlarmsConfig;
  readonly dashboard: boolean;
  /** ARNs of the HTTPS listener's certificates; empty where there is no such listener. */
  readonly certificateArns: readonly string[];
  /** Of the web ACL that `WebAcl` made for this load balancer. */
  readonly rateLimit?: RateLimitConfig;
  readonly managedRules?: ManagedRulesConfig;
  readonly accessLogs?: AccessLogsConfig;
}

/**
 * CloudWatch alarms and the dashboard of a load balancer, its target groups and its certificates.
 *
 * Terraform addresses: `aws_cloudwatch_metric_alarm.<alarm>`, `…<alarm>_<service or certificate>`,
 * `aws_cloudwatch_dashboard.dashboard`.
 *
 * @example
 * new Monitoring(stack, "monitoring", {
 *   loadBalancer: { fleet: "shop", key: "edge-1", arnSuffix: alb.arnSuffix, region: "eu-central-1" },
 *   targetGroups: [{ service: "web", arnSuffix: targetGroup.arnSuffix }],
 *   alarms: config.alarms,
 *   dashboard: config.dashboard,
 *   certificateArns: config.certificates.map(({ arn }) => arn),
 *   rateLimit: config.rateLimit,
 *   managedRules: config.managedRules,
 *   accessLogs: config.accessLogs,
 * });
 */
export class Monitoring extends Construct {
  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    const { loadBalancer, targetGroups, certificateArns, alarms, rateLimit, managedRules, accessLogs } = props;
    const { thresholds, runbooks, notifyOk } = alarms;
    const notify = [alarms.notify].flat();
    const texts: Texts = { logs: logsOf(accessLogs), runbooks };
    const watched = watch({ loadBalancer, targetGroups, thresholds, certificateArns, rateLimit, texts });
    const alarmArns = watched.flatMap(({ alarm }) =>
      alarm === undefined ? [] : [alarmResource(this, alarm, { notify, notifyOk }).arn],
    );
    if (!props.dashboard) return;
    const dashboard = new CloudwatchDashboard(this, "dashboard", {
      dashboardName: `${loadBalancer.fleet}-${loadBalancer.key}`,
      dashboardBody: JSON.stringify(
        dashboardBody({ loadBalancer, targetGroups, watched, alarmArns, rateLimit, managedRules }),
      ),
    });
    dashboard.overrideLogicalId("dashboard");
  }
}

function logsOf(accessLogs: AccessLogsConfig | undefined): Texts["logs"] {
  if (accessLogs === undefined) return "none";
  return accessLogs.athena === undefined ? "files" : "athena";
}
