export { AccessLogTable, type AccessLogTableProps } from "./access-log-table";
export type { MonitoredLoadBalancer, MonitoredTargetGroup } from "./metrics";
export { Monitoring, type MonitoringProps } from "./monitoring";
export { RateLimit, type RateLimitProps } from "./rate-limit";
