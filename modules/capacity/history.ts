import { BaseFleetError, FleetRepository } from "../fleet";
import type { LoadBalancerPlan, Plan } from "../plan";
import { HISTORY_WEEKS, WEEK } from "./forecast";

/** What a fleet was in the last weeks, or why that is not known. */
export type History = KnownHistory | UnknownHistory;

export interface KnownHistory {
  readonly known: true;
  /**
   * What of the fleet's plan at the end of each of the last weeks is counted, the oldest first, without today's.
   * Undefined where it was not there yet, or where today's rules refuse what it was.
   */
  readonly plans: readonly (PastPlan | undefined)[];
}

export interface UnknownHistory {
  readonly known: false;
  /** Completes "no forecast: …". */
  readonly why: string;
}

/** A plan of the past: of a dozen large fleets no more is held. */
export interface PastPlan {
  readonly loadBalancers: readonly Pick<LoadBalancerPlan, "key" | "tenants" | "quotas">[];
}

/**
 * Plans a fleet as it was at the end of each of the last weeks, from git: the commit that the branch was at then, so
 * that what a merge brought counts from the merge on.
 *
 * @param directory the fleet directory; may be below the repository's root
 * @param today milliseconds since 1970
 */
export function readHistory(directory: string, today: number): History {
  const repository = FleetRepository.open(directory);
  if ("why" in repository) return { known: false, why: repository.why };
  if (repository.isShallow) {
    return {
      known: false,
      why: "the clone is shallow, so git does not know what the fleet was (git fetch --unshallow; in CI fetch-depth: 0)",
    };
  }
  const commits = repository.branchCommits();
  if (commits.length === 0) return { known: false, why: "the repository has no commits yet" };
  const planned = new Map<string, PastPlan | undefined>();
  const plans = Array.from({ length: HISTORY_WEEKS }, (_, index) => {
    const end = today - (HISTORY_WEEKS - index) * WEEK;
    const commit = commits.find(({ time }) => time <= end);
    return commit && planAt(repository, commit.id, planned);
  });
  return { known: true, plans };
}

/** @param planned by the fleet's files: weeks in which nothing changed are planned once */
function planAt(
  repository: FleetRepository,
  commit: string,
  planned: Map<string, PastPlan | undefined>,
): PastPlan | undefined {
  try {
    const files = repository.filesAt(commit);
    if (!planned.has(files)) planned.set(files, pastPlan(repository.fleetOf(files)?.plan));
    return planned.get(files);
  } catch (error) {
    // A partial clone lacks some of it.
    if (error instanceof BaseFleetError) return undefined;
    throw error;
  }
}

function pastPlan(plan: Plan | undefined): PastPlan | undefined {
  return plan && { loadBalancers: plan.loadBalancers.map(({ key, tenants, quotas }) => ({ key, tenants, quotas })) };
}
