/**
 * `npm run bench`: how long Tenantry takes beside what it cannot beat, as whole processes, medians of several runs
 * in one sitting. `npm run bench -- 500 2000` measures fleets of these sizes instead.
 *
 * - Synthesis by the command in `cdktf.json`, against a naive cdktf program (naive.ts) under the same runner.
 * - The commands, against one Node process that reads and JSON-parses the same files (read-and-parse.mjs).
 * - `check` of the root fleet, against a Node process that does nothing.
 * - `top` of access logs, against `zcat` and `awk` that only count the hosts in them (count-hosts.mjs).
 *
 * And, counted instead of timed (count.ts):
 *
 * - Listener rules a tenant, against one for every host and path; with pools.
 * - What a commit that adds a tenant affects: stacks, and the size of these, with 1, 16 and 100 `tenantStacks`.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { countCommit, countRules } from "./count";
import { generateAccessLogs } from "./generate-access-logs";
import { A_HOST, A_HOST_INDEX, benchTenant, generateFleet } from "./generate-fleet";
import { type Measured, measure, type Program } from "./measure";
import { ratio, right, tableText } from "./table-text";

const PROJECT = join(import.meta.dirname, "..");
const RUNS = 5;
const LOG_FILES = 10;
const ENTRIES_PER_FILE = 100_000;
const NAIVE_UP_TO = 8000;
const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [500, 2000, 8000, 16_000];
const COUNTED_SIZES = process.argv.length > 2 ? SIZES : [200, 10_000];
const TENANT_STACKS = [1, 16, 100];

/** The program as it is installed. */
const TENANTRY = join(PROJECT, "dist/tenantry.js");

/** Operands and options of the commands that are measured, for the run of that number. */
const COMMANDS: Readonly<Record<string, (run: number) => readonly string[]>> = {
  check: () => [],
  routes: () => [],
  capacity: () => [],
  explain: () => [`https://${A_HOST}/some/path`],
  // Last, since each run leaves a tenant behind.
  add: (run) => [`added-${run}`, "--host", `added-${run}.shop.example`, "--service", "web"],
};

interface FleetResult {
  readonly tenants: number;
  readonly synthesis: Measured;
  /** Not measured for the largest fleet: it takes a minute, and shows nothing new. */
  readonly naive: Measured | undefined;
  readonly floor: Measured;
  /** By command. */
  readonly commands: Readonly<Record<string, Measured>>;
}

