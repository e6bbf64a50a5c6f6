import { matchesPattern } from "../alb";
import type { IngressPlan } from "../plan";

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
