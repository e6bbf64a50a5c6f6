import { checkFleet } from "../../modules/fleet";
import { planFleet, type QuotaName } from "../../modules/plan";
import { decodeFiles, type TenantFile, withFleetDirectory } from "../support/arbitrary-fleet";
import { EDGE, smallFleet } from "../support/small-fleet";

/** As many tenants with a rule each. */
function fleetOf(count: number, config: object = {}) {
  const names = Array.from({ length: count }, (_, index) => `t${index}`);
  const tenants = Object.fromEntries(
    names.map((name): [string, TenantFile] => [name, { hosts: [`${name}.shop.example`] }]),
  );
  return smallFleet(tenants, { "edge-1": { ...EDGE, ...config } });
}

function quota(name: QuotaName, config: object, count = 3) {
  const [edge] = planFleet(decodeFiles(fleetOf(count, config))).loadBalancers;
  return edge!.quotas[name];
}

describe("the largest fleet that fits", () => {
  test("has 95 rules on AWS's default quota", () => {
    const { findings, plan } = withFleetDirectory(fleetOf(95), checkFleet);
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(plan?.loadBalancers[0]?.quotas.rules).toEqual({
      name: "rules",
      used: 95,
      limit: 100,
      reserved: 5,
      free: 0,
      usedShare: 0.95,
    });
  });

  test("one more is refused with the number, the limit and what to do", () => {
    const { findings, plan } = withFleetDirectory(fleetOf(96), checkFleet);
    expect(plan).toBeUndefined();
    const errors = findings.filter(({ severity }) => severity === "error");
    expect(errors).toMatchObject([{ code: "quota-exceeded", file: "platform.json", path: "loadBalancers.edge-1" }]);
    expect(errors[0]!.message).toContain(
      "needs 96 listener rules; 95 are allowed (limit 100 less 5 kept free by headroom)",
    );
    expect(errors[0]!.help).toContain("Move tenants to another load balancer");
    expect(errors[0]!.help).toContain("quotas.rules");
  });

  test("is larger with a raised quota or without headroom", () => {
    const passes = (count: number, config: object) =>
      withFleetDirectory(fleetOf(count, config), checkFleet).plan !== undefined;
    expect(passes(100, { headroom: 0 })).toBe(true);
    expect(passes(101, { headroom: 0 })).toBe(false);
    expect(passes(190, { quotas: { rules: 200 } })).toBe(true);
    expect(passes(191, { quotas: { rules: 200 } })).toBe(false);
  });
});

test.each([
  [100, 0.07, 7],
  [100, 0.071, 8],
  [25, 0.05, 2],
  [100, 0, 0],
])("of %d rules a headroom of %d keeps %d free", (rules, headroom, reserved) => {
  expect(quota("rules", { quotas: { rules }, headroom })).toMatchObject({ limit: rules, reserved, used: 3 });
});

test("default certificates and repeated services do not count", () => {
  const certificates = [1, 2, 3].map((number) => ({
    ...EDGE.certificates[0],
    arn: `${EDGE.certificates[0]!.arn}${number}`,
  }));
  expect(quota("certificates", { certificates })).toMatchObject({ used: 2, limit: 25 });
  expect(quota("certificates", { certificates: [] })).toMatchObject({ used: 0 });
  expect(quota("targetGroups", {})).toMatchObject({ used: 2, limit: 100 });
});

test.each([
  ["two ports for everybody", {}, 2],
  ["IPv6 as well", { ipAddressType: "dualstack" }, 4],
  ["HTTP only", { certificates: [] }, 1],
  ["given networks", { inboundCidrs: ["10.0.0.0/8", "192.0.2.0/24", "203.0.113.0/24"] }, 6],
  ["given security groups", { securityGroups: ["sg-00000001"] }, 0],
])("rules of the security group: %s", (_, config, used) => {
  expect(quota("securityGroupRules", config)).toMatchObject({ used, limit: 60 });
});
