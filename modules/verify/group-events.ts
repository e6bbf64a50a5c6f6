import { compareText } from "../findings";
import type { LoadBalancerPlan } from "../plan";
import type { EventsClient, IngressEvent } from "./clients";
import { oneLine } from "./errors";
import type { GroupEvent } from "./types";

/** A group that can't be built is reported for every member; a handful of different messages is all there is. */
const MOST_EVENTS = 20;

/**
 * The warnings about a load balancer's Ingresses: its anchor's and its tenants', also of tenants that are being
 * removed. Equal ones become one, newest first.
 *
 * @throws Error with a message for people when the cluster can't be asked
 */
export async function groupEvents(
  plan: LoadBalancerPlan,
  namespace: string,
  client: EventsClient,
): Promise<GroupEvent[]> {
  const warnings = await client.listIngressWarnings(namespace);
  const equal = new Map<string, IngressEvent[]>();
  for (const warning of warnings.filter(({ ingress }) => isMember(ingress, plan.key)).sort(newestFirst)) {
    const key = JSON.stringify([warning.reason, warning.message]);
    const others = equal.get(key);
    if (others === undefined) equal.set(key, [warning]);
    else others.push(warning);
  }
  return [...equal.values()].slice(0, MOST_EVENTS).map((events) => {
    const newest = events[0]!;
    return {
      object: `${namespace}/${newest.ingress}`,
      reason: newest.reason,
      message: oneLine(newest.message),
      ingresses: new Set(events.map(({ ingress }) => ingress)).size,
      ...(newest.lastSeen !== undefined && { lastSeen: newest.lastSeen }),
    };
  });
}

/** `<lb>`, `<tenant>.<lb>` or `<tenant>.<lb>.w<depth>`; neither tenants nor load balancers have dots. */
function isMember(ingress: string, loadBalancer: string): boolean {
  const [tenantOrAnchor, key, depth, ...more] = ingress.split(".");
  if (key === undefined) return tenantOrAnchor === loadBalancer;
  return key === loadBalancer && (depth === undefined || /^w\d+$/.test(depth)) && more.length === 0;
}

function newestFirst(a: IngressEvent, b: IngressEvent): number {
  return compareText(b.lastSeen ?? "", a.lastSeen ?? "") || compareText(a.ingress, b.ingress);
}
