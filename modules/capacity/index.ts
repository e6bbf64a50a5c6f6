export {
  type Capacity,
  type LoadBalancerCapacity,
  measureCapacity,
  type QuotaCapacity,
} from "./capacity";
export { capacityDocument } from "./capacity-document";
export { type History, readHistory } from "./history";
export type { LargeTenant } from "./largest-tenants";
export { QUOTA_LABELS } from "./quota-labels";
export { describeGrowth, describeRunOut, firstQuota } from "./words";
