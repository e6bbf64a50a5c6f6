import { type Outcome, runTenantry } from "../support/run-tenantry";
import { EDGE, smallFleet } from "../support/small-fleet";
import { TemporaryDirectory } from "../support/temporary-directory";

let directory: TemporaryDirectory;

beforeEach(() => {
  directory = new TemporaryDirectory();
  const tenants = {
    acme: { hosts: ["acme.shop.example"] },
    wild: { hosts: ["*.shop.example"] },
  };
  directory.fleet(smallFleet(tenants, { "edge-1": EDGE }));
});
afterEach(() => directory.remove());

const add = (...args: readonly string[]): Promise<Outcome> =>
  runTenantry(["add", ...args], { cwd: directory.directory });

const UNCHANGED = ["acme.json", "wild.json"];

test("writes the file, prints it and the rules that the listener gets, and the fleet is valid", async () => {
  directory.write("schemas/tenant.schema.json", {});
  const text = [
    "{",
    '  "$schema": "../schemas/tenant.schema.json",',
    '  "hosts": ["newco.shop.example", "www.eu.shop.example"],',
    '  "service": "api",',
    '  "order": 1',
    "}",
    "",
  ].join("\n");
  const hosts = ["--host", "newco.shop.example", "--host", "www.eu.shop.example"];
  expect(await add("newco", ...hosts, "--service", "api")).toEqual({
    code: 0,
    stdout: `tenants/newco.json

${text}
On edge-1 (shop-edge-1): 3 of 100 rules used, 92 free.

HTTPS 443
PRIORITY  TENANT  HOSTS                                   PATHS  SOURCES  ACTION
       2  newco   newco.shop.example www.eu.shop.example  /*     any      forward to shop-api-edge-1

1 rule of other tenants moves back.
`,
    stderr: "",
  });
  expect(directory.read("tenants/newco.json")).toBe(text);
  expect((await runTenantry(["check"], { cwd: directory.directory })).code).toBe(0);
});

test("--json says what was written, and the new rules", async () => {
  const { code, stdout } = await add("newco", "--host", "newco.shop.example", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    ok: true,
    file: "tenants/newco.json",
    content: { hosts: ["newco.shop.example"], order: 1 },
    loadBalancer: "edge-1",
    listeners: [
      {
        port: 443,
        protocol: "HTTPS",
        rules: [
          {
            priority: 2,
            tenant: "newco",
            ingress: "tenants/newco.edge-1",
            conditions: { hosts: ["newco.shop.example"], paths: ["/*"], sourceIps: [] },
            action: { type: "forward", targetGroups: [{ name: "shop-web-edge-1", weight: 1 }] },
          },
        ],
      },
    ],
  });
  expect(JSON.parse(directory.read("tenants/newco.json"))).toEqual(JSON.parse(stdout).content);
});

test("never overwrites: the second time is refused, and the file is as it was", async () => {
  const before = directory.read("tenants/acme.json");
  expect(await add("acme", "--host", "other.shop.example")).toEqual({
    code: 2,
    stdout: "",
    stderr: "tenants/acme.json exists already, and is not overwritten.\n",
  });
  expect(directory.read("tenants/acme.json")).toBe(before);
});

test("of two people at the same time one writes the file", async () => {
  const outcomes = await Promise.all(["a", "b"].map((host) => add("newco", "--host", `${host}.shop.example`)));
  expect(outcomes.map(({ code }) => code).sort()).toEqual([0, 2]);
  const winner = outcomes[0]?.code === 0 ? "a" : "b";
  expect(JSON.parse(directory.read("tenants/newco.json")).hosts).toEqual([`${winner}.shop.example`]);
});

test("writes nothing when the fleet would have errors, and shows the canonical spelling", async () => {
  const text = await add("newco", "--host", "Bücher.shop.example", "acme.shop.example");
  expect({ code: text.code, stdout: text.stdout }).toEqual({ code: 1, stdout: "" });
  expect(text.stderr).toContain('Write "xn--bcher-kva.shop.example"');
  expect(text.stderr).toContain('The host "acme.shop.example" is claimed by tenant "acme" already.');
  expect(text.stderr).toMatch(/\n2 errors, 0 warnings\.\ntenants\/newco\.json was not written\.\n$/);
  const json = await add("newco", "--host", "acme.shop.example", "--json");
  expect(json.code).toBe(1);
  expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, findings: [{ code: "host-conflict" }] });
  expect(directory.list("tenants")).toEqual(UNCHANGED);
});

test("says when no load balancer would do", async () => {
  const { code, stderr } = await add("newco", "--host", "newco.example");
  expect(code).toBe(1);
  expect(stderr).toContain("error [uncovered-host]");
  expect(stderr).toContain("these findings are about edge-1, which comes nearest. --lb names another one.\n");
  expect(directory.list("tenants")).toEqual(UNCHANGED);
});

test("a name that is none, or names nothing, is wrong usage", async () => {
  const cases: [args: string[], stderr: string][] = [
    [["../newco"], '"../newco" is no valid tenant name: '],
    [["newco", "--service", "wbe"], 'There is no service "wbe". Did you mean "web"?\n'],
    [["newco", "--lb", "x"], 'There is no load balancer "x". Known: edge-1.\n'],
  ];
  const outcomes = await Promise.all(cases.map(([args]) => add(...args, "--host", "newco.shop.example")));
  for (const [index, { code, stdout, stderr }] of outcomes.entries()) {
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(cases[index]![1]);
  }
  expect(directory.list("tenants")).toEqual(UNCHANGED);
});
