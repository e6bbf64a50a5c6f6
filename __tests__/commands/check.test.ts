import type { Finding } from "../../modules/findings";
import { Repository } from "../support/repository";
import { type Outcome, runTenantry } from "../support/run-tenantry";
import { smallFleet } from "../support/small-fleet";
import { TemporaryDirectory } from "../support/temporary-directory";

let directory: TemporaryDirectory;

beforeAll(() => {
  directory = new TemporaryDirectory();
  directory.fleet(smallFleet({ acme: { hosts: ["acme.shop.example"] } }), "right");
  directory.fleet(smallFleet({ acme: { hosts: ["acme.shop.example"] } }), "wrong");
  const tenants: Readonly<Record<string, string>> = {
    comma: '{\n  "hosts": ["comma.shop.example"]\n  "order": 4\n}\n',
    service: '{\n  "hosts": ["service.shop.example"],\n  "service": "wbe"\n}\n',
    taken: '{\n  "hosts": ["acme.shop.example"]\n}\n',
    typo: '{\n  "hosts": ["typo.shop.example"],\n  "ordr": 3\n}\n',
    hostile: '{ "hosts": ["<img src=x>.\\u001b[2J.@team"] }',
  };
  for (const [name, text] of Object.entries(tenants)) directory.write(`wrong/tenants/${name}.json`, text);
});
afterAll(() => directory.remove());

const check = (...args: readonly string[]): Promise<Outcome> =>
  runTenantry(["check", ...args], { cwd: directory.directory });

test("a valid fleet is summed up", async () => {
  expect(await check("--fleet", "right")).toEqual({
    code: 0,
    stdout: [
      "right: 1 tenant, 0 errors, 0 warnings.",
      "",
      "LOAD BALANCER  ALB          TENANTS  HOSTS  TARGET GROUPS           RULES",
      "edge-1         shop-edge-1        1      1              2  1 of 100 (1 %)",
      "",
    ].join("\n"),
    stderr: "",
  });
});

test("what people get wrong is told all at once, at its place, with what to do", async () => {
  const { code, stdout, stderr } = await check("--fleet", "wrong");
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  const blocks = stdout.split("\n\n");
  const about = (file: string) => blocks.filter((block) => block.startsWith(file)).join("\n\n");
  expect(about("tenants/comma.json")).toBe(
    [
      "tenants/comma.json:2:34: error [syntax]",
      "  A comma is missing here.",
      "  → Write a comma between this entry and the next.",
    ].join("\n"),
  );
  expect(about("tenants/service.json")).toBe(
    [
      "tenants/service.json:3:14 service: error [unknown-service]",
      '  There is no service "wbe" in platform.json.',
      '  → Did you mean "web"?',
    ].join("\n"),
  );
  expect(about("tenants/taken.json")).toBe(
    [
      "tenants/taken.json:2:13 hosts[0]: error [host-conflict]",
      '  The host "acme.shop.example" is claimed by tenant "acme" already.',
      "  See also tenants/acme.json:3:5.",
      "  → Remove it from one of the two tenants: a host can be answered by one only.",
    ].join("\n"),
  );
  expect(about("tenants/typo.json")).toBe(
    [
      "tenants/typo.json:3:3 ordr: error [unknown-key]",
      '  The key "ordr" is unknown here.',
      '  → Did you mean "order"?',
    ].join("\n"),
  );
  expect(stdout).not.toContain("\u001b");
  expect(blocks.at(-1)).toBe("wrong: 6 tenants, 5 errors, 0 warnings.\n");
});

test("--json is one document with every finding in order, and nothing else", async () => {
  const { code, stdout, stderr } = await check("--fleet", "wrong", "--json");
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  const { ok, tenants, findings } = JSON.parse(stdout) as { ok: boolean; tenants: number; findings: Finding[] };
  expect({ ok, tenants }).toEqual({ ok: false, tenants: 6 });
  expect(findings.map(({ file, code }) => [file, code])).toEqual([
    ["tenants/comma.json", "syntax"],
    ["tenants/hostile.json", "invalid-host"],
    ["tenants/service.json", "unknown-service"],
    ["tenants/taken.json", "host-conflict"],
    ["tenants/typo.json", "unknown-key"],
  ]);
  expect(findings[3]).toEqual({
    severity: "error",
    code: "host-conflict",
    file: "tenants/taken.json",
    line: 2,
    column: 13,
    path: "hosts[0]",
    message: expect.any(String),
    help: expect.any(String),
    related: [{ file: "tenants/acme.json", line: 3, column: 5 }],
  });
});

test("--markdown is for a pull request: the verdict first, and nothing of what was written becomes markup", async () => {
  const { code, stdout } = await check("--fleet", "wrong", "--markdown");
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^### ❌ The fleet has errors\n\nwrong: 6 tenants, 5 errors, 0 warnings\.\n\n- \*\*tenants\/comma\.json:2:34\*\*: \*\*error\*\* /,
  );
  expect(stdout).toContain(
    '- **tenants/typo.json:3:3** ordr: **error** \\[unknown-key\\]: The key "ordr" is unknown here. → Did you mean "order"?',
  );
  expect(stdout).not.toMatch(/<img|@team/);
  expect(stdout).not.toContain("\u001b");
});

test("--sarif names files from the root of the repository", async () => {
  const repository = new Repository();
  try {
    repository.fleet(smallFleet({ acme: { hosts: ["a_b.shop.example"] } }), "environments/staging");
    const { code, stdout } = await runTenantry(["check", "--sarif", "--fleet", "staging"], {
      cwd: repository.path("environments"),
    });
    expect(code).toBe(1);
    const uris = [...stdout.matchAll(/"uri": "(.*)"/g)].map(([, uri]) => uri);
    expect(uris).toEqual(["environments/staging/tenants/acme.json"]);
    expect(JSON.parse(stdout).version).toBe("2.1.0");
  } finally {
    repository.remove();
  }
});

test("--explain tells what a code means, without a fleet", async () => {
  const { code, stdout } = await check("--explain", "host-conflict");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^host-conflict\n {2}error: a host claimed twice/);
  expect(stdout).toContain('✗ tenants/globex.json  { "hosts": [ "acme.shop.example" ] }');
  const explained = JSON.parse((await check("--explain", "no-tenants", "--json")).stdout);
  expect(explained).toMatchObject({ code: "no-tenants", severity: "warning", invalid: [{ tenants: {} }] });
});

test("--explain of a code that there is not is wrong usage, and offers the nearest", async () => {
  const { code, stderr } = await check("--explain", "host-conflit");
  expect([code, stderr]).toEqual([2, 'There is no finding code "host-conflit". Did you mean "host-conflict"?\n']);
});
