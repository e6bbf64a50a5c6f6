import { spawn } from "node:child_process";
import { join } from "node:path";
import { PROGRAM } from "./installed-package";

/** A fleet of its own, like the one at the root, which people replace by theirs. */
export const EXAMPLE_FLEET = join(__dirname, "example");

/** What the program left behind. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** The directory in which the program runs. Default: the example fleet's. */
  readonly cwd?: string;
  /** Added to a plain environment without `FLEET`, colours and GIT_*; undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds after which the program is ended (code null). */
  readonly timeout?: number;
  /** What is piped in; nothing by default. */
  readonly input?: string;
}

/** Runs the real program, as it is installed, as a child process. */
export function runTenantry(
  args: readonly string[],
  { cwd = EXAMPLE_FLEET, env = {}, timeout = 100_000, input }: RunOptions = {},
): Promise<Outcome> {
  const [program, ...rest] = commandLine(args);
  const child = spawn(program, rest, {
    cwd,
    env: environment(env),
    timeout,
    killSignal: "SIGKILL",
    stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
  });
  child.stdin?.end(input);
  return new Promise((resolve, reject) => {
    let stdout = "";
    let stderr = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** The program and its arguments, for a test that needs a child process or a shell of its own. */
export function commandLine(args: readonly string[]): [program: string, ...args: string[]] {
  return [process.execPath, PROGRAM, ...args];
}

function environment(added: NonNullable<RunOptions["env"]>): NodeJS.ProcessEnv {
  const plain = Object.entries(process.env).filter(([name]) => !/^(FLEET|NO_COLOR|FORCE_COLOR|GIT_.*)$/.test(name));
  return { ...Object.fromEntries(plain), ...added };
}
