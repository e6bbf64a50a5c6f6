export { measureCapacity } from "./capacity";
export { capacityDocument } from "./capacity-document";
export { type History, readHistory } from "./history";
export type { LargeTenant } from "./largest-tenants";
export { QUOTA_LABELS } from "./quota-labels";
export { readTraffic, type Traffic } from "./traffic";
export type { Capacity, LoadBalancerCapacity, QuotaCapacity } from "./types";
export { describeGrowth, describeRunOut, firstQuota } from "./words";
