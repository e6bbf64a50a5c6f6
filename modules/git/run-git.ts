import { spawnSync } from "node:child_process";

/** Why git did not do it, as a clause: `git is not installed`. */
export interface NoGit {
  readonly why: string;
}

/** What git printed, or why it did not do it. */
export type GitResult = { readonly output: string } | NoGit;

/** The directory says which repository is meant, not the hook or the shell that the program runs in. */
const REPOSITORY_VARIABLES = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];

/**
 * What the clone's own configuration would run: hooks, a monitor of its files, the check of signatures, a fetch of
 * objects that a partial clone lacks.
 */
const NOTHING_RUNS = ["-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false"];
const NO_FETCH = { GIT_NO_LAZY_FETCH: "1", GIT_TERMINAL_PROMPT: "0" };

/** A log has about 100 bytes per commit and tenant. */
const MAX_OUTPUT_BYTES = 512 * 1024 * 1024;

/**
 * Runs git in a directory, for reading. Nothing runs that the clone's configuration names.
 *
 * @param args whatever comes from a user must stand behind `--end-of-options` or `--`
 */
export function runGit(directory: string, args: readonly string[]): GitResult {
  const result = spawnGit(directory, args, "");
  return "why" in result ? result : { output: result.output.toString("utf8") };
}

/**
 * The content of objects as it was committed: no filter of the clone changes it.
 *
 * @param ids of blobs
 */
export function readBlobs(directory: string, ids: readonly string[]): { readonly blobs: readonly Buffer[] } | NoGit {
  const result = spawnGit(directory, ["cat-file", "--batch"], ids.map((id) => `${id}\n`).join(""));
  if ("why" in result) return result;
  const blobs: Buffer[] = [];
  let offset = 0;
  for (const id of ids) {
    // <id> blob <size>\n<content>\n
    const end = result.output.indexOf("\n", offset);
    const [, type, size] = result.output.toString("latin1", offset, end).split(" ");
    if (type !== "blob") return { why: `the clone lacks the object ${id}` };
    blobs.push(result.output.subarray(end + 1, end + 1 + Number(size)));
    offset = end + 1 + Number(size) + 1;
  }
  return { blobs };
}

function spawnGit(directory: string, args: readonly string[], input: string): { readonly output: Buffer } | NoGit {
  const inherited = Object.entries(process.env).filter(([name]) => !REPOSITORY_VARIABLES.includes(name));
  const { error, status, stdout, stderr } = spawnSync("git", ["-C", directory, ...NOTHING_RUNS, ...args], {
    // The message that is looked at below is the untranslated one.
    env: { ...Object.fromEntries(inherited), ...NO_FETCH, LC_ALL: "C" },
    input,
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  if (error !== undefined) {
    const { code } = error as NodeJS.ErrnoException;
    return { why: code === "ENOENT" ? "git is not installed" : `git could not be run (${code ?? error.message})` };
  }
  if (status === 0) return { output: stdout };
  const message = stderr.toString("utf8");
  if (message.includes("not a git repository")) return { why: "the fleet is not in a git repository" };
  return { why: `git says: ${message.split("\n")[0]}` };
}
