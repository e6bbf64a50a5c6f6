import type { TenantLoss } from "./types";

/** What the reviewed resources are, as far as there is something to decide about them. */
export type DecidedKind =
  | "target-group"
  | "target-group-binding"
  | "ingress-class"
  | "ingress-class-parameters"
  | "anchor"
  | "pool"
  | "security-group"
  | "security-group-rule"
  | "web-acl";

/** One line of the table in decisions.ts. */
export interface Decision {
  /** Of a resource that is lost or vanished, the code is its kind and what happened: `target-group-destroyed`. */
  readonly code: string;
  /** As the configuration spells them (attributes.ts); `*` stands for any text. None: the resource as a whole. */
  readonly attributes: readonly string[];
  readonly when: Condition;
  readonly verdict: "block" | "attention" | "pass";
  /** What happens, as a clause; of a resource as a whole only what it is. */
  readonly change: string;
  /** What that does to the tenants. */
  readonly effect: string;
  /** What to do instead, or before. */
  readonly remediation?: string;
}

/** When a line fits; conditions.ts says what it means for the values of an attribute. */
export type Condition =
  /** The resource is destroyed, replaced or forgotten by Terraform. */
  | "lost"
  /** The resource was deleted outside of Terraform, and the plan creates it anew. */
  | "vanished"
  /** The resource is created, updated or lost, beside an IngressClassParams that exists already. */
  | "touched"
  /** An attribute has another value, or none, or may have (known after apply). */
  | "changed"
  /** An attribute had a value and has none, or may have none (known after apply). */
  | "emptied"
  /** An attribute had a value and has none. */
  | "removed"
  /** An attribute had none and has one, in an update or at creation. */
  | "added"
  /** A list lacks an entry that it had. */
  | "entry removed"
  /** A list begins with another entry. */
  | "first entry changed"
  /** true → anything else. */
  | "switched off"
  /** Of a binding's network: a port that no peer of before reaches any more. */
  | "port closed";

/** Tenants that lose something at the same time. */
export interface TenantLimit {
  readonly code: string;
  readonly loss: TenantLoss;
  /** What they are, after "5 tenants are". */
  readonly change: string;
  readonly effect: string;
  readonly remediation: string;
}

export interface PlanDecision {
  readonly code: string;
  readonly verdict: "block" | "attention";
  readonly change: string;
  readonly effect: string;
}
