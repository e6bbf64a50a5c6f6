import type { PlanAction } from "./terraform-plan";

/** What the plans of a fleet's stacks will do, in tenants' words. */
export interface Review {
  readonly verdict: "pass" | "block";
  readonly stacks: readonly StackReview[];
  /** Why the verdict is `block`. */
  readonly blocked: readonly Block[];
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

/** What must not happen, with the reason and the way out. */
export interface Block {
  /** What and how, such as `target-group-replaced`, `scheme-changed`, `too-many-removals`. */
  readonly code: string;
  readonly address: string;
  readonly message: string;
}
