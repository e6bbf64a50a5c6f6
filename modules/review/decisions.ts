import { annotationKey, OWNED_PREFIXES } from "../controller";
import type { DecidedKind, Decision, PlanDecision, TenantLimit } from "./decision";

/**
 * What `review` decides, all of it: of a resource's rows, from top to bottom, the first one that fits counts.
 * docs/review.md has the same table, written from this one.
 *
 * The effects of what is blocked were measured on the AWS Load Balancer Controller 3.5.0; those with a file's name were
 * read in its source. The rows that ask for attention rest on AWS's and Kubernetes' documentation.
 */

const SECOND_LOAD_BALANCER = "Keep it, and add another load balancer to platform.json to which you move the tenants.";
const SECOND_SERVICE =
  "Keep it, and add a second service for the new settings to which you move the tenants (service or weights in their files); what is left at the end is applied by hand.";
const GROUP_FREEZES =
  "The controller can't load the group any more: nothing of the ALB changes for any tenant, new ones get no rule, deleted ones keep theirs (pkg/ingress/group_loader.go).";
const CHECK_CLUSTER =
  'Check which cluster and which state the plan was made with (docs/runbooks.md, "A lost state, or a new cluster"); when the loss is real, a person applies it by hand.';

/** Tags and labels by which a controller takes an object for one of its own. */
const CLAIMS = OWNED_PREFIXES.filter((prefix) => prefix.endsWith("/")).map((prefix) => `${prefix}*`);

const annotation = (name: string) => `metadata.annotations[${annotationKey(name)}]`;

/** What the resources are called in messages. */
export const NAMES: Readonly<Record<DecidedKind, string>> = {
  "target-group": "a target group",
  "target-group-binding": "a TargetGroupBinding",
  "ingress-class": "an IngressClass",
  "ingress-class-parameters": "the IngressClassParams",
  anchor: "the anchor Ingress",
  pool: "the Ingress of a pool",
  "security-group": "the ALB's security group",
  "security-group-rule": "a rule of the ALB's security group",
  "web-acl": "the web ACL of the ALB",
};

/** Of every resource in the first five lists below. */
const VANISHED: Decision = {
  code: "vanished",
  attributes: [],
  when: "vanished",
  verdict: "block",
  change: "was deleted outside of Terraform and would be created anew",
  effect:
    "A plan against the wrong cluster looks like this, and one that was made while the right one was down: the controller of a second cluster registers its own Pods with the shared target groups and deregisters all others.",
  remediation: CHECK_CLUSTER,
};

