#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { FleetNotFoundError } from "../source";
import { check } from "./check";
import { print, printDiagnostic, printJson, UsageError } from "./output";
import { routes } from "./routes";

const EXIT_USAGE = 2;

/** The program's commands. Each is loaded with what it needs only when it runs: `check` never sees AWS's SDK. */
function program(setExitCode: (code: number) => void): Command {
  const tenantry = new Command("tenantry")
    .description("Hundreds of tenants on one Application Load Balancer, as Terraform")
    .configureOutput({ writeOut: print, writeErr: printDiagnostic })
    .exitOverride()
    .showHelpAfterError("(--help shows the usage)");
  const command = (name: string, description: string) =>
    tenantry
      .command(name)
      .description(description)
      .option("--fleet <dir>", "the fleet directory (default: $FLEET, else the current directory)")
      .option("--json", "one JSON document on stdout");

  command("check", "validate the fleet; prints every finding at once")
    .option("--markdown", "for a pull request")
    .action((options) => setExitCode(check(options)));
  command("routes", "the listener rules that each ALB will have, in priority order")
    .option("--lb <name>", "one load balancer only")
    .option("--markdown", "for a pull request")
    .action((options) => setExitCode(routes(options)));
  return tenantry;
}

async function main(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  try {
    await program((code) => {
      exitCode = code;
    }).parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
    if (!(error instanceof UsageError || error instanceof FleetNotFoundError)) throw error;
    if (args.includes("--json")) printJson({ ok: false, error: { message: error.message } });
    printDiagnostic(`${error.message}\n`);
    return EXIT_USAGE;
  }
}

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
