import { readFileSync } from "node:fs";
import { runTenantry } from "../support/run-tenantry";
import { EDGE, smallFleet } from "../support/small-fleet";
import { TemporaryDirectory } from "../support/temporary-directory";

let directory: TemporaryDirectory;

beforeEach(() => {
  directory = new TemporaryDirectory();
});
afterEach(() => directory.remove());

const TENANTS = {
  acme: { hosts: ["acme.shop.example"] },
  globex: { hosts: ["globex.shop.example"], order: 1 },
  initech: { hosts: ["initech.shop.example"], order: 2 },
};

/** A fleet with two load balancers; edge-2 has these fields. */
function fleet(edge2: object = {}, dns: object | null = { externalDns: {} }, tenants: object = TENANTS): void {
  const files = smallFleet(tenants as typeof TENANTS, { "edge-1": EDGE, "edge-2": { ...EDGE, ...edge2 } });
  directory.fleet({ ...files, platform: { ...files.platform, ...(dns !== null && { dns }) } });
}

const move = (...args: string[]) => runTenantry(["move", ...args, "--fleet", directory.directory]);
const tenant = (name: string) => JSON.parse(readFileSync(directory.path(`tenants/${name}.json`), "utf8"));

test("writes one step a call, and says what to wait for", async () => {
  fleet();
  const { code, stdout, stderr } = await move("acme", "--to", "edge-2");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain("acme    served by edge-2 too, beside edge-1");
  expect(stdout).toContain("1. Deploy edge-2-tenants.\n");
  expect(tenant("acme")).toEqual({ hosts: ["acme.shop.example"], alsoOn: ["edge-2"] });
  const second = await move("acme", "--to", "edge-2", "--json");
  expect(JSON.parse(second.stdout)).toMatchObject({
    ok: true,
    steps: [
      {
        tenant: "acme",
        file: "tenants/acme.json",
        kind: "weigh",
        share: 0.1,
        traffic: { "edge-1": 90, "edge-2": 10 },
        stacks: ["edge-1-tenants", "edge-2-tenants"],
      },
    ],
    finished: [],
  });
  const { stdout: back } = await move("acme", "--to", "edge-2", "--back", "--json");
  expect(JSON.parse(back).steps).toMatchObject([{ traffic: { "edge-1": 100, "edge-2": 0 } }]);
});

test("tells by hand where nobody else makes the records", async () => {
  fleet({}, null);
  const { stdout } = await move("acme", "--to", "edge-2");
  expect(stdout).toContain("Then point DNS to edge-2: the output load_balancer_dns_name of the stack edge-2.");
  await move("acme", "--to", "edge-2");
  expect(tenant("acme")).toEqual({ hosts: ["acme.shop.example"], loadBalancer: "edge-2", alsoOn: ["edge-1"] });
});

test.each([
  [
    "no certificate covers the host",
    { certificates: [{ ...EDGE.certificates[0], domains: ["*.other.example"] }] },
    "uncovered-host",
  ],
  ["the service is not carried", { services: ["api"] }, "service-not-carried"],
  ["there is no room", { quotas: { rules: 1 }, headroom: 0.9 }, "quota-exceeded"],
])("writes nothing when %s", async (_, edge2, finding) => {
  fleet(edge2);
  const { code, stderr } = await move("acme", "--to", "edge-2");
  expect(code).toBe(1);
  expect(stderr).toContain(`[${finding}]`);
  expect(stderr).toContain("Nothing was written.");
  expect(tenant("acme")).toEqual({ hosts: ["acme.shop.example"] });
});

test("--drain begins with as many tenants as fit, in the order of their rules, and goes on with those on their way", async () => {
  fleet({ quotas: { rules: 2 }, headroom: 0 });
  const first = JSON.parse((await move("--drain", "edge-1", "--json")).stdout);
  expect(first.steps.map((step: { tenant: string }) => step.tenant)).toEqual(["acme", "globex"]);
  expect(first.waiting).toEqual([{ tenant: "initech", why: "edge-2 has 0 listener rules free, and it needs 1" }]);
  const second = JSON.parse((await move("--drain", "edge-1", "--json")).stdout);
  expect(second.steps).toMatchObject([
    { tenant: "acme", kind: "weigh", share: 0.1 },
    { tenant: "globex", kind: "weigh", share: 0.1 },
  ]);
});

test("--moves takes what capacity proposes", async () => {
  fleet();
  directory.write("moves.json", JSON.stringify({ moves: [{ tenant: "globex", from: "edge-1", to: "edge-2" }] }));
  expect((await move("--moves", directory.path("moves.json"))).code).toBe(0);
  expect(tenant("globex").alsoOn).toEqual(["edge-2"]);
  directory.write("wrong.json", "[1]");
  expect(await move("--moves", directory.path("wrong.json"))).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("is not a list of moves"),
  });
});

test("names what it does not know, and what is missing", async () => {
  fleet();
  const cases: [args: string[], message: string][] = [
    [["acme", "--to", "edge-3"], 'There is no load balancer "edge-3". Did you mean'],
    [["acne", "--to", "edge-2"], 'There is no tenant "acne". Did you mean "acme"?'],
    [["acme"], "--to LB is missing"],
    [[], "Name tenants to move"],
    [["acme", "--drain", "edge-1"], "Name tenants to move"],
    [["--drain", "edge-1", "--to", "edge-1"], "is what is drained"],
  ];
  const outcomes = await Promise.all(cases.map(([args]) => move(...args)));
  expect(outcomes).toEqual(
    cases.map(([, message]) => ({ code: 2, stdout: "", stderr: expect.stringContaining(message) })),
  );
});

test("a tenant that a pool answers needs room where there is no pool", async () => {
  const pools = [{ domain: "shop.example", service: "web" }];
  const files = smallFleet(TENANTS, {
    "edge-1": { ...EDGE, pools },
    "edge-2": { ...EDGE, quotas: { rules: 1 }, headroom: 0 },
  });
  directory.fleet(files);
  const { steps, waiting } = JSON.parse((await move("--drain", "edge-1", "--json")).stdout);
  expect(steps.map((step: { tenant: string }) => step.tenant)).toEqual(["acme"]);
  expect(waiting.map((one: { tenant: string }) => one.tenant)).toEqual(["globex", "initech"]);
});