function main(): void {
  const scratch = mkdtempSync(join(tmpdir(), "tenantry-bench-"));
  try {
    print(`Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpus()[0]?.model}\n\n`);
    printRules(scratch);
    printCommits(scratch);
    printStart();
    const results = SIZES.map((tenants) => measureFleet(scratch, tenants));
    printSynthesis(results);
    printCommands(results);
    printTop(scratch);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function measureFleet(scratch: string, tenants: number): FleetResult {
  const fleet = join(scratch, String(tenants));
  generateFleet(fleet, tenants);
  const own = { synthesis: () => synthesis("main.ts", fleet) };
  const both = { ...own, naive: () => synthesis("bench/naive.ts", fleet) };
  const synthesized: Partial<Record<string, Measured>> = measure(tenants <= NAIVE_UP_TO ? both : own, RUNS);
  const commands = Object.entries(COMMANDS).map(([command, args]): [string, (round: number) => Program] => [
    command,
    (round) => ({ args: [TENANTRY, command, ...args(round), "--fleet", fleet] }),
  ]);
  const { floor, ...rest } = measure(
    { floor: () => ({ args: [join(PROJECT, "bench/read-and-parse.mjs"), fleet] }), ...Object.fromEntries(commands) },
    RUNS,
  );
  return { tenants, synthesis: synthesized.synthesis!, naive: synthesized.naive, floor: floor!, commands: rest };
}

/** The command in `cdktf.json`, or the same with another program. */
function synthesis(program: string, fleet: string): Program {
  const { app } = JSON.parse(readFileSync(join(PROJECT, "cdktf.json"), "utf8")) as { app: string };
  const [, ...args] = app.replace("main.ts", program).split(" ");
  return { args, cwd: PROJECT, env: { FLEET: fleet, CDKTF_OUTDIR: join(fleet, "cdktf.out") } };
}

function printRules(scratch: string): void {
  const rows = COUNTED_SIZES.map((tenants) => {
    const { unmerged, planned, pooled } = countRules(scratch, tenants);
    const each = (rules: number) => [String(rules), ratio(rules, tenants)];
    return [String(tenants), ...each(unmerged), ...each(planned), ...each(pooled)];
  });
  const titles = ["RULES OF", "UNMERGED", "EACH", "PLANNED", "EACH", "WITH A POOL", "EACH"];
  print(`${tableText(titles.map(right), rows)}\n`);
}

function printCommits(scratch: string): void {
  const rows = COUNTED_SIZES.flatMap((tenants) =>
    TENANT_STACKS.map((tenantStacks) => {
      const { affected, stacks, ingresses, bytes } = countCommit(scratch, tenants, tenantStacks);
      return [tenants, tenantStacks, affected, stacks, ingresses, bytes].map(String);
    }),
  );
  const titles = ["COMMIT TO", "TENANT STACKS", "AFFECTED", "OF STACKS", "INGRESSES", "BYTES"];
  print(`${tableText(titles.map(right), rows)}\n`);
}

function printStart(): void {
  const { nothing, check } = measure(
    { nothing: () => ({ args: ["-e", "0"] }), check: () => ({ args: [TENANTRY, "check", "--fleet", PROJECT] }) },
    2 * RUNS,
  );
  const rows = [["check of the root fleet", seconds(check), seconds(nothing), ratio(check.seconds, nothing.seconds)]];
  print(`${tableText([{ title: "START" }, right("SECONDS"), right("NODE -E 0"), right("RATIO")], rows)}\n`);
}

function printSynthesis(results: readonly FleetResult[]): void {
  const rows = results.map(({ tenants, synthesis: own, naive }, index) => [
    String(tenants),
    seconds(own),
    naive ? seconds(naive) : "",
    naive ? ratio(own.seconds, naive.seconds) : "",
    megabytes(own),
    naive ? megabytes(naive) : "",
    naive ? ratio(own.megabytes, naive.megabytes) : "",
    growth(results, index, (result) => result.synthesis),
  ]);
  const titles = ["SYNTHESIS OF", "SECONDS", "NAIVE", "RATIO", "PEAK MB", "NAIVE", "RATIO", "GROWTH"];
  print(`${tableText(titles.map(right), rows)}\n`);
}

function printCommands(results: readonly FleetResult[]): void {
  for (const command of Object.keys(COMMANDS)) {
    const rows = results.map(({ tenants, commands, floor }, index) => {
      const own = commands[command]!;
      const grown = growth(results, index, (result) => result.commands[command]!);
      return [String(tenants), seconds(own), seconds(floor), ratio(own.seconds, floor.seconds), megabytes(own), grown];
    });
    const titles = [`${command.toUpperCase()} OF`, "SECONDS", "FLOOR", "RATIO", "PEAK MB", "GROWTH"];
    print(`${tableText(titles.map(right), rows)}\n`);
  }
}

function printTop(scratch: string): void {
  const [fleet, logs] = [join(scratch, "of-logs"), join(scratch, "logs")];
  generateFleet(fleet, A_HOST_INDEX + 1);
  const hosts = Array.from({ length: A_HOST_INDEX + 1 }, (_, index) => benchTenant(index, ["edge-01"]).hosts[0]!);
  generateAccessLogs(logs, {
    loadBalancer: "bench-edge-01",
    hosts,
    files: LOG_FILES,
    entriesPerFile: ENTRIES_PER_FILE,
  });
  const { top, awk } = measure(
    {
      top: () => ({ args: [TENANTRY, "top", "--logs", logs, "--fleet", fleet] }),
      awk: () => ({ args: [join(PROJECT, "bench/count-hosts.mjs"), logs] }),
    },
    RUNS,
  );
  const entries = (LOG_FILES * ENTRIES_PER_FILE).toLocaleString("en-US");
  const rows = [[entries, seconds(top), seconds(awk), ratio(awk.seconds, top.seconds), megabytes(top)]];
  print(tableText(["TOP OF ENTRIES", "SECONDS", "ZCAT | AWK", "SPEED", "PEAK MB"].map(right), rows));
}

/** The exponent with which the time grows from one size to the next: 1 is linear. */
function growth(results: readonly FleetResult[], index: number, of: (result: FleetResult) => Measured): string {
  const [from, to] = [results[index - 1], results[index]!];
  if (from === undefined) return "";
  return (Math.log(of(to).seconds / of(from).seconds) / Math.log(to.tenants / from.tenants)).toFixed(2);
}

function seconds(measured: Measured): string {
  return measured.seconds.toFixed(3);
}

function megabytes(measured: Measured): string {
  return measured.megabytes.toFixed(0);
}

function print(text: string): void {
  process.stdout.write(text);
}

main();
