/** What `verify` found; `JSON.stringify` of it is the output of `tenantry verify --json`. */
export interface Verification {
  /** Whether every load balancer has converged. */
  readonly ok: boolean;
  /** By key in `platform.json`. */
  readonly loadBalancers: Readonly<Record<string, LoadBalancerVerification>>;
}

export interface LoadBalancerVerification {
  /** `missing`: no ALB carries the group's tag. */
  readonly state: "converged" | "different" | "missing";
  /** Empty when converged. By port; on a port first what concerns the listener, then rules by priority. */
  readonly differences: readonly Difference[];
  /** The controller's warnings, newest first. Empty when converged. */
  readonly events: readonly GroupEvent[];
  /** What was not looked at, and why, in sentences. */
  readonly notes: readonly string[];
  /** The ALB's ARN; absent when missing. */
  readonly arn?: string;
}

/** One way in which the ALB differs from the plan. `expected` is the plan's side, `actual` AWS's. */
export interface Difference {
  readonly kind: "missing" | "unexpected" | "changed";
  readonly subject:
    | ("rule" | "default-action" | "listener" | "certificate" | "targets" | "load-balancer")
    | ("scheme" | "security-groups" | "tls-policy" | "deletion-protection" | "web-acl");
  readonly port: number;
  /** The rule's: the plan's, or AWS's where the plan has no such rule. Null for everything but rules. */
  readonly priority: number | null;
  readonly tenant?: string;
  /** The domain of the pool whose rule it is, which answers for every tenant without a rule of its own. */
  readonly pool?: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
  /** The same in words, without tenant and port. */
  readonly message: string;
}

/** A warning about Ingresses of the group. */
export interface GroupEvent {
  /** `namespace/name` of the Ingress that it was last reported for. */
  readonly object: string;
  readonly reason: string;
  readonly message: string;
  /** How many Ingresses of the group have it: a group that can't be built is reported for every member. */
  readonly ingresses: number;
  /** When it was last reported, in ISO 8601; absent when the cluster does not say. */
  readonly lastSeen?: string;
}
