import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { SCRATCH } from "../support/installed-package";
import { runTenantry } from "../support/run-tenantry";

let project: string;
beforeAll(() => {
  // Beside the installed package, as in a repository that uses it.
  project = mkdtempSync(join(SCRATCH, "project-"));
});
afterAll(() => rmSync(project, { recursive: true }));

test("from an empty directory to Terraform, by the commands that are printed", async () => {
  const { code, stdout, stderr } = await runTenantry(["init", "--name", "books", "--domain", "books.example"], {
    cwd: project,
  });
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("Written: platform.json, tenants/README.md, cdktf.json, main.ts");
  expect(stdout).toContain("npx tenantry add acme --host acme.shop.example\n");
  const added = await runTenantry(["add", "acme", "--host", "acme.books.example"], { cwd: project });
  expect([added.code, added.stderr]).toEqual([0, ""]);
  const outdir = join(project, "cdktf.out");
  const program = ["--import", require.resolve("tsx"), "main.ts"];
  const { FLEET: _, ...env } = process.env;
  const synth = spawnSync(process.execPath, program, {
    cwd: project,
    env: { ...env, CDKTF_OUTDIR: outdir },
    encoding: "utf8",
  });
  expect([synth.status, synth.stderr]).toEqual([0, ""]);
  expect(synth.stdout).toContain("books-edge-1");
  expect(readdirSync(join(outdir, "stacks")).sort()).toEqual(["edge-1", "edge-1-tenants"]);
});

test("a wrong value is 1, a fleet that is there 2", async () => {
  const wrong = await runTenantry(["init", "--vpc", "my vpc", "--fleet", join(project, "other"), "--json"]);
  expect([wrong.code, JSON.parse(wrong.stdout)]).toEqual([
    1,
    { ok: false, written: [], kept: [], findings: [expect.objectContaining({ path: "aws.vpcId" })] },
  ]);
  const again = await runTenantry(["init"], { cwd: project });
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining("exists already")]);
});