export const DECISIONS: Readonly<Record<DecidedKind, readonly Decision[]>> = {
  "target-group": [
    VANISHED,
    {
      code: "target-group",
      attributes: [],
      when: "lost",
      verdict: "block",
      change: "is destroyed, replaced or forgotten",
      effect: "Every tenant of its service loses its targets, and a binding can't be pointed to another target group.",
      remediation:
        "Keep its settings, add a second service with the new ones, move the tenants to it (service or weights in their files), and remove the old service when no tenant uses it; that last plan is applied by hand.",
    },
    {
      code: "target-group-claimed",
      attributes: CLAIMS.flatMap((tag) => [`tags[${tag}]`, `tags_all[${tag}]`]),
      when: "added",
      verdict: "block",
      change: "the target group gets a tag by which the controller knows its own",
      effect: "The controller takes it for one that it has made and deletes it, since no Ingress asks for it.",
      remediation: "Leave the tag away.",
    },
    {
      code: "health-check-changed",
      attributes: ["health_check.*"],
      when: "changed",
      verdict: "attention",
      change: "the health check changes",
      effect: "Targets that do not pass it get no requests, of no tenant; when none passes, ALB sends to all of them.",
      remediation: "Try the new check against every Pod before.",
    },
    { ...harmless("tags change"), attributes: ["tags*", "load_balancer_arns*"] },
    {
      ...others("target-group", "a setting of the target group changes"),
      effect: "It holds for all tenants of the service at once.",
    },
  ],
  "target-group-binding": [
    VANISHED,
    {
      code: "target-group-binding",
      attributes: [],
      when: "lost",
      verdict: "block",
      change: "is destroyed, replaced or forgotten",
      effect:
        "The controller deregisters all targets, so every tenant of the service gets errors; EKS Auto Mode deletes the target group as well (AWS documentation).",
      remediation:
        "Leave the binding as it is and add a second service for the new settings; when the service is not used any more, apply the plan that removes it by hand.",
    },
    {
      code: "target-group-binding-service-changed",
      attributes: ["spec.serviceRef"],
      when: "changed",
      verdict: "block",
      change: "the Service of a TargetGroupBinding changes",
      effect:
        "All former targets are deregistered; when the new Service or its port does not exist, that leaves none, within a second.",
      remediation: SECOND_SERVICE,
    },
    {
      code: "target-group-binding-immutable",
      attributes: ["spec.targetGroupARN", "spec.targetType", "spec.ipAddressType", "spec.vpcID"],
      when: "changed",
      verdict: "block",
      change: "a setting of a TargetGroupBinding that can't be changed is changed",
      effect:
        "The controller's webhook refuses it in the middle of the deployment, after tenants were already pointed to a target group without targets.",
      remediation: SECOND_SERVICE,
    },
    {
      code: "target-group-binding-renamed",
      attributes: ["kind", "apiVersion", "metadata.name", "metadata.namespace"],
      when: "changed",
      verdict: "block",
      change: "a TargetGroupBinding becomes another object",
      effect: "The old one goes, and with it all targets of the service.",
      remediation: SECOND_SERVICE,
    },
    {
      code: "target-group-binding-network-closed",
      attributes: ["spec.networking"],
      when: "port closed",
      verdict: "block",
      change: "the network of a TargetGroupBinding loses a port, or every way to it",
      effect:
        "The controller takes the rule out of the nodes' security group; the load balancer does not reach the targets any more, and health checks fail.",
      remediation: "Add the new port or security group beside the old one, deploy, and remove the old one afterwards.",
    },
    {
      code: "target-group-binding-network-changed",
      attributes: ["spec.networking"],
      when: "changed",
      verdict: "attention",
      change: "who may reach the targets changes",
      effect: "The controller changes the rules of the nodes' security group.",
    },
    {
      code: "target-group-binding-claimed",
      attributes: CLAIMS.map((label) => `metadata.labels[${label}]`),
      when: "added",
      verdict: "block",
      change: "a TargetGroupBinding gets a label by which the controller knows its own",
      effect: "The controller takes it for one that it has made and deletes it, since no Ingress asks for it.",
      remediation: "Leave the label away.",
    },
    {
      ...others("target-group-binding", "a setting of a TargetGroupBinding changes"),
      effect: "It holds for all tenants of the service at once.",
    },
  ],
  "ingress-class": [
    VANISHED,
    {
      code: "ingress-class",
      attributes: [],
      when: "lost",
      verdict: "block",
      change: "is destroyed, replaced or forgotten",
      effect: GROUP_FREEZES,
      remediation:
        "Keep the class (its name comes from the fleet's and the load balancer's), or add another load balancer and move the tenants.",
    },
    {
      code: "ingress-class-controller-changed",
      attributes: ["spec.controller"],
      when: "changed",
      verdict: "block",
      change: "the controller of an IngressClass changes",
      effect:
        "Kubernetes refuses it; where it gets through, the controller lets go of every Ingress of the class and deletes the ALB (pkg/ingress/group_loader.go).",
      remediation: SECOND_LOAD_BALANCER,
    },
    {
      code: "ingress-class-changed",
      attributes: ["spec.parameters"],
      when: "changed",
      verdict: "block",
      change: "the parameters of an IngressClass change",
      effect:
        "With parameters that don't exist the whole group stands still; with others, or none, the Ingresses leave the group and the controller builds other ALBs.",
      remediation: SECOND_LOAD_BALANCER,
    },
    {
      ...others("ingress-class", "a setting of an IngressClass changes"),
      effect: "It holds for all Ingresses of the class at once.",
    },
  ],
  "ingress-class-parameters": [
    VANISHED,
    {
      code: "ingress-class-parameters",
      attributes: [],
      when: "lost",
      verdict: "block",
      change: "is destroyed, replaced or forgotten",
      effect: GROUP_FREEZES,
      remediation:
        "Keep the parameters (their name comes from the fleet's and the load balancer's), or add another load balancer and move the tenants.",
    },
    {
      code: "scheme-changed",
      attributes: ["spec.scheme"],
      when: "changed",
      verdict: "block",
      change: "the scheme of the IngressClassParams changes",
      effect:
        "The controller builds another ALB with another DNS name, although Terraform calls it an update in place.",
      remediation: SECOND_LOAD_BALANCER,
    },
    {
      code: "group-changed",
      attributes: ["spec.group"],
      when: "changed",
      verdict: "block",
      change: "the group of the IngressClassParams changes",
      effect:
        "The controller builds another ALB with another DNS name (without any group one for each Ingress) and deletes the old one, although Terraform calls it an update in place.",
      remediation: SECOND_LOAD_BALANCER,
    },
    {
      code: "ingress-class-parameters-renamed",
      attributes: ["kind", "apiVersion", "metadata.name", "metadata.namespace"],
      when: "changed",
      verdict: "block",
      change: "the IngressClassParams become another object",
      effect: GROUP_FREEZES,
      remediation: SECOND_LOAD_BALANCER,
    },
    {
      code: "namespace-selector-changed",
      attributes: ["spec.namespaceSelector"],
      when: "changed",
      verdict: "block",
      change: "the namespaces whose Ingresses may join the group change",
      effect: `With a selector that a member's namespace does not match: ${GROUP_FREEZES} With a wider one, or none, strangers' Ingresses may join the group and stop it.`,
      remediation: SECOND_LOAD_BALANCER,
    },
    {
      code: "certificates-removed",
      attributes: ["spec.certificateArn", "spec.certificateARNs"],
      when: "emptied",
      verdict: "block",
      change: "the last certificate is removed",
      effect: "The controller deletes the HTTPS listener and serves all tenants in plain text on port 80.",
      remediation: "Keep a certificate that covers the tenants' hosts; for one without TLS, add another load balancer.",
    },
    {
      code: "certificate-removed",
      attributes: ["spec.certificateArn", "spec.certificateARNs"],
      when: "entry removed",
      verdict: "attention",
      change: "a certificate is removed",
      effect: "Hosts that it alone covers are answered with the default certificate, which clients refuse.",
      remediation: "Make sure that the others cover all hosts that are served.",
    },
    {
      code: "default-certificate-changed",
      attributes: ["spec.certificateArn", "spec.certificateARNs"],
      when: "first entry changed",
      verdict: "attention",
      change: "the default certificate changes",
      effect: "Clients that send no host name (SNI), and hosts that no other certificate covers, get the new one.",
    },
    {
      ...harmless("a certificate is added, tags change"),
      attributes: ["spec.certificateArn", "spec.certificateARNs", "spec.tags[*"],
    },
    {
      code: "tls-redirect-removed",
      attributes: ["spec.sslRedirectPort"],
      when: "emptied",
      verdict: "block",
      change: "the redirect to HTTPS is removed",
      effect: "The HTTP listener gets the tenants' rules and answers in plain text on port 80.",
      remediation: "Keep the redirect.",
    },
    {
      code: "deletion-protection-off",
      attributes: ["spec.loadBalancerAttributes[deletion_protection.enabled]"],
      when: "switched off",
      verdict: "attention",
      change: "the deletion protection of the ALB is switched off",
      effect: "From then on the controller deletes the ALB when its last Ingress goes.",
    },
    {
      code: "load-balancer-attribute-changed",
      attributes: ["spec.loadBalancerAttributes[*", "spec.listeners", "spec.minimumLoadBalancerCapacity"],
      when: "changed",
      verdict: "attention",
      change: "an attribute of the ALB or of a listener changes",
      effect: "It holds for all requests at once.",
    },
    {
      code: "subnets-changed",
      attributes: ["spec.subnets"],
      when: "changed",
      verdict: "attention",
      change: "the subnets of the ALB change",
      effect:
        "The ALB gets other addresses in the zones that change; targets in a zone that is left out get no requests unless balancing across zones is on.",
    },
    {
      code: "address-type-changed",
      attributes: ["spec.ipAddressType", "spec.ipamConfiguration"],
      when: "changed",
      verdict: "attention",
      change: "the address type of the ALB changes",
      effect:
        "On subnets that lack the address family the controller can't build the ALB, and nothing of it changes any more.",
    },
    {
      code: "web-acl-left-attached",
      attributes: ["spec.wafv2AclArn"],
      when: "removed",
      verdict: "attention",
      change: "the parameters name no web ACL any more",
      effect:
        "The controller leaves the one that is on the ALB. If it was made here, the deployment fails after minutes: AWS does not delete a web ACL that is in use.",
      remediation: 'Put "webAclArn": "none" in the place of rateLimit and managedRules: the controller takes it off.',
    },
    {
      code: "web-acl-changed",
      attributes: ["spec.wafv2Acl*"],
      when: "changed",
      verdict: "attention",
      change: "the web ACL of the ALB changes, or is taken away",
      effect: "What it blocked or limited gets through, or what it did not is blocked.",
    },
    {
      code: "inbound-changed",
      attributes: ["spec.inboundCIDRs", "spec.prefixListsIDs", "spec.PrefixListsIDs"],
      when: "changed",
      verdict: "attention",
      change: "who may connect to the ALB changes",
      effect: "Clients outside of it get no connection.",
    },
    {
      code: "tls-policy-changed",
      attributes: ["spec.sslPolicy"],
      when: "changed",
      verdict: "attention",
      change: "the TLS policy of the ALB changes",
      effect: "Clients that speak none of its versions and ciphers get no connection.",
    },
    {
      code: "load-balancer-name-changed",
      attributes: ["spec.loadBalancerName"],
      when: "changed",
      verdict: "attention",
      change: "the name of the load balancer changes",
      effect: "The controller ignores it for an ALB that exists.",
    },
    {
      ...others("ingress-class-parameters", "a setting of the IngressClassParams changes"),
      effect: "It holds for the whole load balancer.",
    },
  ],
  anchor: [
    VANISHED,
    {
      code: "anchor",
      attributes: [],
      when: "lost",
      verdict: "block",
      change: "is destroyed, replaced or forgotten",
      effect:
        "It keeps the ALB alive and carries its listeners and security groups; the ALB that comes after it may have another DNS name.",
      remediation:
        "Keep the load balancer in platform.json. If it is to go, move its tenants and DNS first and apply the plan that removes it by hand.",
    },
    {
      code: "anchor-changed",
      attributes: ["spec.ingress_class_name", "metadata.name", "metadata.namespace"],
      when: "changed",
      verdict: "block",
      change: "the IngressClass or the name of the anchor Ingress changes",
      effect: "It leaves the group, and with it go the ALB's listeners and security groups, or the ALB.",
      remediation: SECOND_LOAD_BALANCER,
    },
    {
      code: "listen-port-removed",
      attributes: [annotation("listen-ports")],
      when: "entry removed",
      verdict: "block",
      change: "a listener of the ALB is removed",
      effect: "The controller deletes the listener with all its rules: no tenant is answered on that port any more.",
      remediation: "Keep the port, or move the tenants to another load balancer first.",
    },
    {
      code: "tls-redirect-removed",
      attributes: [annotation("ssl-redirect")],
      when: "emptied",
      verdict: "block",
      change: "the redirect to HTTPS is removed",
      effect: "The HTTP listener gets the tenants' rules and answers in plain text on port 80.",
      remediation: "Keep the redirect.",
    },
    {
      code: "security-groups-removed",
      attributes: [annotation("security-groups")],
      when: "emptied",
      verdict: "block",
      change: "the anchor names no security group any more",
      effect:
        "The controller makes one of its own that lets everybody in, and the bindings' rules do not know it (pkg/ingress/model_build_load_balancer.go).",
      remediation: "Keep the security groups.",
    },
    {
      code: "security-groups-changed",
      attributes: [
        annotation("security-groups"),
        annotation("manage-backend-security-group-rules"),
        annotation("inbound-cidrs"),
        annotation("security-group-prefix-lists"),
      ],
      when: "changed",
      verdict: "attention",
      change: "the security groups of the ALB change",
      effect: "Who may connect, and whether the ALB reaches its targets, depends on them.",
    },
    {
      code: "web-acl-changed",
      attributes: [annotation("wafv2-acl-*")],
      when: "changed",
      verdict: "attention",
      change: "the web ACL of the ALB changes, or is taken away",
      effect: "What it blocked or limited gets through, or what it did not is blocked.",
    },
    {
      code: "listener-changed",
      attributes: [
        annotation("listen-ports"),
        annotation("listener-attributes.*"),
        annotation("mutual-authentication"),
      ],
      when: "changed",
      verdict: "attention",
      change: "the listeners of the ALB change",
      effect: "It holds for all requests at once.",
    },
    {
      code: "unknown-host-answer-changed",
      attributes: [annotation("actions.*"), "spec.default_backend"],
      when: "changed",
      verdict: "attention",
      change: "the answer for hosts that nobody claims changes",
      effect: "It is the default action of every listener.",
    },
    {
      ...harmless("labels change, or how long Terraform waits"),
      attributes: ["metadata.labels[*", "timeouts*", "wait_for_load_balancer"],
    },
    { ...others("anchor", "a setting of the anchor Ingress changes"), effect: "It holds for the whole load balancer." },
  ],
  pool: [
    VANISHED,
    {
      code: "pool",
      attributes: [],
      when: "lost",
      verdict: "block",
      change: "is destroyed, replaced or forgotten",
      effect: "Tenants that it answers have no rule of their own: all their hosts get the answer for unknown hosts.",
      remediation:
        "Deploy the tenants' stack of the fleet without the pool first, which gives them rules of their own; then the plan that removes the pool's Ingress is applied by hand.",
    },
    {
      code: "pool-moved",
      attributes: [annotation("group.order"), "spec.ingress_class_name", "metadata.name", "metadata.namespace"],
      when: "changed",
      verdict: "block",
      change: "the place, the IngressClass or the name of a pool's Ingress changes",
      effect: "Its rules leave the ALB, or answer before those of tenants that have rules of their own.",
      remediation: "Leave the order of pools in platform.json as it is, and add new ones at the end.",
    },
    {
      code: "pool-changed",
      attributes: ["*"],
      when: "changed",
      verdict: "attention",
      change: "what a pool answers changes",
      effect:
        "It is the answer for every tenant without a rule of its own, and for names below its domain that nobody claims.",
    },
  ],
  "security-group": [
    {
      code: "security-group",
      attributes: [],
      when: "lost",
      verdict: "attention",
      change: "is destroyed, replaced or forgotten",
      effect: "The ALB and the bindings must have another one before; AWS refuses to delete one that is used.",
    },
    {
      code: "inbound-changed",
      attributes: ["ingress*", "egress*"],
      when: "changed",
      verdict: "attention",
      change: "who may connect to the ALB changes",
      effect: "Clients outside of it get no connection.",
    },
  ],
  "security-group-rule": [
    {
      code: "inbound-changed",
      attributes: [],
      when: "touched",
      verdict: "attention",
      change: "who may connect to the ALB, or what it reaches, changes",
      effect: "Clients that no rule names get no connection; without a rule outwards the ALB reaches no target.",
    },
  ],
  "web-acl": [
    {
      code: "web-acl",
      attributes: [],
      when: "lost",
      verdict: "attention",
      change: "is destroyed, replaced or forgotten",
      effect: "What it blocked or limited gets through.",
    },
    {
      code: "rate-limit-changed",
      attributes: ["rule*", "default_action*"],
      when: "changed",
      verdict: "attention",
      change: "the rules of the web ACL change",
      effect:
        "Requests over a limit are blocked with 403 (429 where a rule says so); a limit that is gone limits nobody.",
    },
  ],
};

