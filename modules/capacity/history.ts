import { BaseFleetError, readBaseFleet } from "../fleet";
import { runGit } from "../git";
import type { Plan } from "../plan";
import { HISTORY_WEEKS, WEEK } from "./forecast";

/** What a fleet was in the last weeks, or why that is not known. */
export type History = KnownHistory | UnknownHistory;

export interface KnownHistory {
  readonly known: true;
  /**
   * The fleet's plan at the end of each of the last weeks, the oldest first, without today's. Undefined where it was not
   * there yet, or where today's rules refuse what it was.
   */
  readonly plans: readonly (Plan | undefined)[];
}

export interface UnknownHistory {
  readonly known: false;
  /** Completes "no forecast: …". */
  readonly why: string;
}

/**
 * Plans a fleet as it was at the end of each of the last weeks, from git: the commit that the branch was at then, so
 * that what a merge brought counts from the merge on.
 *
 * @param directory the fleet directory; may be below the repository's root
 * @param today milliseconds since 1970
 */
export function readHistory(directory: string, today: number): History {
  const shallow = runGit(directory, ["rev-parse", "--is-shallow-repository"]);
  if ("why" in shallow) return { known: false, why: shallow.why };
  if (shallow.output.trim() === "true") {
    return {
      known: false,
      why: "the clone is shallow, so git does not know what the fleet was (git fetch --unshallow; in CI fetch-depth: 0)",
    };
  }
  if ("why" in runGit(directory, ["rev-parse", "--verify", "--quiet", "HEAD"])) {
    return { known: false, why: "the repository has no commits yet" };
  }
  const planned = new Map<string, Plan | undefined>();
  const plans = Array.from({ length: HISTORY_WEEKS }, (_, index) => {
    const commit = commitAt(directory, today - (HISTORY_WEEKS - index) * WEEK);
    if (commit === undefined) return undefined;
    const files = filesOf(directory, commit);
    if (!planned.has(files)) planned.set(files, planAt(directory, commit));
    return planned.get(files);
  });
  return { known: true, plans };
}

/** The commit that the branch was at; undefined when there was none. */
function commitAt(directory: string, time: number): string | undefined {
  const before = `--before=${new Date(time).toISOString()}`;
  const found = runGit(directory, ["rev-list", "--first-parent", "--max-count=1", before, "HEAD"]);
  return "output" in found ? found.output.trim() || undefined : undefined;
}

/** Equal for commits in which the fleet is the same: weeks in which nothing changed are planned once. */
function filesOf(directory: string, commit: string): string {
  const listed = runGit(directory, ["ls-tree", commit, "platform.json", "tenants"]);
  return "output" in listed ? listed.output : commit;
}

function planAt(directory: string, commit: string): Plan | undefined {
  try {
    return readBaseFleet(directory, commit)?.plan;
  } catch (error) {
    if (error instanceof BaseFleetError) return undefined;
    throw error;
  }
}
