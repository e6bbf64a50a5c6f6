#!/usr/bin/env node
/**
 * `npm run synth|diff|deploy`, in a project of the package as `tenantry-cdktf`: cdktf's command line with the same
 * arguments, quiet. What stands in the environment already wins.
 *
 * - --ignore-missing-stack-dependencies, where nothing but tenants' stacks is deployed: most commits change no <lb>, and
 *   its state is all that they need. With <lb> among the stacks it would do harm: cdktf would not wait for it.
 * - CHECKPOINT_DISABLE: nothing is reported to HashiCorp, neither by cdktf nor by Terraform.
 * - CDKTF_LOG_LEVEL: cdktf logs as errors what it prints once more below, and Terraform's version, which it asks before
 *   it is needed.
 * - CI: where no terminal is, a spinner's frames are a line each.
 */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { resolve } from "node:path";

// The project's own: what it has installed need not be in reach of this file.
const cdktf = createRequire(resolve("package.json")).resolve("cdktf-cli/bundle/bin/cdktf");
const quiet = {
  CHECKPOINT_DISABLE: "1",
  CDKTF_LOG_LEVEL: "fatal",
  ...(!process.stdout.isTTY && { CI: "true" }),
};
const args = process.argv.slice(2);
const [command, ...stacks] = args.filter((argument) => !argument.startsWith("-"));
const isTenantsOnly =
  command === "deploy" && stacks.length > 0 && stacks.every((name) => /-tenants[-*\d]*$/.test(name));
const { status, error } = spawnSync(
  process.execPath,
  // Of a Web API that Node 25 and later warn of when a library of cdktf's looks whether it is there.
  [
    "--disable-warning=ExperimentalWarning",
    cdktf,
    ...args,
    ...(isTenantsOnly ? ["--ignore-missing-stack-dependencies"] : []),
  ],
  { stdio: "inherit", env: { ...quiet, ...process.env } },
);
if (error !== undefined) throw error;
process.exitCode = status ?? 1;
