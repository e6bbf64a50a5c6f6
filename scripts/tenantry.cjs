#!/usr/bin/env node
/**
 * `npx tenantry`: the program that is built. In a clone in which npm ran no scripts (`npm ci --ignore-scripts`) there is none
 * yet, and the sources do the same, slower. As a bin dist/tenantry.js would not do: npx remembers that it was not there.
 */
const { spawnSync } = require("node:child_process");
const { existsSync } = require("node:fs");
const { join } = require("node:path");
const { pathToFileURL } = require("node:url");

const project = join(__dirname, "..");
const built = join(project, "dist", "tenantry.js");
if (existsSync(built)) require(built);
else {
  const sources = join(project, "modules", "commands", "tenantry.ts");
  const args = ["--import", pathToFileURL(require.resolve("tsx")).href, sources, ...process.argv.slice(2)];
  const { status, error } = spawnSync(process.execPath, args, { stdio: "inherit" });
  if (error !== undefined) throw error;
  process.exitCode = status ?? 1;
}
