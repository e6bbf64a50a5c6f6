import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { generateFleet } from "../../bench/generate-fleet";
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
