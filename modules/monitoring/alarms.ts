import type { AlarmsConfig, RateLimitConfig } from "../model";
import type { Alarm, AlarmName, Definition } from "./alarm";
import {
  CERTIFICATE_ALARMS,
  certificateId,
  HTTPS_ALARMS,
  isMeasured,
  LOAD_BALANCER_ALARMS,
  RATE_LIMIT_ALARMS,
} from "./load-balancer-alarms";
import type { MonitoredLoadBalancer, MonitoredTargetGroup } from "./metrics";
import type { Series } from "./series";
import { TARGET_GROUP_ALARMS } from "./target-group-alarms";
import type { Texts } from "./texts";

/** What is watched, whether or not there is an alarm on it. */
export interface Watched {
  readonly name: AlarmName;
  /** As it is drawn on the dashboard. */
  readonly series: Series;
  /** Undefined where the alarm is switched off. */
  readonly alarm?: Alarm;
}

export interface WatchedProps {
  readonly loadBalancer: MonitoredLoadBalancer;
  readonly targetGroups: readonly MonitoredTargetGroup[];
  readonly thresholds: AlarmsConfig["thresholds"];
  /** ARNs of the HTTPS listener's certificates; empty where there is no such listener. */
  readonly certificateArns: readonly string[];
  /** Of the web ACL that was made for this load balancer, if it has one. */
  readonly rateLimit?: RateLimitConfig;
  readonly texts: Texts;
}

/** Everything watched on a load balancer, with the alarms that are not switched off. */
export function watch(props: WatchedProps): Watched[] {
  const { loadBalancer, targetGroups, certificateArns, rateLimit } = props;
  const own = [...LOAD_BALANCER_ALARMS, ...(certificateArns.length > 0 ? HTTPS_ALARMS : [])];
  const limits = rateLimit === undefined ? [] : [{ loadBalancer, rateLimit }];
  const measured = [...new Set(certificateArns)].filter(isMeasured);
  return [
    ...own.map((definition) => watched(props, definition, loadBalancer)),
    ...RATE_LIMIT_ALARMS.flatMap((definition) => limits.map((limit) => watched(props, definition, limit))),
    ...CERTIFICATE_ALARMS.flatMap((definition) =>
      measured.map((arn) => watched(props, definition, arn, certificateId(arn))),
    ),
    ...TARGET_GROUP_ALARMS.flatMap((definition) =>
      targetGroups.map((targetGroup) => watched(props, definition, { loadBalancer, targetGroup }, targetGroup.service)),
    ),
  ];
}

/** @param of the service or certificate that it is about, where a load balancer has several */
function watched<S>(
  { loadBalancer: { fleet, key }, thresholds, texts }: WatchedProps,
  definition: Definition<AlarmName, S>,
  subject: S,
  of?: string,
): Watched {
  const { name, missingData = "fine" } = definition;
  const settings = thresholds[name] || undefined;
  const series = definition.series(subject, settings);
  if (settings === undefined) return { name, series };
  const words = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const suffix = of === undefined ? [] : [of];
  return {
    name,
    series,
    alarm: {
      name: [fleet, key, name, ...suffix].join("-"),
      resourceId: [words, ...suffix].join("_"),
      description: definition.description(texts),
      series: definition.gated?.(series, settings, subject) ?? series,
      limit: definition.limit?.(settings) ?? { type: "atLeast", threshold: settings.threshold! },
      settings,
      missingData,
    },
  };
}
