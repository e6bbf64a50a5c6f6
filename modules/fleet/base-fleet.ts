import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../errors";
import { inTemporaryDirectory } from "../files";
import { readBlobs, runGit } from "../git";
import { PLATFORM_FILE, TENANTS_DIRECTORY } from "../source";
import { checkFleet, type PlannedFleet, type RefusedFleet } from "./check-fleet";

/** There is nothing to compare with: no git, no repository, no such revision. Its message is meant for the user. */
export class BaseFleetError extends UserError {
  override readonly name = "BaseFleetError";
  override readonly code = "no-base";
}

/** A fleet as it was at a revision, checked by the rules of today; undefined when it was not there yet. */
export type BaseFleet = PlannedFleet | RefusedFleet | undefined;

/**
 * Reads a fleet directory as it was at a git revision. Neither the working tree nor its index is touched, and nothing
 * of the clone runs (hooks, filters): the files are written as they were committed into a temporary directory, links
 * as links, so that they are refused.
 *
 * @param directory the fleet directory; may be below the repository's root
 * @throws BaseFleetError
 */
export function readBaseFleet(directory: string, revision: string): BaseFleet {
  const commit = resolveCommit(directory, revision);
  const entries = entriesAt(directory, commit);
  if (entries === undefined) return undefined;
  const read = readBlobs(
    directory,
    entries.map(({ id }) => id),
  );
  if ("why" in read) throw nothingToCompare(read.why);
  return inTemporaryDirectory((fleet) => {
    // Git knows no empty directories.
    mkdirSync(join(fleet, TENANTS_DIRECTORY));
    const isLink = ({ mode }: Entry) => mode === "120000";
    const files = entries.map((entry, index) => ({ entry, content: read.blobs[index] ?? Buffer.alloc(0) }));
    for (const { entry, content } of files.filter(({ entry }) => !isLink(entry))) {
      const path = join(fleet, entry.path);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content, { flag: "wx" });
    }
    // Last, so that nothing is written through one of them.
    for (const { entry, content } of files.filter(({ entry }) => isLink(entry))) {
      symlinkSync(content, join(fleet, entry.path));
    }
    return checkFleet(fleet);
  });
}

interface Entry {
  /** 100644, 100755 or 120000, a link. */
  readonly mode: string;
  readonly id: string;
  /** Relative to the fleet directory. */
  readonly path: string;
}

/** The fleet's files in a commit; undefined when there was no `platform.json`. */
function entriesAt(directory: string, commit: string): Entry[] | undefined {
  const prefix = required(directory, ["rev-parse", "--show-prefix"]).replace(/\/?\n$/, "");
  const tree = runGit(directory, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${commit}:${prefix}`]);
  if ("why" in tree) return undefined;
  const list = ["ls-tree", "-r", "-z", "--full-tree", tree.output.trim()];
  const listed = required(directory, [...list, PLATFORM_FILE, TENANTS_DIRECTORY]).split("\0");
  const entries = listed.flatMap((line) => {
    const [, mode, type, id, path] = /^(\d+) (\w+) (\w+)\t(.*)$/s.exec(line) ?? [];
    // A submodule is a directory, of which the commit has nothing.
    return mode === undefined || id === undefined || path === undefined || type !== "blob" ? [] : [{ mode, id, path }];
  });
  // A tree made by hand can have any names.
  const strange = entries.find(({ path }) => path.split("/").some((part) => ["", ".", "..", ".git"].includes(part)));
  if (strange !== undefined) throw nothingToCompare(`the revision has a file ${JSON.stringify(strange.path)}`);
  return entries.some(({ path }) => path === PLATFORM_FILE) ? entries : undefined;
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

function required(directory: string, args: readonly string[]): string {
  const result = runGit(directory, args);
  if ("output" in result) return result.output;
  throw nothingToCompare(result.why);
}

function nothingToCompare(why: string): BaseFleetError {
  return new BaseFleetError(`There is nothing to compare with: ${why}.`);
}
