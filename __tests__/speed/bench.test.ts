import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateFleet } from "../../bench/generate-fleet";

const PROJECT = join(__dirname, "..", "..");

let fleet: string;

beforeAll(() => {
  fleet = mkdtempSync(join(tmpdir(), "bench-test-"));
  generateFleet(fleet, 8);
});

afterAll(() => rmSync(fleet, { recursive: true }));

/** The tenants' Ingresses that a program of cdktf makes of the fleet, without cdktf's own notes about them. */
function ingresses(program: string): Record<string, object> {
  const outdir = join(fleet, program.replace(/\W/g, "-"));
  execFileSync(process.execPath, ["--import", "tsx", program], {
    cwd: PROJECT,
    env: { ...process.env, FLEET: fleet, CDKTF_OUTDIR: outdir },
    stdio: "ignore",
  });
  const stack = JSON.parse(readFileSync(join(outdir, "stacks", "edge-01-tenants", "cdk.tf.json"), "utf8"));
  const resources: Record<string, Record<string, unknown>> = stack.resource.kubernetes_ingress_v1;
  return Object.fromEntries(Object.entries(resources).map(([name, { "//": _, ...body }]) => [name, body]));
}

test("the bench compares two programs that make the same Ingresses", () => {
  const own = ingresses("main.ts");
  expect(Object.keys(own)).toHaveLength(8);
  expect(ingresses("bench/naive.ts")).toEqual(own);
});
