#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { FleetNotFoundError } from "../source";
import { print, printDiagnostic, printJson, UsageError } from "./output";

const EXIT_USAGE = 2;

/** What a command does with its operands and options; gives the exit code. */
type Run = (...operandsAndOptions: never[]) => number | Promise<number>;

/** The program's commands. Each is loaded with what it needs only when it runs: `check` never sees AWS's SDK. */
function program(setExitCode: (code: number) => void): Command {
  const tenantry = new Command("tenantry")
    .description("Hundreds of tenants on one Application Load Balancer, as Terraform")
    .configureOutput({ writeOut: print, writeErr: printDiagnostic })
    .exitOverride()
    .showHelpAfterError("(--help shows the usage)");
  const command = (usage: string, description: string) =>
    tenantry
      .command(usage)
      .description(description)
      .option("--fleet <dir>", "the fleet directory (default: $FLEET, else the current directory)")
      .option("--json", "one JSON document on stdout");
  const run =
    (load: () => Promise<Run>) =>
    async (...given: unknown[]) => {
      // Commander adds itself at the end.
      const execute = await load();
      setExitCode(await execute(...(given.slice(0, -1) as never[])));
    };

  command("check", "validate the fleet; prints every finding at once")
    .option("--markdown", "for a pull request")
    .action(run(async () => (await import("./check")).check));
  command("routes", "the listener rules that each ALB will have, in priority order")
    .option("--lb <name>", "one load balancer only")
    .option("--markdown", "for a pull request")
    .action(run(async () => (await import("./routes")).routes));
  return tenantry;
}

async function main(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  const fail = (message: string) => {
    if (args.includes("--json")) printJson({ ok: false, error: { message } });
    return EXIT_USAGE;
  };
  try {
    await program((code) => {
      exitCode = code;
    }).parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has printed it already; its help and version are no failures.
      return error.exitCode === 0 ? 0 : fail(error.message);
    }
    if (!(error instanceof UsageError || error instanceof FleetNotFoundError)) throw error;
    printDiagnostic(`${error.message}\n`);
    return fail(error.message);
  }
}

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