/** `N` is their number. */
const RAISE_LIMIT = "If that is meant, review with --allow-removals N; else put their files back as they were.";

/** How many tenants may be in each of these, over all plans, is what `--allow-removals` says. */
export const TENANT_LIMITS: readonly TenantLimit[] = [
  {
    code: "too-many-removals",
    loss: "removed",
    change: "removed or replaced",
    effect: "Their hosts get the answer for unknown hosts, for a moment or for good.",
    remediation: RAISE_LIMIT,
  },
  {
    code: "too-many-without-hosts",
    loss: "hosts",
    change: "left without any of the hosts that they had",
    effect: "All their hosts get the answer for unknown hosts, although their Ingresses stay.",
    remediation: RAISE_LIMIT,
  },
  {
    code: "too-many-class-changes",
    loss: "class",
    change: "given another IngressClass",
    effect: "Their Ingresses leave the ALB that their DNS names point to.",
    remediation: RAISE_LIMIT,
  },
  {
    code: "too-many-stopped",
    loss: "status",
    change: "suspended or put into maintenance",
    effect: "All their requests get a fixed response.",
    remediation: RAISE_LIMIT,
  },
  {
    code: "too-many-vanished",
    loss: "vanished",
    change: "missing in the cluster and would be created anew",
    effect: "A plan against the wrong cluster looks like this: it would put the tenants into a second one.",
    remediation: CHECK_CLUSTER,
  },
];

