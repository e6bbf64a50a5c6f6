import { type Outcome, runTenantry } from "../support/run-tenantry";
import { EDGE, smallFleet } from "../support/small-fleet";
import { TemporaryDirectory } from "../support/temporary-directory";

let directory: TemporaryDirectory;

beforeAll(() => {
  directory = new TemporaryDirectory();
  const tenants = {
    acme: { hosts: ["acme.shop.example"], weights: { web: 90, api: 10 } },
    globex: { hosts: ["*.eu.shop.example"], routes: [{ path: "/a_b", service: "api" }] },
    staff: { hosts: ["staff.internal.example"], loadBalancer: "inside", status: "maintenance" as const },
  };
  directory.fleet(smallFleet(tenants, { "edge-1": EDGE, inside: { ...EDGE, certificates: [] } }));
});
afterAll(() => directory.remove());

const routes = (...args: readonly string[]): Promise<Outcome> =>
  runTenantry(["routes", ...args], { cwd: directory.directory });

test("--json lists every listener of every load balancer, with its rules and default", async () => {
  const { code, stdout, stderr } = await routes("--json");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const forward = (...targetGroups: object[]) => ({ type: "forward", targetGroups });
  const notFound = { type: "fixed-response", statusCode: 404 };
  const rule = (priority: number, tenant: string, ingress: string, conditions: object, action: object) => ({
    priority,
    tenant,
    ingress: `tenants/${ingress}`,
    conditions: { paths: ["/*"], sourceIps: [], ...conditions },
    action,
  });
  const web = { name: "shop-web-edge-1", weight: 1 };
  const api = { name: "shop-api-edge-1", weight: 1 };
  const wild = "globex.edge-1.w3";
  expect(JSON.parse(stdout)).toEqual({
    loadBalancers: {
      "edge-1": {
        name: "shop-edge-1",
        listeners: [
          {
            port: 80,
            protocol: "HTTP",
            rules: [],
            default: {
              type: "redirect",
              host: "#{host}",
              path: "/#{path}",
              query: "#{query}",
              port: "443",
              protocol: "HTTPS",
              statusCode: 301,
            },
          },
          {
            port: 443,
            protocol: "HTTPS",
            rules: [
              rule(
                1,
                "acme",
                "acme.edge-1",
                { hosts: ["acme.shop.example"] },
                forward({ ...api, weight: 10 }, { ...web, weight: 90 }),
              ),
              rule(2, "globex", wild, { hosts: ["*.eu.shop.example"], paths: ["/a_b", "/a_b/*"] }, forward(api)),
              rule(3, "globex", wild, { hosts: ["*.eu.shop.example"] }, forward(web)),
            ],
            default: notFound,
          },
        ],
      },
      inside: {
        name: "shop-inside",
        listeners: [
          {
            port: 80,
            protocol: "HTTP",
            rules: [
              rule(
                1,
                "staff",
                "staff.inside",
                { hosts: ["staff.internal.example"] },
                {
                  type: "fixed-response",
                  statusCode: 503,
                },
              ),
            ],
            default: notFound,
          },
        ],
      },
    },
  });
});

test("people get a table for each listener, of one load balancer if they name it", async () => {
  expect(await routes("--lb", "inside")).toEqual({
    code: 0,
    stdout: [
      "inside (shop-inside)",
      "",
      "HTTP 80",
      "PRIORITY  TENANT  HOSTS                   PATHS  SOURCES  ACTION",
      '       1  staff   staff.internal.example  /*     any      respond 503 "Back soon"',
      ' default          any                     any    any      respond 404 "Not found"',
      "",
    ].join("\n"),
    stderr: "",
  });
});

test("--markdown escapes what Markdown would read", async () => {
  const { stdout } = await routes("--lb", "edge-1", "--markdown");
  expect(stdout).toContain("### edge-1 \\(shop-edge-1\\)\n\n#### HTTP 80\n\n| PRIORITY | TENANT |");
  expect(stdout).toContain(
    "| 2 | globex | \\*.eu.shop.example | /a\\_b /a\\_b/\\* | any | forward to shop-api-edge-1 |",
  );
});

test("a load balancer that there is not is wrong usage, with the nearest name", async () => {
  expect(await routes("--lb", "edge1")).toEqual({
    code: 2,
    stdout: "",
    stderr: 'There is no load balancer "edge1". Did you mean "edge-1"?\n',
  });
});

test("of a fleet with errors nothing is shown but its findings", async () => {
  directory.fleet(smallFleet({ acme: { hosts: ["ACME.shop.example"] } }), "wrong");
  const text = await routes("--fleet", "wrong");
  expect({ code: text.code, stdout: text.stdout }).toEqual({ code: 1, stdout: "" });
  expect(text.stderr).toContain("tenants/acme.json:3:5 hosts[0]: error [invalid-host]");
  expect(text.stderr).toMatch(/\n1 error, 0 warnings\.\n$/);
  const json = await routes("--fleet", "wrong", "--json");
  expect(json.code).toBe(1);
  expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, tenants: 1, findings: [{ code: "invalid-host" }] });
});
