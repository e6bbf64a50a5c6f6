import { UserError } from "../errors";
import { type NoGit, readBlobs, runGit } from "../git";
import { PLATFORM_FILE, readFiles, TENANTS_DIRECTORY } from "../source";
import { checkSource, type PlannedFleet, type RefusedFleet } from "./check-fleet";
import { RevisionFiles, type TreeEntry } from "./revision-files";

/** There is nothing to compare with: no git, no repository, no such revision. Its message is meant for the user. */
export class BaseFleetError extends UserError {
  override readonly name = "BaseFleetError";
  override readonly code = "no-base";
}

/** A fleet as it was at a revision, checked by the rules of today; undefined when it was not there yet. */
export type BaseFleet = PlannedFleet | RefusedFleet | undefined;

/** A commit of the branch, and when it was made. */
export interface BranchCommit {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/**
 * A fleet directory in its git repository. Files are read as they were committed: neither the working tree nor its index
 * is touched, and nothing of the clone runs (hooks, filters).
 */
export class FleetRepository {
  readonly isShallow: boolean;
  readonly #directory: string;
  /** From the repository's root, with a slash behind; empty for the root itself. */
  readonly #prefix: string;
  /** By id: most files are the same in commit after commit. */
  readonly #blobs = new Map<string, Buffer>();

  private constructor(directory: string, isShallow: boolean, prefix: string) {
    this.#directory = directory;
    this.isShallow = isShallow;
    this.#prefix = prefix;
  }

  /** @param directory the fleet directory; may be below the repository's root */
  static open(directory: string): FleetRepository | NoGit {
    const asked = runGit(directory, ["rev-parse", "--is-shallow-repository", "--show-prefix"]);
    if ("why" in asked) return asked;
    const at = asked.output.indexOf("\n");
    return new FleetRepository(directory, asked.output.slice(0, at) === "true", asked.output.slice(at + 1, -1));
  }

  /** The commit of a branch, a tag or a commit's name. */
  commit(revision: string): string | undefined {
    const name = `${revision}^{commit}`;
    const found = runGit(this.#directory, ["rev-parse", "--verify", "--quiet", "--end-of-options", name]);
    return "output" in found ? found.output.trim() : undefined;
  }

  /** What the branch was at, the newest first; of a merge only the branch's own side. None before the first commit. */
  branchCommits(): BranchCommit[] {
    const listed = runGit(this.#directory, ["rev-list", "--first-parent", "--timestamp", "HEAD", "--"]);
    if ("why" in listed) return [];
    return listed.output
      .trimEnd()
      .split("\n")
      .map((line) => {
        const [seconds, id = ""] = line.split(" ");
        return { id, time: Number(seconds) * 1000 };
      });
  }

  /**
   * The fleet's files in a commit, as git lists them: equal for commits in which the fleet is the same.
   *
   * @throws BaseFleetError when the clone cannot tell
   */
  filesAt(commit: string): string {
    const paths = [`${this.#prefix}${PLATFORM_FILE}`, `${this.#prefix}${TENANTS_DIRECTORY}`];
    const listed = runGit(this.#directory, ["ls-tree", "-r", "-z", "--full-tree", commit, ...paths]);
    if ("why" in listed) throw nothingToCompare(listed.why);
    return listed.output;
  }

  /**
   * The fleet that these files are.
   *
   * @param files from `filesAt`
   * @throws BaseFleetError when the clone lacks one of them
   */
  fleetOf(files: string): BaseFleet {
    const entries = this.#entries(files);
    if (!entries.some(({ path }) => path === PLATFORM_FILE)) return undefined;
    this.#fetch(entries.filter(({ mode }) => mode !== "160000").map(({ id }) => id));
    return checkSource(readFiles(new RevisionFiles(entries, this.#blobs)));
  }

  #entries(listed: string): TreeEntry[] {
    const entries = listed.split("\0").flatMap((line) => {
      const [, mode, id, path] = /^(\d+) \w+ (\w+)\t(.*)$/s.exec(line) ?? [];
      if (mode === undefined || id === undefined || path === undefined) return [];
      return [{ mode, id, path: path.slice(this.#prefix.length) }];
    });
    // A tree made by hand can have any names.
    const strange = entries.find(({ path }) => path.split("/").some((part) => ["", ".", "..", ".git"].includes(part)));
    if (strange !== undefined) throw nothingToCompare(`the revision has a file ${JSON.stringify(strange.path)}`);
    return entries;
  }

  #fetch(ids: readonly string[]): void {
    const missing = ids.filter((id) => !this.#blobs.has(id));
    if (missing.length === 0) return;
    const read = readBlobs(this.#directory, missing);
    if ("why" in read) throw nothingToCompare(read.why);
    missing.forEach((id, index) => {
      this.#blobs.set(id, read.blobs[index]!);
    });
  }
}

/**
 * Reads a fleet directory as it was at a git revision.
 *
 * @param directory the fleet directory; may be below the repository's root
 * @throws BaseFleetError
 */
export function readBaseFleet(directory: string, revision: string): BaseFleet {
  const repository = FleetRepository.open(directory);
  if ("why" in repository) throw nothingToCompare(repository.why);
  const commit = repository.commit(revision);
  if (commit !== undefined) return repository.fleetOf(repository.filesAt(commit));
  let help = "Name a branch, a tag or a commit.";
  if (repository.commit(`origin/${revision}`) !== undefined) help = `Did you mean origin/${revision}?`;
  else if (repository.isShallow) help = "The clone is shallow: git fetch --unshallow, or fetch-depth: 0 in CI.";
  throw new BaseFleetError(`There is no git revision ${JSON.stringify(revision)} here. ${help}`);
}

function nothingToCompare(why: string): BaseFleetError {
  return new BaseFleetError(`There is nothing to compare with: ${why}.`);
}
