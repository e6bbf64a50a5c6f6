import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { PROGRAM } from "../support/installed-package";

/*
 * Whoever clones this repository replaces platform.json and tenants/, and the tests must say the same afterwards: every
 * process that a test starts is guarded as this one is (support/root-fleet-guard.cjs).
 */

const ROOT = join(__dirname, "..", "..");

const REFUSAL = /No test reads the fleet at the root, which people replace: /;

test("no test reads the fleet at the root", async () => {
  expect(() => readFileSync(join(ROOT, "platform.json"))).toThrow(REFUSAL);
  expect(() => readFileSync(join(ROOT, "tenants", "acme.json"))).toThrow(REFUSAL);
  await expect(async () => readdir(join(ROOT, "tenants"))).rejects.toThrow(REFUSAL);
});

test("no program that a test starts reads it", () => {
  expect(() => execFileSync(process.execPath, [PROGRAM, "check", "--fleet", ROOT], { stdio: "pipe" })).toThrow(REFUSAL);
});
