#!/usr/bin/env node
/**
 * `npm run standalone DIR`, in a project of the package as `tenantry-standalone`: writes the program that is built here, with
 * all that it needs but cdktf, into the one file DIR/tenantry.js. For a job that has rights and therefore installs nothing.
 */
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [directory] = process.argv.slice(2);
if (directory === undefined) {
  console.error("Usage: npm run standalone DIR");
  process.exit(2);
}
// The project's own: what it has installed need not be in reach of this file.
const { build } = createRequire(resolve("package.json"))("esbuild");
await build({
  entryPoints: [fileURLToPath(new URL("../dist/tenantry.js", import.meta.url))],
  outfile: join(directory, "tenantry.js"),
  bundle: true,
  platform: "node",
  target: "node20",
  mainFields: ["module", "main"],
  // Needed to generate Terraform only, and too fond of its own files.
  external: ["cdktf", "constructs", "@cdktf/*"],
  legalComments: "eof",
  logLevel: "warning",
});
