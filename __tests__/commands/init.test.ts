import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SETTINGS } from "../../modules/init";
import { SCRATCH } from "../support/installed-package";
import { runTenantry } from "../support/run-tenantry";

let project: string;
beforeAll(() => {
  // Beside the installed package, as in a repository that uses it.
  project = mkdtempSync(join(SCRATCH, "project-"));
  writeFileSync(join(project, "package.json"), '{ "dependencies": { "tenantry": "*" } }');
});
afterAll(() => rmSync(project, { recursive: true }));

test("from an empty project to Terraform, by the commands that are printed", async () => {
  const { code, stdout, stderr } = await runTenantry(["init", "--name", "books", "--domain", "books.example"], {
    cwd: project,
  });
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("Written: platform.json, tenants/README.md, cdktf.json, main.ts");
  expect(stdout).toContain("New in package.json: scripts.synth, ");
  const [, steps = ""] = stdout.split("and then:\n\n");
  expect(steps).toBe("npm install\nnpx tenantry add acme --host acme.books.example\nnpm run synth\n");
  const { scripts } = JSON.parse(readFileSync(join(project, "package.json"), "utf8"));
  expect(scripts.synth).toBe("tenantry-cdktf synth");
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
  const wrong = await runTenantry(["init", "--vpc", "my vpc", "--fleet", "other", "--json"], { cwd: project });
  expect([wrong.code, JSON.parse(wrong.stdout)]).toEqual([
    1,
    { ok: false, written: [], kept: [], findings: [expect.objectContaining({ path: "aws.vpcId" })] },
  ]);
  const again = await runTenantry(["init"], { cwd: project });
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining("exists already")]);
});

test("every setting that is asked for is an option too", async () => {
  const { stdout } = await runTenantry(["init", "--help"]);
  const options = [...stdout.matchAll(/^ +--([a-z-]+) </gm)].map(([, name = ""]) => name);
  const names = SETTINGS.map(({ key }) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
  expect(options).toEqual(["fleet", ...names]);
});
