import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FleetFiles } from "../support/arbitrary-fleet";
import { Repository } from "../support/repository";
import { runTenantry } from "../support/run-tenantry";
import { smallFleet } from "../support/small-fleet";

const FLEET: FleetFiles = smallFleet({
  acme: { hosts: ["acme.shop.example"] },
  globex: { hosts: ["globex.shop.example"], routes: [{ path: "/api", service: "api" }] },
});

let repository: Repository;
beforeAll(() => {
  repository = new Repository(Date.now());
  repository.write("platform.json", FLEET.platform);
  repository.write("tenants/acme.json", FLEET.tenants.acme);
  repository.commit(100);
  repository.write("tenants/globex.json", FLEET.tenants.globex);
  repository.commit(10);
});
afterAll(() => repository.remove());

const capacity = (...args: readonly string[]) => runTenantry(["capacity", "--fleet", repository.directory, ...args]);

test("prints quotas and the growth that git knows", async () => {
  const { code, stdout, stderr } = await capacity();
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain("edge-1 (shop-edge-1): 2 tenants, 2 hosts");
  expect(stdout).toContain("a week over the last 12 weeks, 0 tenants more a week; 1.5 rules a tenant.");
});

test("answers in JSON, and fails where a used share is above the given one", async () => {
  const { code, stdout, stderr } = await capacity("--json", "--fail-above", "0.029");
  expect(code).toBe(1);
  expect(stderr).toBe(
    "edge-1: 3 of 100 rules are used, a share of 0.03, above 0.029.\n" +
      "edge-1: 2 of 60 security group rules are used, a share of 0.033, above 0.029.\n",
  );
  const document = JSON.parse(stdout);
  expect(document.above).toHaveLength(2);
  expect(document.loadBalancers["edge-1"]).toMatchObject({
    tenants: 2,
    quotas: expect.arrayContaining([
      { name: "rules", used: 3, limit: 100, reserved: 5, free: 92, usedShare: 0.03, level: "ok", runsOut: null },
    ]),
    firstToRunOut: "securityGroupRules",
    growth: { rulesByWeek: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 3], tenantsPerWeek: 0 },
  });
});

test("a share that is reached is not passed", async () => {
  const { code, stderr } = await capacity("--markdown", "--fail-above", "0.05");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

test.each(["80%", "1.5", "-1", "", "NaN"])("refuses --fail-above %p", async (share) => {
  const { code, stdout } = await capacity("--json", `--fail-above=${share}`);
  expect(code).toBe(2);
  expect(JSON.parse(stdout).error.message).toContain("a share from 0 to 1");
});

describe("with traffic", () => {
  const figures = { requests: 7200, ruleEvaluations: 14_400, errors: 0 };
  const top = (loadBalancer: object) => JSON.stringify({ by: "tenant", loadBalancers: { "edge-1": loadBalancer } });
  const traffic = (text: string) => {
    const file = join(repository.directory, "top.json");
    writeFileSync(file, text);
    return capacity("--json", "--traffic", file);
  };

  test("prints what rules cost", async () => {
    const times = { from: "2026-11-25T12:00:00Z", to: "2026-11-25T13:00:00Z" };
    const { code, stdout } = await traffic(top({ ...times, total: figures, rows: [{ ...figures, tenant: "globex" }] }));
    expect(code).toBe(0);
    const { ruleCosts, orderAdvice } = JSON.parse(stdout).loadBalancers["edge-1"];
    expect(ruleCosts.byTraffic).toMatchObject({ requestsPerSecond: 2, evaluationsPerRequest: 2, lcus: 0 });
    expect(orderAdvice).toEqual([]);
  });

  test("of a single moment, or of none, there is no rate", async () => {
    const moment = { from: null, to: null, total: { ...figures, requests: 0 }, rows: [] };
    const { stdout } = await traffic(top(moment));
    expect(JSON.parse(stdout).loadBalancers["edge-1"].ruleCosts.byTraffic).toBeNull();
  });

  test.each([
    ["what is not JSON", "{", "is cut off"],
    ["what top does not write", '{"by": "host", "loadBalancers": {}}', "is not what tenantry top --json writes"],
  ])("refuses %s", async (_, text, message) => {
    const { code, stdout } = await traffic(text);
    expect(code).toBe(2);
    expect(JSON.parse(stdout).error.message).toContain(message);
  });
});

test("prints the findings of a fleet with errors instead", async () => {
  const wrong = new Repository(Date.now());
  wrong.write("platform.json", FLEET.platform);
  wrong.write("tenants/acme.json", { hosts: ["ACME.shop.example"] });
  try {
    const { code, stdout } = await runTenantry(["capacity", "--json", "--fleet", wrong.directory]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, findings: [{ code: "invalid-host" }] });
  } finally {
    wrong.remove();
  }
});
