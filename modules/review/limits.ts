import type { TenantLimit } from "./decision";
import { TENANT_LIMITS } from "./decisions";
import { isLeft } from "./dns-record";
import type { StackReview, Violation } from "./types";

/** Names in a message; the lists have all. */
const MAX_NAMED = 10;

/**
 * What more tenants lose at the same time than allowed. A tenant counts once, on however many load balancers; one that
 * moves to another load balancer counts as removed, since its requests go to the old one until DNS has changed, unless
 * DNS did not lead there any more: then it is the last step of its move.
 *
 * @param allowed how many tenants may lose each of the things that TENANT_LIMITS lists
 */
export function exceededLimits(stacks: readonly StackReview[], allowed: number): Violation[] {
  return TENANT_LIMITS.flatMap((limit) => {
    const losing = stacks.flatMap((stack) => tenantsLosing(stack, limit));
    const tenants = [...new Set(losing.map(({ tenant }) => tenant))].sort();
    if (tenants.length <= allowed) return [];
    const names = listNames(tenants);
    const { code, change, effect } = limit;
    const remediation = limit.remediation.replace("--allow-removals N", `--allow-removals ${tenants.length}`);
    const message = `${tenants.length} tenants are ${change}, ${allowed} allowed: ${names}. ${effect} ${remediation}`;
    return [{ code, address: losing[0]?.address ?? "", message }];
  });
}

/** The names, or the first of them and how many more there are. */
export function listNames(names: readonly string[]): string {
  const rest = names.length - MAX_NAMED;
  return names.slice(0, MAX_NAMED).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

function tenantsLosing(stack: StackReview, { loss }: TenantLimit) {
  if (loss !== "removed") return stack.losses.filter((one) => one.loss === loss);
  const removed = stack.removed.filter(({ tenant }) => !isLeft(stack, tenant));
  return [...removed, ...stack.replaced].map(({ tenant, addresses }) => ({ tenant, address: addresses[0] ?? "" }));
}
