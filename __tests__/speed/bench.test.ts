import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
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
});
