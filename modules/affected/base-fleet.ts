import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors";
import { inTemporaryDirectory } from "../files";
import { checkFleet, type PlannedFleet, type RefusedFleet } from "../fleet";
import { type GitOptions, runGit } from "../git";
import { PLATFORM_FILE } from "../model";

/** There is nothing to compare with: no git, no repository, no such revision. Its message is meant for the user. */
export class BaseFleetError extends UserError {
  override readonly name = "BaseFleetError";
  override readonly code = "no-base";
}

/** A fleet as it was at a revision, checked by the rules of today; undefined when it was not there yet. */
export type BaseFleet = PlannedFleet | RefusedFleet | undefined;

/**
 * Reads a fleet directory as it was at a git revision. Neither the working tree nor its index is touched: the files
 * are checked out by an index of their own into a temporary directory, so that links stay links and are refused.
 *
 * @param directory the fleet directory; may be below the repository's root
 * @throws BaseFleetError
 */
export function readBaseFleet(directory: string, revision: string): BaseFleet {
  const commit = resolveCommit(directory, revision);
  const files = filesAt(directory, commit);
  if (files === undefined) return undefined;
  return inTemporaryDirectory((temporary) => {
    const fleet = join(temporary, "fleet");
    // Git knows no empty directories.
    mkdirSync(join(fleet, "tenants"), { recursive: true });
    const env = { GIT_INDEX_FILE: join(temporary, "index") };
    // From a directory below, git would check out that directory's files only.
    const root = required(directory, ["rev-parse", "--show-toplevel"]).replace(/\n$/, "");
    required(root, ["update-index", "-z", "--index-info"], { env, input: files });
    required(root, ["checkout-index", "--all", `--prefix=${fleet}/`], { env });
    return checkFleet(fleet);
  });
}

/** The fleet's files in a commit, as `git ls-tree -z` lists them; undefined when there was no `platform.json`. */
function filesAt(directory: string, commit: string): string | undefined {
  const prefix = required(directory, ["rev-parse", "--show-prefix"]).replace(/\/?\n$/, "");
  const tree = runGit(directory, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${commit}:${prefix}`]);
  if ("why" in tree) return undefined;
  const list = ["ls-tree", "-r", "-z", "--full-tree", tree.output.trim()];
  const files = required(directory, [...list, PLATFORM_FILE, "tenants"]);
  return files.split("\0").some((entry) => entry.endsWith(`\t${PLATFORM_FILE}`)) ? files : undefined;
}

function resolveCommit(directory: string, revision: string): string {
  const shallow = required(directory, ["rev-parse", "--is-shallow-repository"]).trim() === "true";
  const find = (name: string) =>
    runGit(directory, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`]);
  const found = find(revision);
  if ("output" in found) return found.output.trim();
  let help = "Name a branch, a tag or a commit.";
  if ("output" in find(`origin/${revision}`)) help = `Did you mean origin/${revision}?`;
  else if (shallow) help = "The clone is shallow: git fetch --unshallow, or fetch-depth: 0 in CI.";
  throw new BaseFleetError(`There is no git revision ${JSON.stringify(revision)} here. ${help}`);
}

function required(directory: string, args: readonly string[], options: GitOptions = {}): string {
  const result = runGit(directory, args, options);
  if ("output" in result) return result.output;
  throw new BaseFleetError(`There is nothing to compare with: ${result.why}.`);
}
