import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { countCommit, countRules } from "../../bench/count";
import { generateAccessLogs } from "../../bench/generate-access-logs";
import { generateFleet } from "../../bench/generate-fleet";
import { checkFleet } from "../../modules/fleet";
import { countEntries, directoryFiles } from "../../modules/top";
import { bundle } from "../support/installed-package";
import { TemporaryDirectory } from "../support/temporary-directory";

const PROJECT = join(__dirname, "..", "..");

let temporary: TemporaryDirectory;
let fleet: string;

beforeAll(() => {
  temporary = new TemporaryDirectory();
  fleet = temporary.directory;
  generateFleet(fleet, 8);
});

afterAll(() => temporary.remove());

/** The tenants' Ingresses that a program of cdktf makes of the fleet, without cdktf's own notes about them. */
function ingresses(program: "main" | "naive"): Record<string, object> {
  const outdir = join(fleet, program);
  execFileSync(process.execPath, [bundle(program)], {
    cwd: PROJECT,
    env: { ...process.env, FLEET: fleet, CDKTF_OUTDIR: outdir },
    stdio: "ignore",
  });
  const stack = JSON.parse(readFileSync(join(outdir, "stacks", "edge-01-tenants", "cdk.tf.json"), "utf8"));
  const resources: Record<string, Record<string, unknown>> = stack.resource.kubernetes_ingress_v1;
  return Object.fromEntries(Object.entries(resources).map(([name, { "//": _, ...body }]) => [name, body]));
}

test("the bench compares two programs that make the same Ingresses", () => {
  const own = ingresses("main");
  expect(Object.keys(own)).toHaveLength(8);
  expect(ingresses("naive")).toEqual(own);
});

test("the bench counts the rules that merging and a pool save", () => {
  // Of 20 tenants 12 have one host, 4 three, 3 one host with four paths, 1 three hosts with four paths.
  const { unmerged, planned, pooled } = countRules(fleet, 20);
  expect(unmerged).toBe(12 + 4 * 3 + 3 * 5 + 15);
  // Five values a rule: four paths with one host are one, with three hosts two; and one for the rest.
  expect(planned).toBe(12 + 4 + 3 * 2 + 3);
  // Eight have one host, the pool's service and nothing else; the pool has a rule.
  expect(pooled).toBe(planned - 8 + 1);
});

test("the bench counts what a commit affects, which tenant stacks make smaller", () => {
  const together = countCommit(fleet, 40, 1);
  expect(together).toMatchObject({ affected: 1, stacks: 2, ingresses: 41 });
  const apart = countCommit(fleet, 40, 16);
  expect(apart).toMatchObject({ affected: 1, stacks: 17 });
  expect(apart.ingresses).toBeLessThan(together.ingresses / 4);
  expect(apart.bytes).toBeLessThan(together.bytes / 2);
});

test("the access logs of the bench are entries for the hosts of its fleet", async () => {
  const logs = join(fleet, "logs");
  const hosts = ["tenant-00000.shop.example", "tenant-00001.shop.example"];
  generateAccessLogs(logs, { loadBalancer: "bench-edge-01", hosts, files: 2, entriesPerFile: 50 });
  const { loadBalancers } = checkFleet(fleet).plan!;
  const files = directoryFiles(logs, undefined);
  const top = await countEntries({
    files,
    loadBalancers,
    selected: loadBalancers,
    by: "tenant",
    since: undefined,
    now: new Date(),
  });
  expect(top.unparsable.lines).toBe(0);
  expect(files.map(({ end }) => end)).toEqual(["2026-03-01T12:05:00Z", "2026-03-01T12:10:00Z"]);
  expect(top.loadBalancers[0]).toMatchObject({ total: { requests: 100 }, unclaimed: { requests: 0 } });
  // What it is compared with counts the same.
  const awk = execFileSync(process.execPath, [join(PROJECT, "bench", "count-hosts.mjs"), logs], { encoding: "utf8" });
  const counted = awk
    .trim()
    .split("\n")
    .map((line) => line.split(" "));
  expect(counted.map(([, host]) => host).sort()).toEqual(hosts);
  expect(counted.reduce((sum, [requests]) => sum + Number(requests), 0)).toBe(100);
});
