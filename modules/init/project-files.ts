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
  "main.ts": `import { checkFleet, fleetApp, leadTo, outputDirectory, refuseOtherStates, renderFindings, renderSummary, styleFor } from "tenantry";

// The fleet is the project's root, or the directory in the environment variable FLEET.
const directory = process.env.FLEET || ".";
const { fleet, plan, findings } = checkFleet(directory);
if (findings.length > 0) console.error(renderFindings(findings, styleFor(process.stderr)));
if (plan === undefined) process.exit(1);

const { CDKTF_OUTDIR } = process.env;
const outdir = outputDirectory(fleet, directory, CDKTF_OUTDIR);
refuseOtherStates(outdir, fleet, plan);
fleetApp(fleet, plan, { outdir }).synth();
leadTo(outdir, CDKTF_OUTDIR);
console.log(renderSummary(plan));
`,
  ".gitignore": "node_modules/\ncdktf*.out/\n.terraform/\n*.tfstate\n*.tfstate.backup\n",
  ".github/workflows/fleet.yml": `# Checks the fleet and generates its Terraform. Plans, reviews and deployments: docs/pipelines of Tenantry.
name: Fleet

on: pull_request

permissions: {}

jobs:
  check:
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    permissions:
      contents: read
    env:
      CHECKPOINT_DISABLE: "1"
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      - uses: actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0
        with:
          node-version: 24
          cache: npm
      - run: npm ci --no-audit --no-fund
      - run: npx tenantry check --markdown >> "$GITHUB_STEP_SUMMARY"
      - run: npx cdktf synth
`,
};

/** An empty directory is not kept by git, and a fleet without tenants/ is refused. */
export const TENANTS_README = `One file for each tenant, named like it: \`npx tenantry add acme --host acme.shop.example\`.
`;

/** What the program of \`cdktf\` needs, as npm's command line takes it. */
export const NPM_COMMANDS: readonly string[] = [
  "npm pkg set 'overrides[@cdktf/node-pty-prebuilt-multiarch]=npm:@lydell/node-pty@^1.1.0'",
  "npm install --save-dev cdktf-cli@0.21 tsx '@cdktf/node-pty-prebuilt-multiarch@npm:@lydell/node-pty@^1.1.0'",
];
