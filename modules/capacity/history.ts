import { runGit } from "../git";

/** When each tenant of a fleet came into its repository, or why that is not known. */
export type History = KnownHistory | UnknownHistory;

export interface KnownHistory {
  readonly known: true;
  /** By tenant, also removed ones: when its file was first committed, in milliseconds since 1970. */
  readonly addedAt: ReadonlyMap<string, number>;
}

export interface UnknownHistory {
  readonly known: false;
  /** Completes "no forecast: …". */
  readonly why: string;
}

/**
 * Every fleet's tenants in the repository, so that a fleet that was moved to another directory keeps its dates: git
 * finds a rename only where it sees both ends.
 */
const TENANT_FILES = ":(top,glob)**/tenants/*.json";

/**
 * Reads from git when each tenant was added. A renamed file keeps the date of its first name, one that was removed
 * and came back the date of its first coming: neither is growth. Merges count nothing; the commits that they bring
 * have dates of their own.
 *
 * @param directory the fleet directory; may be below the repository's root
 */
export function readHistory(directory: string): History {
  const where = runGit(directory, ["rev-parse", "--is-shallow-repository", "--show-prefix"]);
  if ("why" in where) return { known: false, why: where.why };
  const [shallow, prefix = ""] = where.output.split("\n");
  if (shallow === "true") {
    return {
      known: false,
      why: "the clone is shallow, so git does not know when tenants were added (git fetch --unshallow; in CI fetch-depth: 0)",
    };
  }
  if ("why" in runGit(directory, ["rev-parse", "--verify", "--quiet", "HEAD"])) {
    return { known: false, why: "the repository has no commits yet" };
  }
  const log = runGit(directory, [
    ...["log", "--topo-order", "--reverse", "--full-history", "--no-merges", "--no-show-signature"],
    ...["--find-renames", "--no-relative", "--name-status", "-z", "--format=%x01%ct", "--", TENANT_FILES],
  ]);
  if ("why" in log) return { known: false, why: log.why };
  const addedAt = tenantsBelow(`${prefix}tenants/`, firstCommits(log.output));
  if (addedAt.size === 0) return { known: false, why: "no tenant's file has been committed to git" };
  return { known: true, addedAt };
}

/** By path: when it was first committed, under whatever name. Reads `git log -z --name-status --format=%x01%ct`. */
function firstCommits(log: string): Map<string, number> {
  const first = new Map<string, number>();
  const note = (path: string, time: number) => first.set(path, Math.min(time, first.get(path) ?? time));
  const tokens = log.split("\0").values();
  const next = () => tokens.next().value ?? "";
  let time = 0;
  for (const token of tokens) {
    const status = token.trimStart();
    if (status.startsWith("\u0001")) time = Number(status.slice(1)) * 1000;
    else if (status.startsWith("R") || status.startsWith("C")) {
      const from = next();
      note(next(), status.startsWith("R") ? (first.get(from) ?? time) : time);
    } else if (status !== "") {
      const path = next();
      if (status === "A") note(path, time);
    }
  }
  return first;
}

function tenantsBelow(directory: string, first: ReadonlyMap<string, number>): Map<string, number> {
  const tenants = new Map<string, number>();
  for (const [path, time] of first) {
    const name = path.slice(directory.length, -".json".length);
    if (path.startsWith(directory) && !name.includes("/")) tenants.set(name, time);
  }
  return tenants;
}
