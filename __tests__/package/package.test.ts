import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import { A_HOST, A_HOST_INDEX, generateFleet } from "../../bench/generate-fleet";
import manifest from "../../package.json";
import { INSTALLED, PROGRAM, SCRATCH } from "../support/installed-package";
import { smallFleet } from "../support/small-fleet";
import { TemporaryDirectory } from "../support/temporary-directory";

const PROJECT = join(__dirname, "..", "..");

/** A fleet that is not the one at the root, which people replace. */
let fleet: TemporaryDirectory;

beforeAll(() => {
  const args = [
    "--import",
    "tsx",
    join(PROJECT, "scripts", "build.ts"),
    "--types",
    "--outdir",
    join(INSTALLED, "dist"),
  ];
  execFileSync(process.execPath, args, { cwd: PROJECT, stdio: ["ignore", "ignore", "inherit"] });
  fleet = new TemporaryDirectory();
  fleet.fleet(smallFleet({ acme: { hosts: ["acme.shop.example"] }, globex: { hosts: ["globex.shop.example"] } }));
});

afterAll(() => fleet.remove());

test("what package.json declares is there after a build", () => {
  const declared = [
    manifest.main,
    manifest.types,
    ...Object.values(manifest.bin),
    ...Object.values(manifest.exports["."]),
  ];
  for (const file of declared) expect([file, existsSync(join(INSTALLED, file))]).toEqual([file, true]);
  expect(manifest.files).toEqual([
    "dist",
    "schemas",
    "docs",
    "!docs/images",
    ".github/workflows",
    "scripts/*.cjs",
    "scripts/*.mjs",
  ]);
});

test("where nothing is built, tenantry runs the sources", () => {
  const clone = mkdtempSync(join(SCRATCH, "clone-"));
  cpSync(join(PROJECT, "scripts"), join(clone, "scripts"), { recursive: true });
  symlinkSync(join(PROJECT, "modules"), join(clone, "modules"));
  const args = [join(clone, manifest.bin.tenantry), "check", "--json", "--fleet", fleet.directory];
  expect(JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }))).toMatchObject({ ok: true });
});

describe("tenantry-cdktf", () => {
  let project: string;
  beforeAll(() => {
    project = mkdtempSync(join(SCRATCH, "cdktf-"));
    const bin = join(project, "node_modules", "cdktf-cli", "bundle", "bin");
    mkdirSync(bin, { recursive: true });
    const program = `const { CHECKPOINT_DISABLE, CDKTF_LOG_LEVEL } = process.env;
      console.log(JSON.stringify([process.argv.slice(2), CHECKPOINT_DISABLE, CDKTF_LOG_LEVEL])); process.exitCode = 3;`;
    writeFileSync(join(bin, "cdktf"), program);
  });

  function run(...args: string[]) {
    const { CHECKPOINT_DISABLE: _, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(PROJECT, manifest.bin["tenantry-cdktf"]), ...args],
      { cwd: project, env: { ...env, CDKTF_LOG_LEVEL: "debug" }, encoding: "utf8" },
    );
    return [status, JSON.parse(stdout), stderr];
  }

  test("runs the project's own cdktf, quiet, and exits like it", () => {
    expect(run("diff", "edge-1-tenants")).toEqual([3, [["diff", "edge-1-tenants"], "1", "debug"], ""]);
  });

  // Measured: cdktf refuses a stack without those that it depends on, and with this option it waits for none of them.
  test.each([
    [["edge-1-tenants"], true],
    [["edge-1-tenants-00", "edge-1-tenants-01", "--auto-approve"], true],
    [["edge-1-tenants*"], true],
    [["edge-1"], false],
    [["edge-1", "edge-1-tenants"], false],
    [["*"], false],
    [[], false],
  ])("deploy %j: without what it depends on, %s", (stacks, alone) => {
    const option = alone ? ["--ignore-missing-stack-dependencies"] : [];
    expect(run("deploy", ...stacks)[1][0]).toEqual(["deploy", ...stacks, ...option]);
  });
});

test("tenantry-standalone writes the program into one file that runs where nothing is installed", () => {
  const script = join(INSTALLED, manifest.bin["tenantry-standalone"]);
  const { directory } = fleet;
  execFileSync(process.execPath, [script, join(directory, "program")], { cwd: SCRATCH });
  const program = join(directory, "program", "tenantry.js");
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [program, ...args], {
      cwd: directory,
      env: { AWS_EC2_METADATA_DISABLED: "true" },
      encoding: "utf8",
    });
  expect(run("--version").stdout).toBe(`${manifest.version}\n`);
  // The client of AWS is in it: it gets as far as the credentials that are missing.
  const { status, stderr } = run("verify", "--timeout", "0");
  expect([status, stderr]).toEqual([2, expect.stringContaining("credentials")]);
});

