import { classify, type Fate, fateOf, type Protected } from "./resource";
import type { ResourceChange, TerraformPlan } from "./terraform-plan";
import type { Block, StackReview } from "./types";
import { at, Hidden, sameValue, text, visible } from "./values";

/** Why the loss of a resource is no detail, and what to do instead. */
const LOSS: Readonly<Record<Protected, { readonly what: string; readonly why: string; readonly wayOut: string }>> = {
  "target-group": {
    what: "a target group",
    why: "Every tenant of its service loses its targets with it, and a binding can't be pointed to another one.",
    wayOut:
      "Keep its settings, add a second service with the new ones, move the tenants to it (service or weights in their files), and remove the old service when no tenant uses it; that last plan is applied by hand.",
  },
  "target-group-binding": {
    what: "a TargetGroupBinding",
    why: "The controller takes all Pods out of the target group, so every tenant of the service gets errors.",
    wayOut:
      "Leave the binding as it is and add a second service for the new settings; when the service is not used any more, apply the plan that removes it by hand.",
  },
  "ingress-class": {
    what: "an IngressClass",
    why: "The controller lets go of every Ingress of the class, and with them of the ALB's rules.",
    wayOut:
      "Keep the class (its name comes from the fleet's and the load balancer's), or add another load balancer and move the tenants.",
  },
  "ingress-class-parameters": {
    what: "the IngressClassParams",
    why: "Without them the Ingresses leave the group, and the controller builds other ALBs with other DNS names.",
    wayOut:
      "Keep the parameters (their name comes from the fleet's and the load balancer's), or add another load balancer and move the tenants.",
  },
  anchor: {
    what: "the anchor Ingress",
    why: "It keeps the ALB alive and carries its listeners and security groups; the ALB that comes after it may have another DNS name.",
    wayOut:
      "Keep the load balancer in platform.json. If it is to go, move its tenants and DNS first and apply the plan that removes it by hand.",
  },
};

/** Ways to lose a resource. */
const LOSING: Partial<Record<Fate, string>> = {
  destroyed: "is destroyed",
  replaced: "is destroyed and created anew",
  // Nothing happens to it now, but Terraform neither protects nor updates it from then on.
  forgotten: "leaves Terraform's hands",
};

/** What in one stack's plan must not happen. */
export function stackBlocks({ changes }: TerraformPlan, stack: string): Block[] {
  return changes.flatMap((resource) => {
    const { kind } = classify(resource);
    if (kind === "tenant" || kind === "other") return [];
    const lost = lossBlock(kind, resource, stack);
    if (lost !== undefined) return [lost];
    switch (kind) {
      case "ingress-class-parameters":
        return parametersBlocks(resource, stack);
      case "ingress-class":
        return movedBlock(resource, stack, ["spec", 0, "parameters"], "ingress-class-changed", "its parameters");
      case "anchor":
        return movedBlock(resource, stack, ["spec", 0, "ingress_class_name"], "anchor-changed", "its IngressClass");
      default:
        return [];
    }
  });
}

function lossBlock(kind: Protected, { address, deposed, change }: ResourceChange, stack: string): Block | undefined {
  const fate = fateOf(change.actions);
  const happens = LOSING[fate];
  if (happens === undefined) return undefined;
  const { what, why, wayOut } = LOSS[kind];
  const which = deposed == null ? what : `${what} that an interrupted replacement left behind`;
  const wayOutOfDeposed = "Make sure that nothing uses the old object any more, then apply this plan by hand.";
  return {
    code: `${kind}-${fate}`,
    address,
    message: `In ${stack} ${which} ${happens}. ${why} ${deposed == null ? wayOut : wayOutOfDeposed}`,
  };
}

/**
 * The identity of the ALB: when one of these changes, the controller builds another one, although Terraform calls it
 * an update in place. `manifest` is what the configuration says, `object` what the cluster has.
 */
const ALB_IDENTITY = [
  { code: "scheme-changed", what: "scheme", path: ["spec", "scheme"] },
  { code: "group-changed", what: "group", path: ["spec", "group"] },
  { code: "ingress-class-parameters-renamed", what: "name", path: ["metadata", "name"] },
  { code: "ingress-class-parameters-renamed", what: "namespace", path: ["metadata", "namespace"] },
] as const;

function parametersBlocks(resource: ResourceChange, stack: string): Block[] {
  return ALB_IDENTITY.flatMap(({ code, what, path }) => {
    const changed = ["manifest", "object"].some((part) => isChanged(resource, [part, ...path]));
    if (!changed) return [];
    const shown = shownChange(resource, ["manifest", ...path]) ?? shownChange(resource, ["object", ...path]);
    return [
      {
        code,
        address: resource.address,
        message: `In ${stack} the ${what} of the IngressClassParams changes${shown === undefined ? "" : ` (${shown})`}. The controller then builds another ALB with another DNS name, although Terraform calls it an update in place. Keep the ${what}, and add another load balancer to platform.json to which you move the tenants.`,
      },
    ];
  });
}

function movedBlock(
  resource: ResourceChange,
  stack: string,
  path: readonly (string | number)[],
  code: string,
  what: string,
): Block[] {
  if (!isChanged(resource, path)) return [];
  const { why, wayOut, what: whose } = LOSS[code === "anchor-changed" ? "anchor" : "ingress-class"];
  return [{ code, address: resource.address, message: `In ${stack} ${whose} changes ${what}. ${why} ${wayOut}` }];
}

/**
 * Whether an update changes a value, or may: what the configuration says can be unknown before it is applied. That
 * the cluster's own copy is unknown says nothing.
 */
function isChanged({ change }: ResourceChange, path: readonly (string | number)[]): boolean {
  if (fateOf(change.actions) !== "changed") return false;
  const before = at(visible(change.before, [], undefined), ...path);
  const after = at(visible(change.after, [], change.after_unknown), ...path);
  return !sameValue(before, after) && !(path[0] === "object" && after === Hidden.unknown);
}

function shownChange({ change }: ResourceChange, path: readonly (string | number)[]): string | undefined {
  const sensitive = [change.before_sensitive, change.after_sensitive];
  const before = text(at(visible(change.before, sensitive, undefined), ...path));
  const after = text(at(visible(change.after, sensitive, change.after_unknown), ...path));
  return before === after ? undefined : `${before || "none"} → ${after || "none"}`;
}

/** Names in a message; the lists have all. */
const MAX_NAMED = 10;

/**
 * More tenants that lose an Ingress than allowed. A tenant counts once, on however many load balancers; one that
 * moves to another load balancer counts as well, since its requests go to the old one until DNS has changed.
 */
export function removalBlocks(stacks: readonly StackReview[], allowed: number): Block[] {
  const losing = stacks.flatMap(({ removed, replaced }) => [...removed, ...replaced]);
  const tenants = [...new Set(losing.map(({ tenant }) => tenant))].sort();
  if (tenants.length <= allowed) return [];
  const rest = tenants.length - MAX_NAMED;
  const names = tenants.slice(0, MAX_NAMED).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
  return [
    {
      code: "too-many-removals",
      address: losing[0]?.addresses[0] ?? "",
      message: `${tenants.length} tenants are removed or replaced, ${allowed} allowed: ${names}. Their hosts get no answer, for a moment or for good. If that is meant, review with --allow-removals ${tenants.length}; else put their files back into tenants/.`,
    },
  ];
}
