import { capacityDocument, measureCapacity, type Traffic } from "../../modules/capacity";
import { ruleCosts } from "../../modules/capacity/rule-costs";
import { renderText } from "../../modules/document";
import { planFleet } from "../../modules/plan";
import { styleFor } from "../../modules/terminal";
import { decodeFiles, type TenantFile } from "../support/arbitrary-fleet";
import { EDGE, smallFleet } from "../support/small-fleet";

/** Tenants t000, t001, … in the order of their rules, one rule each. */
function tenants(count: number): Record<string, TenantFile> {
  const names = Array.from({ length: count }, (_, index) => `t${String(index).padStart(3, "0")}`);
  return Object.fromEntries(names.map((name, order) => [name, { hosts: [`${name}.shop.example`], order }]));
}

const QUOTAS = { "edge-1": { ...EDGE, quotas: { rules: 1000 } } };

function measured(files: Readonly<Record<string, TenantFile>>, traffic?: Traffic) {
  const fleet = decodeFiles(smallFleet(files, QUOTAS));
  const all = new Map(traffic === undefined ? [] : [["edge-1", traffic]]);
  const planned = { fleet, plan: planFleet(fleet) };
  return measureCapacity(planned, { known: false, why: "git is not installed" }, Date.parse("2026-11-25"), all);
}

const only = (files: Readonly<Record<string, TenantFile>>, traffic?: Traffic) =>
  measured(files, traffic).loadBalancers[0]!;

/** Traffic of an hour: requests by tenant, each of which met so many rules. */
function hour(rows: Readonly<Record<string, readonly [requests: number, position: number]>>): Traffic {
  const entries = Object.entries(rows).map(
    ([name, [requests, position]]) => [name, { requests, ruleEvaluations: requests * position }] as const,
  );
  const sum = (of: "requests" | "ruleEvaluations") => entries.reduce((total, [, row]) => total + row[of], 0);
  return {
    requests: sum("requests"),
    ruleEvaluations: sum("ruleEvaluations"),
    seconds: 3600,
    tenants: new Map(entries),
  };
}

test("a request meets half of the rules when all of them answer equally many; ten are free", () => {
  const { byRules, byTraffic } = only(tenants(500)).ruleCosts;
  expect(byRules.evaluationsPerRequest).toBe(250.5);
  // 1 + 2 + … + 490 of 500 requests.
  expect(byRules.billedPerRequest).toBeCloseTo(240.59, 2);
  expect(byTraffic).toBeNull();
});

test("the first ten rules cost nothing, nor do none", () => {
  expect(only(tenants(10)).ruleCosts.byRules).toEqual({ evaluationsPerRequest: 5.5, billedPerRequest: 0 });
  expect(ruleCosts({ listeners: [] }).byRules).toEqual({ evaluationsPerRequest: 0, billedPerRequest: 0 });
});

test("by traffic it counts what really answered: 500 rules at 200 requests a second are some 48 LCUs", () => {
  const evenly = Object.fromEntries(Object.keys(tenants(500)).map((name, index) => [name, [1440, index + 1] as const]));
  const { byTraffic } = only(tenants(500), hour(evenly)).ruleCosts;
  expect(byTraffic).toMatchObject({ requestsPerSecond: 200, evaluationsPerRequest: 250.5 });
  expect(byTraffic!.lcus).toBeCloseTo(48.12, 2);
  expect(byTraffic!.dollarsPerMonth).toBeCloseTo(281.01, 1);
});

test("requests that no tenant claims are counted with what they met", () => {
  const traffic = { ...hour({ t000: [100, 1] }), requests: 200, ruleEvaluations: 100 + 100 * 30 };
  expect(only(tenants(30), traffic).ruleCosts.byTraffic).toMatchObject({
    evaluationsPerRequest: 15.5,
    billedPerRequest: 10,
  });
});

describe("which order would cost less", () => {
  const busy = hour({ t000: [100, 1], t090: [8000, 91], t095: [900, 96], t099: [1000, 100] });

  test("is told for the tenants that it saves most, with the place and the calls that the plan tells", () => {
    const [first, second, ...rest] = only(tenants(100), busy).orderAdvice;
    // Lowest order is 0; t090 goes behind t000, by name, and before 89 others.
    expect(first).toEqual({
      ...{ tenant: "t090", order: 0, from: 91, to: 2, share: 0.8, calls: 91 },
      // From 81 billed evaluations to none, of four requests in five.
      savedPerRequest: expect.closeTo(0.8 * 81, 5),
    });
    // It passes t090 and t095, each of whose requests then meets one rule more.
    expect(second).toMatchObject({ tenant: "t099", from: 100, to: 2, calls: 100 });
    expect(second!.savedPerRequest).toBeCloseTo(0.1 * 90 - 0.89, 5);
    expect(rest.map(({ tenant }) => tenant)).toEqual(["t095"]);
  });

  test("is nothing where it would save little, and for whoever stands in front already", () => {
    expect(only(tenants(100), hour({ t000: [9990, 1], t050: [10, 51] })).orderAdvice).toEqual([]);
    expect(only(tenants(8), hour({ t007: [1000, 8] })).orderAdvice).toEqual([]);
    const sameOrder = Object.fromEntries(
      Object.entries(tenants(100)).map(([name, file]) => [name, { ...file, order: 0 }]),
    );
    expect(only(sameOrder, busy).orderAdvice).toEqual([]);
  });

  test("is advice in words", () => {
    expect(only(tenants(100), busy).advice).toContain(
      'Write "order": 0 to tenants/t090.json, for which 80 % of the requests are: its rules move from place 91 to 2, which saves 64.8 billed evaluations a request and costs 91 calls of AWS once.',
    );
  });

  test("where no order helps, many rules are to become fewer", () => {
    const evenly = Object.fromEntries(
      Object.keys(tenants(500)).map((name, index) => [name, [1440, index + 1] as const]),
    );
    const { advice, orderAdvice } = only(tenants(500), hour(evenly));
    expect(orderAdvice).toEqual([]);
    expect(advice).toEqual([expect.stringContaining("Make rules fewer")]);
  });
});

describe("the text", () => {
  const text = (count: number, traffic?: Traffic) =>
    renderText(capacityDocument(measured(tenants(count), traffic)), { style: styleFor({ isTTY: false }) });

  test("shows the inputs of the price", () => {
    expect(text(500)).toContain(
      "A request meets 251 rules if all of them answer equally many, of which 241 are billed (the first 10 are free): at 100 requests/s 24.1 LCUs, × 730 h × 0.008 USD (us-east-1) = 140.50 USD a month.",
    );
    expect(text(100, hour({ t090: [720_000, 91] }))).toContain(
      "By the traffic given it meets 91, of which 81 are billed: 200 requests/s × 81 / 1000 = 16.2 LCUs, × 730 h × 0.008 USD (us-east-1) = 94.61 USD a month, if rules are the largest of the four that an ALB bills.",
    );
  });

  test("says nothing of a load balancer without rules", () => {
    expect(text(0)).not.toContain("A request meets");
  });
});
