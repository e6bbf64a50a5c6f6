export type { AccessLogsConfig } from "./access-logs";
export type { AlarmsConfig } from "./alarms";
export { nearest } from "./decode";
export { type DecodedFleet, decodeFleet, type Fleet, PLATFORM_FILE, type Tenant, tenantFile } from "./fleet";
export { jsonSchemas } from "./json-schemas";
export type { FixedResponseConfig, LoadBalancerConfig, PlatformConfig, ServiceConfig } from "./platform";
export type { RateLimitConfig } from "./rate-limit";
export type { RedirectInput, RouteInput } from "./tenant";
export { KEY_PATTERN, KEY_RULE, TENANT_NAME_PATTERN, TENANT_NAME_RULE } from "./text";
