import type { Finding, Severity } from "./finding";

/** A kind of finding: what all findings with one code have in common. */
export interface FindingKind<Code extends string = string> {
  /** In kebab case: `host-conflict`. */
  readonly code: Code;
  readonly severity: Severity;
  /** What is refused or warned of, as a noun phrase: "a host claimed twice, on any load balancer". */
  readonly summary: string;
  /** Why, or what is right, in whole sentences. Each finding has its own help beside this. */
  readonly help?: string;
  /** Fleets without such a finding. */
  readonly valid?: readonly FleetExample[];
  /** Fleets with such findings, and no others. */
  readonly invalid?: readonly FleetExample[];
}

/**
 * What a fleet has beside, or instead of, what a small valid one has (`__tests__/support/example-fleet.ts`). Its own
 * `tenants` are all that there are.
 */
export interface FleetExample {
  /** Parts of `platform.json`: objects are merged, everything else replaces what is there, undefined removes it. */
  readonly platform?: Readonly<Record<string, unknown>>;
  /** By name, what the file says. */
  readonly tenants?: Readonly<Record<string, unknown>>;
  /** Other fleets of the same project: by directory, what their `platform.json` says. */
  readonly beside?: Readonly<Record<string, unknown>>;
}

/** A finding before it is known which code it gets. */
export type UncodedFinding = Omit<Finding, "code" | "severity">;
