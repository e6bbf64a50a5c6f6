import type { LoadBalancerTop, Top } from "./types";

/** What `top --json` says: load balancers by key, absent times as null. */
export function topJson({ since, loadBalancers, ...rest }: Top): object {
  return {
    since: since ?? null,
    ...rest,
    loadBalancers: Object.fromEntries(loadBalancers.map(loadBalancerJson)),
  };
}

function loadBalancerJson({ key, from, to, newest, ...rest }: LoadBalancerTop): [string, object] {
  return [key, { ...rest, from: from ?? null, to: to ?? null, newest: newest ?? null }];
}
