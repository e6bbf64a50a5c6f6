#!/usr/bin/env node
import { Command, CommanderError, Option } from "commander";
import { version } from "../../package.json";
import { UserError } from "../errors";
import { escapeControls } from "../terminal";
import { print, printDiagnostic, printJson, watchOutput } from "./output";

const EXIT_USAGE = 2;
/** A fault of the program itself, EX_SOFTWARE of sysexits.h: neither the fleet (1) nor the call (2) is wrong. */
const EXIT_BUG = 70;

/** What a command does with its operands and options; gives the exit code. */
type Run = (...operandsAndOptions: never[]) => number | Promise<number>;

/** The program's commands. Each is loaded with what it needs only when it runs: `check` never sees AWS's SDK. */
function program(setExitCode: (code: number) => void): Command {
  const tenantry = new Command("tenantry")
    .description("Hundreds of tenants on one Application Load Balancer, as Terraform")
    .version(version, "--version", "the version of this program")
    .configureOutput({ writeOut: print, writeErr: printDiagnostic, outputError: printWrongCall })
    .exitOverride()
    .showHelpAfterError("(--help shows the usage)");
  const command = (usage: string, description: string) =>
    tenantry
      .command(usage)
      .description(description)
      .option(
        "--fleet <dir>",
        "the fleet directory (default: $FLEET, else the nearest with a platform.json, from the current one upwards)",
      )
      .addOption(new Option("--json", "one JSON document on stdout").conflicts("markdown"));
  const run =
    (load: () => Promise<Run>) =>
    async (...given: unknown[]) => {
      // Commander adds itself at the end.
      const execute = await load();
      setExitCode(await execute(...(given.slice(0, -1) as never[])));
    };

  command("check", "validate the fleet; prints every finding at once")
    .option("--markdown", "for a pull request")
    .addOption(new Option("--sarif", "for GitHub code scanning, SARIF 2.1.0").conflicts(["json", "markdown"]))
    .option("--explain <code>", "what a finding's code means, with examples, instead of checking")
    .action(run(async () => (await import("./check")).check));
  command("routes", "the listener rules that each ALB will have, in priority order")
    .option("--lb <name>", "one load balancer only")
    .option("--markdown", "for a pull request")
    .action(run(async () => (await import("./routes")).routes));
  command("explain <url>", "which rule answers a request, and why no earlier one does")
    .option("--source-ip <ip>", "the client's address, for rules that look at it")
    .option("--lb <name>", "the load balancer that gets the request (default: the home of the host's tenant)")
    .action(run(async () => (await import("./explain")).explain));
  command("capacity", "every quota of every load balancer: used, free, what runs out first and when")
    .option(
      "--traffic <file>",
      "what `tenantry top --json` wrote: prints what rules cost, and which order would cost less",
    )
    .option("--fail-above <share>", "exit 1 when more than this share (0 to 1) of a quota is used")
    .option("--markdown", "for an issue or a pull request")
    .action(run(async () => (await import("./capacity")).capacity));
  command("report", "one self-contained page: load balancers, capacity, searchable routing table")
    .requiredOption("--out <file>", "the HTML file to write; an older report there is replaced")
    .action(run(async () => (await import("./report")).report));
  command("review [plan...]", "what Terraform plans mean for the tenants; blocks what must not happen")
    .option("--allow-removals <n>", "how many tenants may be removed or replaced, over all plans", "1")
    .option("--expect <stack...>", "stacks that must have a plan; may be repeated")
    .option("--markdown", "for a pull request")
    .action(run(async () => (await import("./review")).review));
  command(
    "init",
    "begin a fleet: platform.json, tenants/ and, in a new project, what cdktf needs; at a terminal it asks",
  )
    .option("-y, --yes", "ask nothing: what is not given gets an example, marked REPLACE")
    .option("--name <fleet>", "the fleet's name, part of every resource's name")
    .option("--domain <domain>", "the DNS domain below which the tenants' hosts are")
    .option("--region <region>", "the AWS Region")
    .option("--account <number>", "the AWS account")
    .option("--vpc <id>", "the VPC of the cluster")
    .option("--scheme <scheme>", "internet-facing or internal")
    .option("--subnets <id...>", "two or more subnets in different zones, public ones for internet-facing")
    .option("--certificate <arn>", "the certificate in ACM, for the domain and one label below it")
    .option("--context <name>", "the cluster, as a context of ~/.kube/config")
    .option("--namespace <name>", "the namespace of the tenants' Ingresses")
    .option("--service-namespace <name>", "the namespace of the Kubernetes Service that answers")
    .option("--service-name <name>", "its name")
    .option("--service-port <port>", "its port, by number or name")
    .option("--service-target-port <port>", "the port of its Pods, by number or name")
    .option("--health-check-path <path>", "a path that the Pods answer with 200")
    .action(run(async () => (await import("./init")).init));
  command("add <name>", "write the file of a new tenant, if the fleet is valid with it")
    .requiredOption("--host <host...>", "a host name of the tenant; may be repeated")
    .option("--service <name>", "the service that answers (default: the fleet's)")
    .option("--lb <name>", "the load balancer (default: the one with the most room that serves such hosts)")
    .action(run(async () => (await import("./add")).add));
  command(
    "move [tenant...]",
    "write the next step of a move to another load balancer; says what to wait for before the next",
  )
    .option("--to <lb>", "where the tenants go")
    .option("--back", "go back a step: to where they came from")
    .option(
      "--drain <lb>",
      "all tenants of a load balancer, as many at a time as fit elsewhere (default for --to: where there is room)",
    )
    .option("--moves <file>", "moves that `capacity --json` proposes (- reads them from a pipe)")
    .option("--verify", "refuse when the ALBs do not equal the plan: an earlier step has not arrived")
    .option("--markdown", "for a pull request")
    .action(run(async () => (await import("./move")).move));
  command("affected", "the stacks whose Terraform differs from the one at a git revision, in deployment order")
    .requiredOption("--base <ref>", "a branch, tag or commit, such as origin/main")
    .option("--fail-on-removed", "exit 1 when stacks of that revision are not generated any more")
    .action(run(async () => (await import("./affected")).affected));
  command(
    "import <file...>",
    "make a fleet of what `kubectl get ingress,svc,ingressclass,ingressclassparams,targetgroupbinding -A -o json` prints (- reads it from a pipe); --fleet names the directory to write it to",
  )
    .addOption(
      new Option("--from <controller>", "whose Ingresses")
        .choices(["aws-load-balancer-controller", "eks-auto-mode", "ingress-nginx"])
        .default("aws-load-balancer-controller"),
    )
    .option("--services <file>", "Services, where they are in a file of their own")
    .option("--split-hosts", "one tenant per host, also where an Ingress has many")
    .option("--markdown", "for an issue or a pull request")
    .action(run(async () => (await import("./import")).importIngresses));
  command("verify", "ask AWS until the ALBs' real listener rules equal the plan; only reads")
    .option("--lb <name>", "one load balancer only")
    .option("--timeout <time>", "how long to wait: 30s, 5m, 1h, or 0 for a single look", "5m")
    .option("--markdown", "for a pull request")
    .action(run(async () => (await import("./verify")).verify));
  command("top", "who is it: requests, errors, latency and bytes by tenant, from the ALBs' access logs; only reads")
    .option("--since <time>", "how far to look back: 15m, 6h, 2d (default: 15m; with --logs all that there is)")
    .addOption(new Option("--by <what>", "what to add up by").choices(["tenant", "host", "status"]).default("tenant"))
    .option("--lb <name>", "one load balancer only")
    .option("--logs <dir>", "read the *.log and *.log.gz files below a directory instead of S3")
    .option("--markdown", "for an issue or an incident's page")
    .action(run(async () => (await import("./top")).top));
  return tenantry;
}

/** Commander repeats the arguments that it does not know. Its lines are its own, controls in them are not. */
function printWrongCall(text: string, write: (text: string) => void): void {
  write(text.split("\n").map(escapeControls).join("\n"));
}

async function main(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  const fail = (message: string, code = EXIT_USAGE) => {
    if (args.includes("--json")) printJson({ ok: false, error: { message } });
    return code;
  };
  try {
    await program((code) => {
      exitCode = code;
    }).parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has printed it already; its help and version are no failures.
      if (error.exitCode === 0) return 0;
      return fail(error.code === "commander.help" ? "No command was given." : error.message.replace(/^error: /, ""));
    }
    if (error instanceof UserError) {
      printDiagnostic(`${escapeControls(error.message)}\n`);
      return fail(error.message, error.exitCode);
    }
    const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
    printDiagnostic(`This is a fault in tenantry ${version}, not in your files. Please report it with these lines:\n`);
    printDiagnostic(`${details}\n`);
    return fail(`A fault in tenantry: ${error instanceof Error ? error.message : String(error)}`, EXIT_BUG);
  }
}

watchOutput(EXIT_USAGE);
main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
