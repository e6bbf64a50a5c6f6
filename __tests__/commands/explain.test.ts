import { type Outcome, runTenantry } from "../support/run-tenantry";
import { EDGE, smallFleet } from "../support/small-fleet";
import { TemporaryDirectory } from "../support/temporary-directory";

let directory: TemporaryDirectory;

beforeAll(() => {
  directory = new TemporaryDirectory();
  const tenants = {
    acme: { hosts: ["acme.shop.example"] },
    globex: { hosts: ["globex.shop.example"], allowedCidrs: ["203.0.113.0/24"], order: 1 },
  };
  directory.fleet(smallFleet(tenants, { "edge-1": EDGE, "edge-2": EDGE }));
});
afterAll(() => directory.remove());

const explain = (...args: readonly string[]): Promise<Outcome> =>
  runTenantry(["explain", ...args], { cwd: directory.directory });

test("people get the answer first, then who and why", async () => {
  expect(await explain("http://globex.shop.example/a", "--source-ip", "203.0.113.7")).toEqual({
    code: 0,
    stdout: [
      "http://globex.shop.example/a",
      "  → redirect 301 to https://globex.shop.example/a",
      "",
      "  load balancer  edge-1 (shop-edge-1), HTTP 80",
      "  rule           none, the listener's default action",
      "  then           forward to shop-web-edge-1 (rule 2 of edge-1, tenant globex)",
      "",
    ].join("\n"),
    stderr: "",
  });
});

test("--json has the rule, the action and every rule that was passed over", async () => {
  const { code, stdout, stderr } = await explain("https://GLOBEX.shop.example", "--json");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const action = { type: "fixed-response", statusCode: 403 };
  expect(JSON.parse(stdout)).toEqual({
    url: "https://GLOBEX.shop.example",
    loadBalancer: "edge-1",
    listener: { port: 443, protocol: "HTTPS" },
    rule: {
      priority: 3,
      tenant: "globex",
      ingress: "tenants/globex.edge-1",
      conditions: { hosts: ["globex.shop.example"], paths: ["/*"], sourceIps: [] },
      action,
    },
    action,
    passedOver: [
      { priority: 1, why: "host is not acme.shop.example" },
      { priority: 2, why: "only for sources in 203.0.113.0/24, and no source IP is given" },
    ],
  });
});

test("the default action has no rule; on a named load balancer too", async () => {
  const { stdout } = await explain("https://acme.shop.example/", "--lb", "edge-2", "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    loadBalancer: "edge-2",
    rule: null,
    action: { type: "fixed-response", statusCode: 404 },
    passedOver: [],
  });
});

test.each([
  [["acme/x"], 'The URL "acme/x" has no scheme. Write https://acme.shop.example/path.\n'],
  [
    ["https://acme.shop.example/", "--source-ip", "10.0.0"],
    'The source IP "10.0.0" is no IPv4 or IPv6 address. Write one address, such as 203.0.113.7.\n',
  ],
])("%j is wrong usage", async (args, stderr) => {
  expect(await explain(...args)).toEqual({ code: 2, stdout: "", stderr });
});
