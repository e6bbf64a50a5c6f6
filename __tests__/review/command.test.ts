import { join } from "node:path";
import { runTenantry } from "../support/run-tenantry";

const path = (name: string) => join(__dirname, "plans", `${name}.json`);

// A process takes a second or two, so all run at once.
test("exit codes and streams of the real program", async () => {
  const plan = path("lb-no-changes");
  const [pass, block, allowed, state, wrongNumber, look, missing, nothing] = await Promise.all([
    runTenantry(["review", path("tenants-change-two"), path("lb-no-changes"), "--markdown"]),
    runTenantry(["review", path("tenants-remove-half"), "--json"]),
    runTenantry(["review", path("tenants-remove-half"), "--allow-removals", "5"]),
    runTenantry(["review", join(__dirname, "plans", "tenants-no-changes.txt"), "--json"]),
    runTenantry(["review", path("lb-no-changes"), "--allow-removals", "-1"]),
    runTenantry(["review", path("lb-health-check-changed"), "--json"]),
    runTenantry(["review", "--json", "--expect", "edge-1", "edge-1-tenants", "--expect", "edge-2", "--", plan]),
    runTenantry(["review"]),
  ]);
  const all = [pass, block, allowed, state, wrongNumber, look, missing, nothing];
  expect(all.map(({ code }) => code)).toEqual([0, 1, 0, 2, 2, 0, 1, 2]);
  expect(pass.stdout).toContain("### ✅ Nothing stands in the way: 2 tenants changed");
  expect(JSON.parse(block.stdout)).toMatchObject({
    verdict: "block",
    stacks: [
      {
        stack: "edge-1-tenants",
        tenants: { added: [], changed: [], removed: ["soylent", "stark", "tyrell", "wayne", "wonka"] },
        other: [],
      },
    ],
    blocked: [{ code: "too-many-removals", address: "kubernetes_ingress_v1.soylent" }],
  });
  expect(allowed.stdout).toContain("5 tenants removed");
  expect(JSON.parse(state.stdout)).toEqual({ ok: false, error: { message: expect.stringContaining("is not JSON") } });
  expect(JSON.parse(look.stdout)).toMatchObject({
    verdict: "attention",
    attention: [{ code: "health-check-changed", attribute: "health_check.path", before: "/healthz", after: "/readyz" }],
    blocked: [],
  });
  expect(JSON.parse(missing.stdout).blocked).toMatchObject([
    { code: "plan-missing", address: "edge-1-tenants" },
    { code: "plan-missing", address: "edge-2" },
  ]);
  expect(nothing.stderr).toContain("No plan was given");
  expect(wrongNumber.stderr).toContain("--allow-removals must be a number of tenants");
  expect([pass, block, allowed].map(({ stderr }) => stderr)).toEqual(["", "", ""]);
});
