import { execFileSync } from "node:child_process";
import { TemporaryDirectory } from "./temporary-directory";

const DAY = 24 * 60 * 60 * 1000;

/** A real git repository in a temporary directory, with nobody's configuration, whose commits have given dates. */
export class Repository extends TemporaryDirectory {
  readonly #today: number;

  constructor(today = Date.now()) {
    super();
    this.#today = today;
    this.git("init", "--quiet", "--initial-branch=main");
  }

  /** Writes tenants' files, by default in the fleet at the root. */
  tenants(names: readonly string[], fleet = ""): void {
    for (const name of names) {
      this.write(`${fleet}tenants/${name}.json`, { hosts: [`${name}.shop.example`], description: name.repeat(20) });
    }
  }

  /** Commits everything, dated so many days before today. */
  commit(daysAgo = 0): void {
    this.git("add", "--all");
    this.gitAt(daysAgo, "commit", "--quiet", "--allow-empty", "--message", "Change\n\nA body.");
  }

  git(...args: readonly string[]): string {
    return this.gitAt(0, ...args);
  }

  gitWithInput(input: string, ...args: readonly string[]): string {
    return this.#run(0, args, input);
  }

  gitAt(daysAgo: number, ...args: readonly string[]): string {
    return this.#run(daysAgo, args, "");
  }

  /** For git and for what runs it. */
  environment(daysAgo = 0): Readonly<Record<string, string>> {
    return {
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_AUTHOR_NAME: "Somebody",
      GIT_AUTHOR_EMAIL: "somebody@shop.example",
      GIT_COMMITTER_NAME: "Somebody",
      GIT_COMMITTER_EMAIL: "somebody@shop.example",
      // Rebased and cherry-picked commits have an older author's date; it must not matter.
      GIT_AUTHOR_DATE: "2001-01-01T00:00:00Z",
      GIT_COMMITTER_DATE: new Date(this.#today - daysAgo * DAY).toISOString(),
    };
  }

  #run(daysAgo: number, args: readonly string[], input: string): string {
    return execFileSync("git", args, {
      cwd: this.directory,
      encoding: "utf8",
      input,
      stdio: ["pipe", "pipe", "pipe"],
      env: { PATH: process.env.PATH, ...this.environment(daysAgo) },
    });
  }
}
