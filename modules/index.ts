/**
 * The library: what `tenantry` and `main.ts` are made of, for a cdktf app of one's own.
 *
 * @example
 * import { checkFleet, fleetApp, renderFindings, styleFor } from "tenantry";
 *
 * const { fleet, plan, findings } = checkFleet(".");
 * if (findings.length > 0) console.error(renderFindings(findings, styleFor(process.stderr)));
 * if (plan === undefined) process.exit(1);
 * fleetApp(fleet, plan).synth();
 */

export {
  type Action,
  type Conditions,
  describeAction,
  describeRule,
  type Evaluation,
  evaluate,
  type Listener,
  type ListenerRule,
  parseRequest,
  type Request,
  RequestError,
} from "./alb";
export { countFindings, fleetDirectory, renderFindings, renderSummary } from "./commands";
export {
  LoadBalancer,
  type LoadBalancerProps,
  literal,
  literalMap,
  mapElement,
  SharedTargetGroup,
  type SharedTargetGroupProps,
  type TargetGroupArn,
  TenantIngress,
  type TenantIngressProps,
} from "./constructs";
export { UserError } from "./errors";
export type { Finding, Location, Severity } from "./findings";
export { checkFleet, checkSource, type PlannedFleet, type RefusedFleet } from "./fleet";
export {
  type AccessLogsConfig,
  type AlarmsConfig,
  type FixedResponseConfig,
  type Fleet,
  jsonSchemas,
  type LoadBalancerConfig,
  type ManagedRulesConfig,
  type PlatformConfig,
  type RateLimitConfig,
  type ServiceConfig,
  type Tenant,
} from "./model";
export {
  AccessLogTable,
  type AccessLogTableProps,
  type MonitoredLoadBalancer,
  type MonitoredTargetGroup,
  Monitoring,
  type MonitoringProps,
  WebAcl,
  type WebAclProps,
} from "./monitoring";
export {
  type IngressPlan,
  type IngressRule,
  type ListenerPlan,
  type LoadBalancerPlan,
  type Plan,
  type PlannedAction,
  type PlannedRule,
  type PlannedTargetGroup,
  planFleet,
  type QuotaName,
  type QuotaUse,
  type StackNames,
  stackNames,
  type TargetGroupPlan,
} from "./plan";
export { FleetNotFoundError, type FleetSource, readFleet, SourceDocument, type TenantDocument } from "./source";
export {
  fleetApp,
  LoadBalancerStack,
  type LoadBalancerStackProps,
  leadTo,
  OtherStateError,
  outputDirectory,
  refuseOtherStates,
  TenantsStack,
  type TenantsStackProps,
} from "./stacks";
export { escapeControls, Progress, type ProgressStream, type Style, styleFor } from "./terminal";
