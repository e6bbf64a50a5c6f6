export type { AccessLogsConfig } from "./access-logs";
export type { AlarmsConfig } from "./alarms";
export { type DecodingCode, MODEL_FINDINGS } from "./finding-kinds";
export { type FixedResponseConfig, respondDefaults } from "./fixed-response";
export {
  type DecodedFleet,
  decodeFleet,
  type Fleet,
  tenantDefaults,
  withTenant,
} from "./fleet";
export { jsonSchemas } from "./json-schemas";
export type { ManagedRulesConfig } from "./managed-rules";
export { nearest } from "./nearest";
export {
  type LoadBalancerConfig,
  type PlatformConfig,
  responseDefaults,
  type ServiceConfig,
  serviceDefaults,
} from "./platform";
export type { RateLimitConfig } from "./rate-limit";
export type { RedirectInput } from "./redirect";
export { MAX_ORDER, type RouteInput, type Tenant, type TenantInput } from "./tenant";
export { KEY_PATTERN, TENANT_NAME_PATTERN, TENANT_NAME_RULE } from "./text";
