/**
 * Loaded into every process of the tests (`before-all.ts`): the fleet at the project's root is an example that people
 * replace, so whoever opens it is told. To be asked whether it exists is allowed.
 */
const fs = require("node:fs");
const { syncBuiltinESMExports } = require("node:module");
const { join, resolve, sep } = require("node:path");
const { fileURLToPath } = require("node:url");

const ROOT = join(__dirname, "..", "..");
const TENANTS = join(ROOT, "tenants");
const FILES = new Set([join(ROOT, "platform.json"), TENANTS]);

function guard(owner, names) {
  for (const name of names) {
    const original = owner[name];
    owner[name] = function guarded(path, ...rest) {
      refuse(path);
      return original.call(this, path, ...rest);
    };
  }
}

function refuse(path) {
  if (typeof path !== "string" && !(path instanceof URL)) return;
  const file = path instanceof URL ? fileURLToPath(path) : resolve(path);
  if (!FILES.has(file) && !file.startsWith(TENANTS + sep)) return;
  throw new Error(`No test reads the fleet at the root, which people replace: ${file}`);
}

const OPENING = ["open", "readFile", "readdir", "opendir", "copyFile", "cp"];
guard(fs, OPENING);
guard(
  fs,
  OPENING.map((name) => `${name}Sync`),
);
guard(fs.promises, OPENING);
syncBuiltinESMExports();
