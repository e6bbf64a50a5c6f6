import { spawnSync } from "node:child_process";

/** Git is not there, or the directory is in no repository. Its message is meant for the user. */
export class GitUnavailableError extends Error {
  override readonly name = "GitUnavailableError";
}

export interface GitOptions {
  readonly input?: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The directory says which repository is meant, not the hook or the shell that the program runs in. */
const REPOSITORY_VARIABLES = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];

/** A log has about 100 bytes per commit and tenant. */
const MAX_OUTPUT_BYTES = 512 * 1024 * 1024;

/**
 * Runs git in a directory.
 *
 * @returns what it printed, or why it failed
 * @throws GitUnavailableError when there is no git, or no repository
 */
export function runGit(
  directory: string,
  args: readonly string[],
  { input = "", env = {} }: GitOptions = {},
): { readonly output: string } | { readonly failure: string } {
  const inherited = Object.entries(process.env).filter(([name]) => !REPOSITORY_VARIABLES.includes(name));
  const { error, status, stdout, stderr } = spawnSync("git", ["-C", directory, ...args], {
    encoding: "utf8",
    // The messages that are looked at below are the untranslated ones.
    env: { ...Object.fromEntries(inherited), LC_ALL: "C", ...env },
    input,
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  if (error !== undefined) {
    const { code } = error as NodeJS.ErrnoException;
    throw new GitUnavailableError(
      code === "ENOENT" ? "Git is not installed, or not in PATH." : `Git could not be run: ${error.message}.`,
    );
  }
  if (status === 0) return { output: stdout };
  if (stderr.includes("not a git repository")) {
    throw new GitUnavailableError(`${directory} is in no git repository.`);
  }
  return { failure: stderr.trim().split("\n")[0] || `git ${args[0]} ended with status ${status}` };
}
