import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { bundle } from "../support/installed-package";
import { TemporaryDirectory } from "../support/temporary-directory";

/** What `cdktf synth` runs, as a child process. */

const ROOT = join(__dirname, "../..");
const FLEET = join(__dirname, "../scenarios/everything-in-platform/fleet");

let temporary: TemporaryDirectory;
beforeEach(() => {
  temporary = new TemporaryDirectory();
});
afterEach(() => temporary.remove());

/** The program built, which starts faster; and as `cdktf.json` says. */
const BUILT = [bundle("main")];
const SOURCES = ["--import", require.resolve("tsx"), join(ROOT, "main.ts")];

function synth(
  fleet: string,
  outdir: string,
  env: Readonly<Record<string, string>> = {},
  { program = BUILT, cwd = ROOT } = {},
) {
  const { FLEET: _, ...environment } = process.env;
  return spawnSync(process.execPath, program, {
    cwd,
    env: { ...environment, FLEET: fleet, CDKTF_OUTDIR: outdir, ...env },
    encoding: "utf8",
  });
}

function filesBelow(directory: string): Record<string, string> {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((file) => join(file.parentPath, file.name));
  return Object.fromEntries(paths.map((path) => [relative(directory, path), readFileSync(path, "utf8")]));
}

test("the same fleet gives the same bytes, whatever the order of files, time zone, locale and directory", () => {
  const files = [
    ["platform.json", readFileSync(join(FLEET, "platform.json"), "utf8")],
    ...["acme", "zeta", "beta", "omega", "alpha"].map((name, order) => [
      `tenants/${name}.json`,
      JSON.stringify({ hosts: [`${name}.shop.example`], order, labels: { ä: undefined, b: "1", a: "2" } }),
    ]),
  ] as const;
  for (const [path, text] of files) temporary.write(join("one", path!), text);
  for (const [path, text] of [...files].reverse()) temporary.write(join("two/elsewhere", path!), text);
  const outputs = [temporary.path("out-one"), temporary.path("out-two")] as const;
  const first = synth(temporary.path("one"), outputs[0], { TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8" });
  const second = synth(
    "elsewhere",
    outputs[1],
    { TZ: "America/New_York", LC_ALL: "C" },
    {
      program: SOURCES,
      cwd: temporary.path("two"),
    },
  );
  expect([first.status, second.status]).toEqual([0, 0]);
  expect(second.stdout).toBe(first.stdout);
  const written = filesBelow(outputs[0]);
  expect(Object.keys(written).sort()).toEqual([
    "manifest.json",
    "stacks/edge-tenants/cdk.tf.json",
    "stacks/edge/cdk.tf.json",
  ]);
  expect(filesBelow(outputs[1])).toEqual(written);
  expect(Object.values(written).join()).not.toContain(temporary.directory);
});

test("a fleet with errors: findings, exit code 1, and no stack", () => {
  temporary.write("platform.json", readFileSync(join(FLEET, "platform.json"), "utf8"));
  temporary.write("tenants/acme.json", { hosts: ["acme.example"], servise: "web" });
  temporary.write("tenants/zeta.json", "{");
  const { status, stdout, stderr } = synth(temporary.directory, temporary.path("out"));
  expect(status).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toContain("tenants/acme.json:5:3");
  expect(stderr).toContain("tenants/zeta.json:1:2");
  expect(stderr).toContain("Nothing was generated.");
  expect(stderr).not.toContain("    at ");
  expect(temporary.list("out")).toEqual([]);
});

test("a fleet that is not there: exit code 2", () => {
  const { status, stderr } = synth(temporary.path("nowhere"), temporary.path("out"));
  expect(status).toBe(2);
  expect(stderr).toContain("nowhere");
  expect(stderr).not.toContain("    at ");
});

test("a summary is printed; HCL takes the place of JSON, and JSON that of HCL", () => {
  const outdir = temporary.path("out");
  for (const [hcl, file] of [
    ["false", "cdk.tf.json"],
    ["true", "cdk.tf"],
    ["false", "cdk.tf.json"],
  ] as const) {
    const { status, stdout, stderr } = synth(FLEET, outdir, { SYNTH_HCL_OUTPUT: hcl });
    expect([status, stderr]).toEqual([0, ""]);
    // Warnings come first; cdktf would show them as errors on stderr.
    expect(stdout).toMatch(/^LOAD BALANCER .* RULES\nedge +shop-edge +1 +1 +4 +4 of 100 \(4 %\)\n$/m);
    const configurations = Object.keys(filesBelow(outdir)).filter((path) => /\.tf(?:\.json)?$/.test(path));
    expect(configurations.sort()).toEqual([`stacks/edge-tenants/${file}`, `stacks/edge/${file}`]);
  }
});

test("an environment's stacks are beside those of the root, and what is initialised for another fleet is refused", () => {
  for (const [path, text] of Object.entries(filesBelow(FLEET)))
    temporary.write(join("environments/staging", path), text);
  const output = temporary.path("cdktf.out");
  const run = () => synth("environments/staging", output, {}, { cwd: temporary.directory });
  expect([run().status, temporary.list("cdktf.out")]).toEqual([0, ["manifest.json"]]);
  expect(temporary.list("cdktf.shop.out/stacks")).toEqual(["edge", "edge-tenants"]);
  temporary.write("cdktf.shop.out/stacks/edge/.terraform/terraform.tfstate", {
    backend: { type: "local", config: { path: "../../../terraform.other.edge.tfstate" } },
  });
  const { status, stdout, stderr } = run();
  expect(status).toBe(2);
  expect(stdout).not.toContain("LOAD BALANCER");
  expect(stderr).toContain("for terraform.other.edge.tfstate");
});
