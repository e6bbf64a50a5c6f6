export type { AccessLogsConfig } from "./access-logs";
export type { AlarmsConfig } from "./alarms";
export { type DecodingCode, MODEL_FINDINGS } from "./finding-kinds";
export {
  type DecodedFleet,
  decodeFleet,
  type Fleet,
  PLATFORM_FILE,
  type Tenant,
  tenantDefaults,
  tenantFile,
  withTenant,
} from "./fleet";
export { jsonSchemas } from "./json-schemas";
export { nearest } from "./nearest";
export {
  type FixedResponseConfig,
  type LoadBalancerConfig,
  type PlatformConfig,
  type ServiceConfig,
  serviceDefaults,
} from "./platform";
export type { RateLimitConfig } from "./rate-limit";
export { MAX_ORDER, type RedirectInput, type RouteInput, type TenantInput } from "./tenant";
export { KEY_PATTERN, TENANT_NAME_PATTERN, TENANT_NAME_RULE } from "./text";
