export { AccessLogTable, type AccessLogTableProps } from "./access-log-table";
export type { MonitoredLoadBalancer, MonitoredTargetGroup } from "./metrics";
export { Monitoring, type MonitoringProps } from "./monitoring";
export { WebAcl, type WebAclProps } from "./web-acl";
