import { spawn } from "node:child_process";
import { accessSync, chmodSync, constants, existsSync, readFileSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { bundle, INSTALLED, PROGRAM } from "../support/installed-package";
import { TemporaryDirectory } from "../support/temporary-directory";
import { STAND_INS, type StandIn } from "./stand-ins";

/** Tools that every system with a shell has, and git. */
const TOOLS = "basename cat cp find fold git grep head ln mkdir mv sed sh sleep tail tr".split(" ");

/** Happens before a program's stand-in. */
const PRELUDES: Readonly<Record<string, string>> = {
  // `npm run` runs a script in the project's directory, wherever in the project it is called.
  npm: '[ "$1" != run ] || while [ ! -e package.json ]; do [ "$PWD" != / ] || exit 254; cd ..; done',
  // `npx` finds the project's programs from anywhere in the project.
  npx: '(while [ ! -e package.json ]; do [ "$PWD" != / ] || exit 254; cd ..; done)',
  cdktf: `[ -e cdktf.json ] || { echo "cdktf.json is not in $PWD" >&2; exit 1; }
    app() {
      if [ -e node_modules/tenantry ]; then "$NODE" --import "$TSX" main.ts; else "$NODE" "$MAIN"; fi
      echo "$FLEET" > cdktf.out/fleet
    }`,
  terraform: `case $1 in -chdir=*) cd "\${1#-chdir=}"; shift;; esac
    [ -e cdk.tf.json ] || [ "$1" = state ] || { echo "no Terraform in $PWD" >&2; exit 1; }
    stack=$(basename "$PWD")`,
};

export interface Printed {
  readonly code: number | null;
  readonly stdout: string;
  /** With stderr in between, as a terminal shows it. */
  readonly all: string;
}

/** A real shell with the program that is built, usual tools, and stand-ins for everything else. */
export class Shell {
  readonly #directory = new TemporaryDirectory();
  readonly #variables: Readonly<Record<string, string>>;

  /** @param variables what the stand-ins find in the environment */
  constructor(variables: Readonly<Record<string, string>>) {
    for (const tool of TOOLS) symlinkSync(whereIs(tool), this.#directory.path(tool));
    this.#script("tenantry", 'exec "$NODE" "$PROGRAM" "$@"');
    for (const program of new Set(STAND_INS.map(programOf))) this.#script(fileName(program), dispatcher(program));
    this.#variables = {
      NODE: process.execPath,
      PROGRAM,
      INSTALLED,
      MAIN: bundle("main"),
      TSX: require.resolve("tsx"),
      USED: this.#directory.path("used"),
      PATH: this.#directory.directory,
      ...variables,
    };
  }

  /** Where the stand-in of a program is that is called by its path. */
  standInFor(path: string): string {
    return this.#directory.path(fileName(path));
  }

  /** The stand-ins that were used, by their commands. */
  used(): ReadonlySet<string> {
    const file = this.#directory.path("used");
    return new Set(existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : []);
  }

  /** Runs a script up to its first command that fails. */
  run(script: string, cwd: string, environment: Readonly<Record<string, string>>): Promise<Printed> {
    const child = spawn("/bin/sh", ["-ec", script], {
      cwd,
      env: { ...this.#variables, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let all = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      all += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      all += text;
    });
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, stdout, all }));
    });
  }

  remove(): void {
    this.#directory.remove();
  }

  #script(name: string, body: string): void {
    this.#directory.write(name, `#!/bin/sh\nset -e\n${body}\n`);
    chmodSync(this.#directory.path(name), 0o755);
  }
}

function programOf({ command }: StandIn): string {
  return command.split(" ")[0]!;
}

function fileName(program: string): string {
  return program.replaceAll("/", "-");
}

function dispatcher(program: string): string {
  const cases = STAND_INS.filter((standIn) => programOf(standIn) === program).map(
    ({ command, does = ":" }) => `${pattern(command)})\necho ${quoted(command)} >> "$USED"\n${does}\n;;`,
  );
  const refusal = `echo "no stand-in for: ${program} $*" >&2; exit 127`;
  return `${PRELUDES[program] ?? ""}\ncase "${program}\${1+ }$*" in\n${cases.join("\n")}\n*) ${refusal} ;;\nesac`;
}

/** A pattern of sh in which only `*` means something. */
function pattern(command: string): string {
  return command
    .split("*")
    .map((part) => (part === "" ? "" : quoted(part)))
    .join("*");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function whereIs(tool: string): string {
  const candidates = (process.env.PATH ?? "").split(delimiter).map((directory) => join(directory, tool));
  const found = candidates.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (found === undefined) throw new Error(`There is no ${tool} on this machine.`);
  return found;
}
