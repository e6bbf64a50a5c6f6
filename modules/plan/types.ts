import type { Action, Listener, ListenerRule, Protocol, TargetGroup } from "../alb";
import type { ControllerKind, PathType } from "../controller";

/**
 * The plan: what a valid fleet becomes, as a plain value. It knows nothing of files or of cdktf;
 * every command and the stacks read it, and nothing is worked out a second time.
 */

/** A fleet's plan. Load balancers are ordered by key. */
export interface Plan {
  readonly fleet: string;
  readonly loadBalancers: readonly LoadBalancerPlan[];
}

/** One IngressGroup = one ALB. */
export interface LoadBalancerPlan {
  /** The key in `platform.json`; the stacks' names come from it (see stackNames). */
  readonly key: string;
  /** The ALB's name: `<fleet>-<key>`, at most 32 characters. Also IngressClass and IngressClassParams. */
  readonly name: string;
  /** What builds the ALB. */
  readonly controller: ControllerKind;
  /** The cluster's name in the ALB's tags; undefined where the ALB is found without it. */
  readonly clusterName: string | undefined;
  /** The IngressGroup, and the value of the ALB's tag `ingress.k8s.aws/stack` (EKS Auto Mode has its own). */
  readonly group: string;
  /** In the order of their service's name. */
  readonly targetGroups: readonly TargetGroupPlan[];
  /** The protocol of the listener that carries the rules. */
  readonly protocol: Protocol;
  /** Every listener, also the HTTP one that only redirects; ordered by port. */
  readonly listeners: readonly ListenerPlan[];
  /** The tenants' Ingresses in the controller's order (`group.order`, then namespace/name). */
  readonly ingresses: readonly IngressPlan[];
  /** The same Ingresses by the stack that holds them; ordered by the stack's name, empty stacks too. */
  readonly tenantStacks: readonly TenantStackPlan[];
  /** The Ingresses of pools, which belong to the stack `<lb>`; in the order of `pools`. */
  readonly poolIngresses: readonly PoolIngressPlan[];
  /** Names of the tenants served here, sorted. */
  readonly tenants: readonly string[];
  readonly hostCount: number;
  /** Certificate ARNs as the HTTPS listener has them, the default first. */
  readonly certificateArns: readonly string[];
  /** Of the security group made for the load balancer; none when security groups are given. */
  readonly inboundRules: readonly InboundRule[];
  readonly quotas: Readonly<Record<QuotaName, QuotaUse>>;
}

export interface TargetGroupPlan {
  /** The key in `services`. */
  readonly service: string;
  /** `<fleet>-<service>-<lb>`, at most 32 characters. */
  readonly name: string;
}

/** A Terraform stack of tenants' Ingresses. */
export interface TenantStackPlan {
  readonly name: string;
  readonly ingresses: readonly IngressPlan[];
}

/** One inbound rule of a security group. */
export interface InboundRule {
  readonly port: number;
  readonly cidr: string;
}

/** A listener as the plan has it. */
export type ListenerPlan = Listener<PlannedRule>;

/** A listener rule, with where it comes from. */
export interface PlannedRule extends ListenerRule<PlannedTargetGroup> {
  /** Null for a rule that is not a tenant's but a pool's. */
  readonly tenant: string | null;
  /** The pool's domain; absent for a tenant's rule. */
  readonly pool?: string;
  /** `namespace/name` of the Ingress that it comes from. */
  readonly ingress: string;
}

/** The target groups of an action are in the order of their service's name. */
export interface PlannedTargetGroup extends TargetGroup {
  /** The key in `services`. */
  readonly service: string;
}

export type PlannedAction = Action<PlannedTargetGroup>;

/** An Ingress of one load balancer's group; its rules are the listener rules with this `ingress`, in order. */
export interface GroupIngressPlan {
  readonly name: string;
  readonly namespace: string;
  /** The address in Terraform: `kubernetes_ingress_v1.<resourceId>`. */
  readonly resourceId: string;
  /** `group.order`. */
  readonly groupOrder: number;
  /** All hosts, for `spec.tls[].hosts`. */
  readonly hosts: readonly string[];
  readonly rules: readonly IngressRule[];
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** An Ingress of a tenant, `<tenant>.<lb>`, or `<tenant>.<lb>.w<depth>` for wildcard hosts. */
export interface IngressPlan extends GroupIngressPlan {
  readonly tenant: string;
  /** Those of the hosts that a pool answers: they are named, and have no rule. */
  readonly pooledHosts: readonly string[];
}

/** The Ingress of a pool, `<lb>.pool-<n>`: reserved hosts below its domain, then everything below it. */
export interface PoolIngressPlan extends GroupIngressPlan {
  /** The pool's domain. */
  readonly pool: string;
}

/** One Ingress rule with one path (empty: no path condition): exactly one listener rule. */
export interface IngressRule {
  /** Name of the backend, and so of its `actions.` and `conditions.` annotations. */
  readonly backend: string;
  readonly path: string;
  readonly pathType: PathType;
  /** Path patterns beside those of `path`, for the `conditions.` annotation. */
  readonly furtherPaths: readonly string[];
  /** The first is `spec.rules[].host`, the others go into the `conditions.` annotation. */
  readonly hosts: readonly string[];
  readonly sourceIps: readonly string[];
  readonly action: PlannedAction;
}

/** The use of one AWS quota on one load balancer. */
export interface QuotaUse {
  readonly name: QuotaName;
  readonly used: number;
  /** AWS's limit, or the raised one from `quotas`. */
  readonly limit: number;
  /** Kept free by `headroom`. */
  readonly reserved: number;
  /** limit − reserved − used; below 0 when passed. */
  readonly free: number;
  /** used / limit. */
  readonly usedShare: number;
}

export type QuotaName = "rules" | "targetGroups" | "certificates" | "securityGroupRules";
