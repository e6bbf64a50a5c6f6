import { spawnSync } from "node:child_process";

export interface GitOptions {
  readonly input?: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What git printed, or why it did not do it, as a clause: `git is not installed`. */
export type GitResult = { readonly output: string } | { readonly why: string };

/** The directory says which repository is meant, not the hook or the shell that the program runs in. */
const REPOSITORY_VARIABLES = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];

/** A log has about 100 bytes per commit and tenant. */
const MAX_OUTPUT_BYTES = 512 * 1024 * 1024;

/**
 * Runs git in a directory.
 *
 * @param args whatever comes from a user must stand behind `--end-of-options` or `--`
 */
export function runGit(
  directory: string,
  args: readonly string[],
  { input = "", env = {} }: GitOptions = {},
): GitResult {
  const inherited = Object.entries(process.env).filter(([name]) => !REPOSITORY_VARIABLES.includes(name));
  const { error, status, stdout, stderr } = spawnSync("git", ["-C", directory, ...args], {
    encoding: "utf8",
    // The message that is looked at below is the untranslated one.
    env: { ...Object.fromEntries(inherited), LC_ALL: "C", ...env },
    input,
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  if (error !== undefined) {
    const { code } = error as NodeJS.ErrnoException;
    return { why: code === "ENOENT" ? "git is not installed" : `git could not be run (${code ?? error.message})` };
  }
  if (status === 0) return { output: stdout };
  if (stderr.includes("not a git repository")) return { why: "the fleet is not in a git repository" };
  return { why: `git says: ${stderr.split("\n")[0]}` };
}
