import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import manifest from "../../package.json";

const PROJECT = join(__dirname, "..", "..");

/**
 * Jest's `globalSetup`. What it sets in the environment reaches every test and every process that a test starts.
 *
 * - TMPDIR (TEMP on Windows) is a directory that `after-all.ts` removes, whatever cdktf and others leave in it.
 * - NODE_OPTIONS loads what forbids reading the fleet at the project's root.
 * - TENANTRY_TEST_PACKAGE is where the package is installed, with some more bundles beside it: built once for all tests
 *   that start programs, and these take half as long to start as their sources do. It is inside the project, where the
 *   dependencies are found.
 */
export default function beforeAll(): void {
  process.env.TMPDIR = mkdtempSync(join(realpathSync(tmpdir()), "tenantry-tests-"));
  process.env.TEMP = process.env.TMPDIR;
  const guard = join(__dirname, "root-fleet-guard.cjs");
  process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ""} --require ${JSON.stringify(guard)}`.trim();
  // With one worker Jest runs the tests in this process, which has read that variable.
  createRequire(__filename)(guard);
  const cache = join(PROJECT, "node_modules", ".cache");
  mkdirSync(cache, { recursive: true });
  process.env.TENANTRY_TEST_PACKAGE = mkdtempSync(join(realpathSync(cache), "tests-"));
  const installed = join(process.env.TENANTRY_TEST_PACKAGE, "node_modules", manifest.name);
  const script = join(PROJECT, "scripts", "build.ts");
  const args = ["--import", "tsx", script, "--program", "--outdir", join(installed, "dist")];
  execFileSync(process.execPath, args, { cwd: PROJECT, stdio: ["ignore", "ignore", "inherit"] });
  writeFileSync(join(installed, "package.json"), JSON.stringify(manifest));
  for (const directory of ["schemas", "scripts", ".github"]) {
    cpSync(join(PROJECT, directory), join(installed, directory), { recursive: true });
  }
  buildSync({
    absWorkingDir: PROJECT,
    entryPoints: { main: "main.ts", naive: "bench/naive.ts", verify: "modules/verify/index.ts" },
    outdir: join(process.env.TENANTRY_TEST_PACKAGE, "bundles"),
    bundle: true,
    packages: "external",
    platform: "node",
    tsconfigRaw: {},
  });
}
