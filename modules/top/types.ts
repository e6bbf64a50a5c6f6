import type { Outcome } from "./outcome";
import type { Figures } from "./tally";

/** What requests are added up by. */
export type TopBy = "tenant" | "host" | "status";

/** Who it is: what access logs say about the load balancers of a fleet. */
export interface Top {
  readonly by: TopBy;
  /** ISO 8601; undefined where everything that there is was read. */
  readonly since: string | undefined;
  /** When it was asked. */
  readonly now: string;
  readonly loadBalancers: readonly LoadBalancerTop[];
  readonly filesRead: number;
  /** Files that could be read in part only, or not at all. */
  readonly damagedFiles: readonly { readonly name: string; readonly why: string }[];
  /** Lines that are not entries, and where the first ones are (`file:line`). */
  readonly unparsable: { readonly lines: number; readonly examples: readonly string[] };
  /** Entries that are about an earlier time. */
  readonly earlierEntries: number;
  /** Entries of ALBs that were not asked about, by the ALB's name. */
  readonly otherLoadBalancers: Readonly<Record<string, number>>;
}

export interface LoadBalancerTop {
  /** The key in `platform.json`. */
  readonly key: string;
  /** The ALB's name in the logs; the planned one when there is no entry. */
  readonly name: string;
  /** Times of the first and last entry. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** What the newest file is about ends here; without ALB's own file names, the time of the last entry. */
  readonly newest: string | undefined;
  readonly total: Figures;
  /** Those with most requests first. */
  readonly rows: readonly Row[];
  /** Whether there were more than are counted: the rarest rows are missing then, and counts may be too high. */
  readonly overflowed: boolean;
  readonly unclaimed: Unclaimed;
}

/** One tenant, host or status. */
export interface Row extends Figures {
  /** Absent in rows of statuses; null where nobody claims the host. */
  readonly tenant?: string | null;
  /** Rows of hosts only; empty where the request named none. */
  readonly host?: string;
  /** Rows of statuses only. */
  readonly outcome?: Outcome;
  /** Its part of all requests, 0 to 1. */
  readonly share: number;
  /** How many of its requests may be other hosts'; 0 when exact. */
  readonly overcount: number;
}

/** Requests for hosts that no tenant claims. */
export interface Unclaimed {
  readonly requests: number;
  /** Most frequent first. */
  readonly hosts: readonly { readonly host: string; readonly requests: number; readonly overcount: number }[];
  readonly overflowed: boolean;
}
