import { Repository } from "../support/repository";
import { type Outcome, runTenantry } from "../support/run-tenantry";
import { EDGE, smallFleet } from "../support/small-fleet";

let repository: Repository;

beforeEach(() => {
  repository = new Repository();
  repository.fleet(
    smallFleet({ acme: { hosts: ["acme.shop.example"] } }, { "edge-1": EDGE, "edge-2": EDGE }),
    "environments/staging",
  );
  repository.commit();
});
afterEach(() => repository.remove());

/** As in a pipeline, whose working directory is not the fleet's. */
const affected = (...args: readonly string[]): Promise<Outcome> =>
  runTenantry(["affected", ...args], {
    cwd: repository.path("environments/staging/tenants"),
    env: { FLEET: ".." },
  });

test("names stacks and tenants that differ, and no others", async () => {
  const file = "environments/staging/tenants/newco.json";
  repository.write(file, '// A comment.\n{ "hosts": ["newco.shop.example"], "loadBalancer": "edge-2" }');
  expect(await affected("--base", "HEAD")).toEqual({
    code: 0,
    stdout: "STACK           TENANTS\nedge-2-tenants  newco\n",
    stderr: "",
  });
  const { code, stdout, stderr } = await affected("--base", "HEAD", "--json");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(JSON.parse(stdout)).toEqual({ stacks: ["edge-2-tenants"], tenants: ["newco"] });
});

test("a comment affects nothing", async () => {
  const file = "environments/staging/tenants/acme.json";
  repository.write(file, `// Theirs since 2020.\n${repository.read(file).replaceAll("  ", "\t")}`);
  expect(await affected("--base", "main")).toEqual({ code: 0, stdout: "No stack differs from main.\n", stderr: "" });
});

test("stacks that are to be destroyed stand apart: the new revision has them no longer", async () => {
  repository.fleet(smallFleet({}, { "edge-1": EDGE }), "environments/staging");
  const { stdout } = await affected("--base", "HEAD", "--json");
  expect(JSON.parse(stdout)).toEqual({ stacks: [], tenants: [], removedStacks: ["edge-2-tenants", "edge-2"] });
});

test("--fail-on-removed fails when a load balancer left platform.json, with what to do", async () => {
  const fail = ["--base", "HEAD", "--fail-on-removed"];
  expect((await affected(...fail)).code).toBe(0);
  repository.fleet(smallFleet({}, { "edge-1": EDGE, "edge-9": EDGE }), "environments/staging");
  const { code, stdout, stderr } = await affected(...fail, "--json");
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ removedStacks: ["edge-2-tenants", "edge-2"] });
  expect(stderr).toContain("edge-2-tenants, edge-2: generated at HEAD, and not any more.");
  expect(stderr).toContain('docs/runbooks.md, "Remove an ALB"');
});

test("with a base that has errors every stack counts", async () => {
  repository.write("environments/staging/tenants/wrong.json", { hosts: ["WRONG.shop.example"] });
  repository.commit();
  repository.write("environments/staging/tenants/wrong.json", { hosts: ["wrong.shop.example"], order: 1 });
  const { code, stdout, stderr } = await affected("--base", "HEAD", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    stacks: ["edge-1", "edge-1-tenants", "edge-2", "edge-2-tenants"],
    tenants: ["acme", "wrong"],
  });
  expect(stderr).toMatch(
    /^The fleet at HEAD has 1 error, \d+ warnings? \(tenants\/wrong\.json:3: .*\)\. Every stack counts as affected\.\n$/,
  );
});

test("a revision that there is not is wrong usage, also one that looks like an option of git", async () => {
  const [unknown, option] = await Promise.all([affected("--base", "nope"), affected("--base=--output=x")]);
  const help = "here. Name a branch, a tag or a commit.\n";
  expect(unknown).toEqual({ code: 2, stdout: "", stderr: `There is no git revision "nope" ${help}` });
  expect(option).toEqual({ code: 2, stdout: "", stderr: `There is no git revision "--output=x" ${help}` });
});

test("without git there is nothing to compare with", async () => {
  const outcome = await runTenantry(["affected", "--base", "HEAD", "--json"], {
    cwd: repository.path("environments/staging"),
    env: { PATH: "/nonexistent" },
  });
  expect(outcome.code).toBe(2);
  expect(JSON.parse(outcome.stdout)).toEqual({
    ok: false,
    error: { message: "There is nothing to compare with: git is not installed." },
  });
});
