import type { QuotaName, QuotaUse } from "../plan";
import type { Growth, Week } from "./forecast";
import type { LargeTenant } from "./largest-tenants";
import type { OrderAdvice } from "./order-advice";
import type { ProposedMove } from "./proposed-moves";
import type { RuleCosts } from "./rule-costs";

/** How full a fleet's load balancers are, and until when they last. The plan counts; nothing is counted again here. */
export interface Capacity {
  /** The day (UTC) on which the forecasts were made. */
  readonly date: string;
  /** In the plan's order. */
  readonly loadBalancers: readonly LoadBalancerCapacity[];
  /** After these no load balancer is short of listener rules, as far as others have room. */
  readonly moves: readonly ProposedMove[];
}

export interface LoadBalancerCapacity {
  readonly key: string;
  /** The ALB's name. */
  readonly name: string;
  /** Numbers of tenants and of their host names. */
  readonly tenants: number;
  readonly hosts: number;
  readonly quotas: Readonly<Record<QuotaName, QuotaCapacity>>;
  /** The quota that is used up first; where no week is known, the fullest. */
  readonly firstToRunOut: QuotaName;
  /** Null when there is no forecast. */
  readonly growth: Growth | null;
  /** Null when there is a forecast. Completes "no forecast: …". */
  readonly noForecast: string | null;
  readonly largestTenants: readonly LargeTenant[];
  readonly ruleCosts: RuleCosts;
  /** Empty where no traffic is given. */
  readonly orderAdvice: readonly OrderAdvice[];
  /** What to do, as sentences; empty when there is nothing to do yet. */
  readonly advice: readonly string[];
}

export interface QuotaCapacity extends QuotaUse {
  /** `full`: nothing more fits; `tight`: four fifths of what may be used is used. */
  readonly level: "ok" | "tight" | "full";
  /** The week in which it is used up; null when it is not known, or not within two years. */
  readonly runsOut: Week | null;
}
