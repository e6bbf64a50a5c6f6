import { matchesPattern } from "./pattern";
import type { Request } from "./request";
import { isInNetwork } from "./source-ip";
import type { Action, Conditions, IngressPlan, ListenerPlan, ListenerRule, LoadBalancerPlan } from "./types";

/*
 * What ALB does with a request. Also runs in a browser, in the report: nothing here may import from Node.
 */

/** Which rule answers a request, and why none of the rules before it does. */
export interface Evaluation {
  /** Null when the load balancer does not listen on that port with that protocol; then nothing answers. */
  readonly listener: Pick<ListenerPlan, "port" | "protocol"> | null;
  /** Null when the listener's default action answers, or nothing. */
  readonly rule: ListenerRule | null;
  readonly action: Action | null;
  /** The rules before the one that answers, in priority order. */
  readonly passedOver: readonly PassedOver[];
}

export interface PassedOver {
  readonly priority: number;
  /** The first condition that does not match, such as `host is not acme.shop.example`. */
  readonly why: string;
}

/**
 * Evaluates a load balancer's listener rules as ALB does: the listener of the request's port, its rules in priority
 * order (hosts without regard to case, paths with), then its default action.
 *
 * A request without a source IP is one of an unknown client: rules for certain sources are passed over.
 */
export function evaluate(loadBalancer: Pick<LoadBalancerPlan, "listeners">, request: Request): Evaluation {
  const listener = loadBalancer.listeners.find(
    ({ port, protocol }) => port === request.port && protocol === request.protocol,
  );
  if (listener === undefined) return { listener: null, rule: null, action: null, passedOver: [] };
  const { port, protocol } = listener;
  const passedOver: PassedOver[] = [];
  for (const rule of listener.rules) {
    const why = mismatch(rule.conditions, request);
    if (why === undefined) return { listener: { port, protocol }, rule, action: rule.action, passedOver };
    passedOver.push({ priority: rule.priority, why });
  }
  return { listener: { port, protocol }, rule: null, action: listener.default, passedOver };
}

const OTHER_HOST = "host is not ";

/** Why a request does not match; undefined when it does. */
function mismatch({ hosts, paths, sourceIps }: Conditions, { host, path, sourceIp }: Request): string | undefined {
  if (hosts.length > 0 && !hosts.some((pattern) => matchesHost(pattern, host))) return OTHER_HOST + hosts.join(", ");
  if (paths.length > 0 && !paths.some((pattern) => matchesPattern(pattern, path))) {
    return `path ${path} does not match ${paths.join(", ")}`;
  }
  if (sourceIps.length === 0) return undefined;
  if (sourceIp === undefined) return `only for sources in ${sourceIps.join(", ")}, and no source IP is given`;
  if (sourceIps.some((cidr) => isInNetwork(sourceIp, cidr))) return undefined;
  return `source ${sourceIp} is not in ${sourceIps.join(", ")}`;
}

function matchesHost(pattern: string, host: string): boolean {
  return matchesPattern(pattern.toLowerCase(), host.toLowerCase());
}

/** Rules next to each other that were passed over for one reason. */
export interface PassedOverRange {
  readonly from: number;
  readonly to: number;
  readonly why: string;
}

/**
 * The same for people: of hundreds of rules, those of other hosts become one line where they follow each other.
 *
 * @example
 * summarizePassedOver(passedOver);
 * // [{ from: 1, to: 180, why: "other hosts" }, { from: 181, to: 181, why: "path / does not match /api, /api/*" }]
 */
export function summarizePassedOver(passedOver: readonly PassedOver[]): PassedOverRange[] {
  const ranges: PassedOverRange[] = [];
  let previousIsOtherHost = false;
  for (const { priority, why } of passedOver) {
    const isOtherHost = why.startsWith(OTHER_HOST);
    const previous = ranges.at(-1);
    if (isOtherHost && previousIsOtherHost && previous !== undefined) {
      ranges[ranges.length - 1] = { from: previous.from, to: priority, why: "other hosts" };
    } else ranges.push({ from: priority, to: priority, why });
    previousIsOtherHost = isOtherHost;
  }
  return ranges;
}

/** What says which hosts a load balancer's tenants claim. */
interface ClaimingLoadBalancer {
  readonly ingresses: readonly Pick<IngressPlan, "hosts">[];
}

/**
 * The load balancers where a tenant claims a host, the most specific claim first (the host itself, then the wildcard
 * with the most labels), then by key. On another load balancer the same host is unknown, or a wildcard takes it.
 *
 * @param host lower case
 */
export function loadBalancersForHost<T extends ClaimingLoadBalancer>(
  { loadBalancers }: { readonly loadBalancers: readonly T[] },
  host: string,
): T[] {
  return loadBalancers
    .map((loadBalancer) => ({ loadBalancer, labels: claimedLabels(loadBalancer, host) }))
    .filter(({ labels }) => labels > 0)
    .sort((a, b) => b.labels - a.labels)
    .map(({ loadBalancer }) => loadBalancer);
}

/** How many labels of a host the most specific claim names; all of them and one more for the host itself, else 0. */
function claimedLabels({ ingresses }: ClaimingLoadBalancer, host: string): number {
  let most = 0;
  for (const { hosts } of ingresses) {
    for (const claim of hosts) {
      if (!matchesPattern(claim, host)) continue;
      const labels = claim.split(".").length;
      most = Math.max(most, claim === host ? labels + 1 : labels);
    }
  }
  return most;
}
