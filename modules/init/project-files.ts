/** What a project needs beside its fleet, by path; a file that is there already is left as it is. */
export const PROJECT_FILES: Readonly<Record<string, string>> = {
  "cdktf.json": `${JSON.stringify(
    {
      language: "typescript",
      app: "node --import tsx main.ts",
      // Nobody's: cdktf would make one up and write it here.
      projectId: "00000000-0000-0000-0000-000000000000",
      sendCrashReports: "false",
    },
    null,
    2,
  )}\n`,
  "main.ts": `/**
 * What \`cdktf synth|diff|deploy\` run: load the fleet, check it, plan it, synthesize two stacks per load balancer.
 * The fleet is the repository's root, or the directory in the environment variable FLEET.
 */
import {
  checkFleet,
  countFindings,
  escapeControls,
  fleetApp,
  fleetDirectory,
  leadTo,
  outputDirectory,
  Progress,
  refuseOtherStates,
  renderFindings,
  renderSummary,
  styleFor,
  UserError,
} from "tenantry";

function main(): void {
  const directory = fleetDirectory(undefined);
  const { fleet, plan, findings } = checkFleet(directory);
  const found = findings.length > 0 ? \`\${renderFindings(findings, styleFor(process.stderr))}\\n\` : "";
  if (plan === undefined) {
    process.stderr.write(\`\${found}\${countFindings(findings)}. Nothing was generated.\\n\`);
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
  process.stderr.write(\`\${escapeControls(error.message)}\\n\`);
  process.exit(error.exitCode);
}
`,
  ".gitignore": "node_modules/\ncdktf*.out/\n.terraform/\n*.tfstate\n*.tfstate.backup\n",
};

/** An empty directory is not kept by git, and a fleet without tenants/ is refused. */
export const TENANTS_README = `One file for each tenant, named like it: \`npx tenantry add acme --host acme.shop.example\`.
`;
