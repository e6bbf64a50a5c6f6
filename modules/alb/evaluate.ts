import { matchesPattern } from "./pattern";
import type { Request } from "./request";
import { isInNetwork } from "./source-ip";
import type { Conditions, Listener, ListenerRule } from "./types";

/*
 * What ALB does with a request. Also runs in a browser, in the report.
 */

/** Which rule answers a request, and why none of the rules before it does. */
export interface Evaluation<Rule extends ListenerRule = ListenerRule> {
  /** Null when the load balancer does not listen on that port with that protocol; then nothing answers. */
  readonly listener: Pick<Listener, "port" | "protocol"> | null;
  /** Null when the listener's default action answers, or nothing. */
  readonly rule: Rule | null;
  readonly action: Rule["action"] | null;
  /** The rules before the one that answers, in priority order. */
  readonly passedOver: readonly PassedOver[];
}

export interface PassedOver {
  readonly priority: number;
  /** The kind of the first condition that does not match. */
  readonly condition: "host" | "path" | "source";
  /** The same in words, such as `host is not acme.shop.example`. */
  readonly why: string;
}

/**
 * Evaluates a load balancer's listener rules as ALB does: the listener of the request's port, its rules in priority
 * order (hosts without regard to case, paths with), then its default action.
 *
 * A request without a source IP is one of an unknown client: rules for certain sources are passed over.
 */
export function evaluate<Rule extends ListenerRule>(
  loadBalancer: { readonly listeners: readonly Listener<Rule>[] },
  request: Request,
): Evaluation<Rule> {
  const listener = loadBalancer.listeners.find(
    ({ port, protocol }) => port === request.port && protocol === request.protocol,
  );
  if (listener === undefined) return { listener: null, rule: null, action: null, passedOver: [] };
  const { port, protocol } = listener;
  const passedOver: PassedOver[] = [];
  for (const rule of listener.rules) {
    const failed = mismatch(rule.conditions, request);
    if (failed === undefined) return { listener: { port, protocol }, rule, action: rule.action, passedOver };
    passedOver.push({ priority: rule.priority, ...failed });
  }
  return { listener: { port, protocol }, rule: null, action: listener.default, passedOver };
}

/** The first condition that a request does not meet; undefined when it meets all. */
function mismatch(
  { hosts, paths, sourceIps }: Conditions,
  { host, path, sourceIp }: Request,
): Omit<PassedOver, "priority"> | undefined {
  if (hosts.length > 0 && !hosts.some((pattern) => matchesHost(pattern, host))) {
    return { condition: "host", why: `host is not ${hosts.join(", ")}` };
  }
  if (paths.length > 0 && !paths.some((pattern) => matchesPattern(pattern, path))) {
    return { condition: "path", why: `path ${path} does not match ${paths.join(", ")}` };
  }
  if (sourceIps.length === 0) return undefined;
  if (sourceIp === undefined) {
    return { condition: "source", why: `only for sources in ${sourceIps.join(", ")}, and no source IP is given` };
  }
  if (sourceIps.some((cidr) => isInNetwork(sourceIp, cidr))) return undefined;
  return { condition: "source", why: `source ${sourceIp} is not in ${sourceIps.join(", ")}` };
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
  for (const { priority, condition, why } of passedOver) {
    const isOtherHost = condition === "host";
    const previous = ranges.at(-1);
    if (isOtherHost && previousIsOtherHost && previous !== undefined) {
      ranges[ranges.length - 1] = { from: previous.from, to: priority, why: "other hosts" };
    } else ranges.push({ from: priority, to: priority, why });
    previousIsOtherHost = isOtherHost;
  }
  return ranges;
}