/** What concerns a plan as a whole. */
export const PLAN_DECISIONS = {
  missing: {
    code: "plan-missing",
    verdict: "block",
    change: "a stack of --expect has no plan",
    effect: "Nobody has seen what would happen to it: its job failed, was cancelled or ran out of time.",
  },
  movesBetweenStacks: {
    code: "tenant-moves-between-stacks",
    verdict: "block",
    change: "one stack of a load balancer destroys a tenant's Ingress that another one creates",
    effect: "The tenant is away in between, and the stack that comes second may fail: it is the same Ingress.",
  },
  removedWithTraffic: {
    code: "tenant-removed-with-dns-weight",
    verdict: "block",
    change: "a tenant leaves a load balancer to which DNS still leads with a weight above 0, and stays on another one",
    effect: "Clients with an old answer get the answer for unknown hosts until it expires.",
  },
  runsActions: {
    code: "plan-runs-actions",
    verdict: "block",
    change: "the plan runs actions of providers",
    effect: "An action can do anything, and a plan does not say what.",
  },
  unknownPart: {
    code: "plan-part-unknown",
    verdict: "attention",
    change: "the plan has a part that this version does not know",
    effect: "What it says was not reviewed.",
  },
  completenessUnknown: {
    code: "plan-completeness-unknown",
    verdict: "attention",
    change: "the plan does not say whether it is complete (OpenTofu, and Terraform before 1.8)",
    effect: "A plan made with -target can't be told from one of the whole stack.",
  },
} as const satisfies Readonly<Record<string, PlanDecision>>;

function harmless(change: string): Decision {
  return {
    code: "harmless",
    attributes: [],
    when: "changed",
    verdict: "pass",
    change,
    effect: "None for the tenants.",
  };
}

/** What no row above names. */
function others(resource: DecidedKind, change: string): Omit<Decision, "effect"> {
  return { code: `${resource}-setting-changed`, attributes: ["*"], when: "changed", verdict: "attention", change };
}
