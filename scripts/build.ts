/**
 * `npm run build`: writes dist/, which is what the package ships.
 *
 * - `tenantry.js`, the program. Everything it needs at its start is in this one file, since finding and reading
 *   some two hundred modules took longer than `check` itself (0.39 s from the sources, 0.16 s from here).
 * - `index.js`, the library. It requires its dependencies, so that cdktf is the one of the app that uses it.
 * - `types/`, the library's declarations; left out with `--program`, for they take most of the time, and all that is
 *   written with `--types`.
 *
 * `--outdir DIR` writes elsewhere.
 *
 * `npm ci` builds the program by the script `dependencies`, not by `prepare`: npm 12 warns of the latter where the package is
 * installed from a file.
 */
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type BuildOptions, build } from "esbuild";

const PROJECT = join(__dirname, "..");

const COMMON: BuildOptions = {
  absWorkingDir: PROJECT,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  // Whoever reports a fault sends a stack trace: it should name functions and readable lines.
  minify: false,
  tsconfigRaw: {},
};

/** Needed by few commands: those that generate Terraform, and those that ask AWS or the cluster. */
const LOADED_WHEN_NEEDED = ["cdktf", "constructs", "@cdktf/*", "@aws-sdk/*", "@kubernetes/*"];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      outdir: { type: "string", default: join(PROJECT, "dist") },
      program: { type: "boolean" },
      types: { type: "boolean" },
    },
  });
  const outdir = resolve(values.outdir);
  if (!values.types) await buildProgram(outdir);
  if (!values.program) writeTypes(join(outdir, "types"));
}

async function buildProgram(outdir: string): Promise<void> {
  await Promise.all([
    build({
      ...COMMON,
      entryPoints: { tenantry: "modules/commands/tenantry.ts" },
      outdir,
      external: LOADED_WHEN_NEEDED,
      // Modules in the syntax that lets esbuild leave out what is not used: of zod alone, half a megabyte.
      mainFields: ["module", "main"],
      // The notices that the licences of what is bundled ask for.
      legalComments: "eof",
    }),
    build({ ...COMMON, entryPoints: { index: "modules/index.ts" }, outdir, packages: "external" }),
  ]);
}

function writeTypes(outdir: string): void {
  rmSync(outdir, { recursive: true, force: true });
  const tsc = require.resolve("typescript/bin/tsc");
  const args = [tsc, "--project", join(PROJECT, "tsconfig.build.json"), "--outDir", outdir];
  execFileSync(process.execPath, args, { stdio: "inherit" });
}

main();
