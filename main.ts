/**
 * What `cdktf synth|diff|deploy` run: load the fleet, check it, plan it, synthesize two stacks per load balancer.
 * The fleet is the repository's root, or the directory in the environment variable FLEET.
 */
import { countFindings, fleetDirectory, renderFindings, renderSummary } from "./modules/commands";
import { UserError } from "./modules/errors";
import { checkFleet } from "./modules/fleet";
import { fleetApp, leadTo, outputDirectory, refuseOtherStates } from "./modules/stacks";
import { escapeControls, Progress, styleFor } from "./modules/terminal";

function main(): void {
  const directory = fleetDirectory(undefined);
  const { fleet, plan, findings } = checkFleet(directory);
  const found = findings.length > 0 ? `${renderFindings(findings, styleFor(process.stderr))}\n` : "";
  if (plan === undefined) {
    process.stderr.write(`${found}${countFindings(findings)}. Nothing was generated.\n`);
    process.exit(1);
  }
  // cdktf shows as an error whatever comes on stderr.
  process.stdout.write(found);
  const { CDKTF_OUTDIR } = process.env;
  const outdir = outputDirectory(fleet, directory, CDKTF_OUTDIR);
  refuseOtherStates(outdir, fleet, plan);
  const progress = new Progress(process.stderr);
  progress.step("Building the stacks");
  const app = fleetApp(fleet, plan, { outdir });
  progress.step("Writing the Terraform of every stack");
  app.synth();
  leadTo(outdir, CDKTF_OUTDIR);
  progress.end();
  process.stdout.write(renderSummary(plan));
}

try {
  main();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${escapeControls(error.message)}\n`);
  process.exit(error.exitCode);
}