test("the entry exports the loader, the checks, the plan, the constructs and the stacks", () => {
  const program = 'const t = require("tenantry"); process.stdout.write(JSON.stringify(Object.keys(t)))';
  const names = JSON.parse(execFileSync(process.execPath, ["-e", program], { cwd: SCRATCH, encoding: "utf8" }));
  expect(names).toEqual(
    expect.arrayContaining([
      ...["readFleet", "FleetNotFoundError", "checkFleet", "checkSource", "renderFindings", "jsonSchemas"],
      ...["planFleet", "parseRequest", "evaluate"],
      ...["SharedTargetGroup", "LoadBalancer", "TenantIngress", "mapElement", "Monitoring", "WebAcl"],
      ...["fleetApp", "LoadBalancerStack", "TenantsStack"],
    ]),
  );
});

test("ES modules import its names, and its checks and plan work", () => {
  const program = `import { checkFleet, evaluate, parseRequest } from "tenantry";
    const { fleet, plan } = checkFleet(process.argv[1]);
    const found = evaluate(plan.loadBalancers[0], parseRequest("https://acme.shop.example/"));
    process.stdout.write(JSON.stringify([fleet.tenants.length, found.rule.tenant]));`;
  const args = ["--input-type=module", "-e", program, fleet.directory];
  const found = JSON.parse(execFileSync(process.execPath, args, { cwd: SCRATCH, encoding: "utf8" }));
  expect(found).toEqual([2, "acme"]);
});

test("tenantry runs from the build", () => {
  const run = (...args: string[]) => execFileSync(process.execPath, [PROGRAM, ...args], { encoding: "utf8" });
  expect(run("--version")).toBe(`${manifest.version}\n`);
  expect(JSON.parse(run("check", "--json", "--fleet", fleet.directory))).toMatchObject({ ok: true });
  expect(readFileSync(PROGRAM, "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
});

test.each([
  ["top", "--logs", "."],
  ["check"],
  ["routes"],
  ["explain", `https://${A_HOST}/`],
  ["capacity"],
  ["report", "--out", "report.html"],
  ["add", "new", "--host", "new.shop.example", "--service", "web"],
])("tenantry %s loads neither cdktf nor a provider, nor any other package", (...args) => {
  const fleet = mkdtempSync(join(SCRATCH, "fleet-"));
  generateFleet(fleet, A_HOST_INDEX + 1);
  writeFileSync(join(fleet, "access.log"), "");
  const program = `const before = new Set(Object.keys(require.cache));
    const loaded = () => Object.keys(require.cache).filter((file) => !before.has(file));
    process.on("exit", () => console.error(JSON.stringify(loaded())));
    require(process.argv[1]);`;
  const { status, stderr } = spawnSync(process.execPath, ["-e", program, PROGRAM, ...args, "--fleet", fleet], {
    cwd: fleet,
    encoding: "utf8",
  });
  expect(status).toBe(0);
  const loaded: string[] = JSON.parse(stderr.trimEnd().split("\n").at(-1)!);
  expect(loaded.map((file) => relative(INSTALLED, file))).toEqual([manifest.bin.tenantry, join("dist", "tenantry.js")]);
});

test.each([
  ["node16", "node16"],
  ["bundler", "preserve"],
])("its types are found under module resolution %s", (moduleResolution, module) => {
  const main = `import { checkFleet, fleetApp, TenantIngress, type PlannedFleet } from "tenantry";
    const { fleet, plan }: Partial<PlannedFleet> = checkFleet(".");
    if (fleet !== undefined && plan !== undefined) fleetApp(fleet, plan).synth();
    const no: number = TenantIngress;`;
  const directory = mkdtempSync(join(SCRATCH, "types-"));
  writeFileSync(join(directory, "main.ts"), main);
  writeFileSync(join(directory, "package.json"), '{ "type": "module" }');
  const strict = { strict: true, noEmit: true, skipLibCheck: true };
  const compilerOptions = { ...strict, module, moduleResolution, types: ["node"], target: "es2022" };
  writeFileSync(join(directory, "tsconfig.json"), JSON.stringify({ compilerOptions }));
  expect(compile(directory)).toMatch(/^main\.ts\(4,11\): error TS2322: [^\n]*\n$/);
});

test("no file of the package names a directory of the machine it was built on", () => {
  const files = readdirSync(INSTALLED, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const naming = files
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file, "utf8").includes(PROJECT));
  expect(naming.map((file) => relative(INSTALLED, file))).toEqual([]);
});

/** The one error that `main.ts` has, on purpose: it shows that types were found, and are not `any`. */
function compile(directory: string): string {
  try {
    execFileSync(process.execPath, [require.resolve("typescript/bin/tsc"), "-p", "."], { cwd: directory });
    return "";
  } catch (error) {
    return String((error as { stdout: Buffer }).stdout);
  }
}
