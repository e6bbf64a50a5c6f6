import type { DnsRecord } from "../external-dns";
import type { PlanAction } from "./terraform-plan";

/** What the plans of a fleet's stacks will do, in tenants' words. */
export interface Review {
  /** `attention`: nothing is blocked, and somebody should look at something before it is applied. */
  readonly verdict: "pass" | "attention" | "block";
  readonly stacks: readonly StackReview[];
  /** Why the verdict is `block`. */
  readonly blocked: readonly Violation[];
  /** What to look at. */
  readonly attention: readonly Attention[];
  /** Tenants whose clients DNS will lead elsewhere, or in other parts. */
  readonly moves: readonly DnsMove[];
}

/** Where DNS will lead a tenant's clients. */
export interface DnsMove {
  readonly tenant: string;
  /** By load balancer, 0 to 1. */
  readonly shares: Readonly<Record<string, number>>;
}

/** What a tenant's Ingresses on a load balancer say to external-dns; undefined where there are none. */
export interface TenantDns {
  readonly tenant: string;
  readonly before: DnsRecord | undefined;
  readonly after: DnsRecord | undefined;
}

/** One plan. Lists are sorted by tenant or address. */
export interface StackReview {
  readonly stack: string;
  readonly added: readonly TenantChange[];
  readonly changed: readonly TenantChange[];
  /** An Ingress is deleted and made anew: the tenant is away for a while. */
  readonly replaced: readonly TenantChange[];
  readonly removed: readonly TenantChange[];
  readonly unchanged: readonly string[];
  /** Tenants that lose something else than their Ingress, though Terraform calls it an update; or whose Ingress vanished. */
  readonly losses: readonly {
    readonly tenant: string;
    readonly loss: Exclude<TenantLoss, "removed">;
    readonly address: string;
  }[];
  /** Of tenants that are not unchanged. */
  readonly dns: readonly TenantDns[];
  readonly drift: readonly Drift[];
  /** Resources that belong to no tenant. */
  readonly other: readonly OtherChange[];
  readonly outputs: readonly { readonly name: string; readonly actions: readonly PlanAction[] }[];
}

export interface TenantChange {
  readonly tenant: string;
  /** One phrase each. Nothing in it is sensitive, but strangers wrote parts of it: escape before printing. */
  readonly what: readonly string[];
  /** Terraform addresses of the Ingresses that change. */
  readonly addresses: readonly string[];
}

/** What somebody or something changed outside of Terraform. */
export interface Drift {
  /** Absent: a resource of no tenant. */
  readonly tenant?: string;
  readonly address: string;
  readonly what: readonly string[];
  /** Whether this plan puts it back. */
  readonly undone: boolean;
}

export interface OtherChange {
  readonly address: string;
  readonly actions: readonly PlanAction[];
  /** Names of what changes in an update (of a manifest in its `spec`), and what else is to be known. */
  readonly notes: readonly string[];
}

/** What a tenant can lose on a load balancer: its Ingress, all its hosts, its class, being answered as usual. */
export type TenantLoss = "removed" | "hosts" | "class" | "status" | "vanished";

/** What must not happen, with the reason and what to do instead. */
export interface Violation {
  /** What and how, such as `target-group-replaced`, `scheme-changed`, `too-many-removals`. */
  readonly code: string;
  readonly address: string;
  readonly message: string;
}

/** What a careful engineer wants to see before it happens. */
export interface Attention extends Violation {
  /** As in the configuration: `health_check.path`. Empty: the resource, or the plan, as a whole. */
  readonly attribute: string;
  /** As in the plan, without what is sensitive; null where there is no value. */
  readonly before: unknown;
  readonly after: unknown;
}
