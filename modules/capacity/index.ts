export {
  type Capacity,
  type LoadBalancerCapacity,
  measureCapacity,
  type QuotaCapacity,
} from "./capacity";
export { type History, readHistory } from "./history";
export type { LargeTenant } from "./largest-tenants";
export { QUOTA_LABELS } from "./quota-labels";
export { renderCapacity, renderCapacityMarkdown } from "./render";
export { describeGrowth, describeRunOut, firstQuota } from "./words";
