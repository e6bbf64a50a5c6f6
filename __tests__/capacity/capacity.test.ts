import { type Capacity, capacityDocument, firstQuota, type History, measureCapacity } from "../../modules/capacity";
import { renderMarkdown, renderText } from "../../modules/document";
import { planFleet } from "../../modules/plan";
import { type Style, styleFor } from "../../modules/terminal";
import { decodeFiles, type TenantFile } from "../support/arbitrary-fleet";
import { EDGE, smallFleet } from "../support/small-fleet";

const TODAY = Date.parse("2026-11-25T12:00:00Z");
const NO_HISTORY: History = { known: false, why: "git is not installed" };

function measure(
  tenants: Readonly<Record<string, TenantFile>>,
  history: History = NO_HISTORY,
  loadBalancers?: Parameters<typeof smallFleet>[1],
): Capacity {
  const fleet = decodeFiles(smallFleet(tenants, loadBalancers));
  return measureCapacity({ fleet, plan: planFleet(fleet) }, history, TODAY);
}

type Tenants = Readonly<Record<string, TenantFile>>;

/** The plans of a fleet that had these tenants so many weeks ago. */
function historyOf(
  tenantsAt: (weeksAgo: number) => Tenants,
  loadBalancers?: Parameters<typeof smallFleet>[1],
): History {
  const plans = Array.from({ length: 12 }, (_, index) =>
    planFleet(decodeFiles(smallFleet(tenantsAt(12 - index), loadBalancers))),
  );
  return { known: true, plans };
}

/** Tenants with one rule each, named t0, t1, …, and a history in which one was added every week up to now. */
function steady(
  count: number,
  more: Partial<TenantFile> = {},
  loadBalancers?: Parameters<typeof smallFleet>[1],
): { tenants: Record<string, TenantFile>; history: History } {
  const entries = Array.from({ length: count }, (_, index): [string, TenantFile] => [
    `t${index}`,
    { hosts: [`t${index}.shop.example`], ...more },
  ]);
  // The first is the youngest.
  const history = historyOf((weeksAgo) => Object.fromEntries(entries.slice(weeksAgo)), loadBalancers);
  return { tenants: Object.fromEntries(entries), history };
}

const only = ({ loadBalancers }: Capacity) => loadBalancers[0]!;

test("has the plan's numbers, as they are", () => {
  const { tenants } = steady(3);
  const fleet = decodeFiles(smallFleet(tenants));
  const plan = planFleet(fleet);
  const { quotas, tenants: count, hosts } = only(measureCapacity({ fleet, plan }, NO_HISTORY, TODAY));
  expect(quotas).toMatchObject(plan.loadBalancers[0]!.quotas);
  expect([count, hosts]).toEqual([3, 3]);
});

describe("what runs out first", () => {
  test("is the quota whose free part the growth uses up first, with its week", () => {
    const { tenants, history } = steady(20);
    // A rule a tenant, a tenant a week: 75 more.
    const measured = only(measure(tenants, history));
    expect(measured.firstToRunOut).toBe("rules");
    expect(firstQuota(measured).runsOut).toEqual({ week: "2028-W18", date: "2028-05-01" });
  });

  test("counts rules as the plan has them", () => {
    const { tenants, history } = steady(20, { routes: [{ path: "/api", service: "api" }] });
    // 40 rules are used, 2 a week: 55 more last 27.5 weeks.
    expect(firstQuota(only(measure(tenants, history)))).toMatchObject({
      name: "rules",
      runsOut: { week: "2027-W22", date: "2027-05-31" },
    });
  });

  test("may be the certificates, when these grow faster", () => {
    const { tenants } = steady(20);
    const certificates = (count: number) => ({
      "edge-1": {
        ...EDGE,
        certificates: Array.from({ length: count }, (_, index) => ({
          arn: `${EDGE.certificates[0]!.arn}${index}`,
          domains: EDGE.certificates[0]!.domains,
        })),
      },
    });
    const plans = Array.from({ length: 12 }, (_, index) =>
      planFleet(decodeFiles(smallFleet(tenants, certificates(4 + index)))),
    );
    const loadBalancer = only(measure(tenants, { known: true, plans }, certificates(16)));
    expect(loadBalancer).toMatchObject({
      firstToRunOut: "certificates",
      growth: { perWeek: { certificates: 1, rules: 0 } },
    });
  });

  test("without a forecast is the fullest, and says why there is no forecast", () => {
    const loadBalancer = only(measure(steady(20).tenants));
    expect(loadBalancer).toMatchObject({
      firstToRunOut: "rules",
      growth: null,
      noForecast: "git is not installed",
    });
  });

  test("without growth is the fullest, with no week", () => {
    const { tenants } = steady(20);
    expect(
      only(
        measure(
          tenants,
          historyOf(() => tenants),
        ),
      ),
    ).toMatchObject({
      firstToRunOut: "rules",
      growth: { tenantsPerWeek: 0 },
      noForecast: null,
    });
  });
});

describe("growth", () => {
  const growthWith = (tenantsAt: (weeksAgo: number) => Tenants) =>
    only(measure(tenantsAt(0), historyOf(tenantsAt))).growth!;
  const named = (from: number, to: number, more: Partial<TenantFile> = {}): Tenants =>
    Object.fromEntries(
      Array.from({ length: to - from }, (_, index): [string, TenantFile] => [
        `t${from + index}`,
        { hosts: [`t${from + index}.shop.example`], ...more },
      ]),
    );

  test("of a fleet from which as many tenants leave as come is none", () => {
    const churn = growthWith((weeksAgo) => named(60 - 3 * weeksAgo, 100 - 3 * weeksAgo));
    expect(churn).toMatchObject({ tenantsPerWeek: 0, perWeek: { rules: 0 } });
  });

  test("is that of the rules, also where tenants grow and not their number", () => {
    const grown = growthWith((weeksAgo) => ({
      ...named(0, 12 - weeksAgo, { routes: [{ path: "/api", service: "api" }] }),
      ...named(12 - weeksAgo, 30),
    }));
    expect(grown).toMatchObject({ tenantsPerWeek: 0, perWeek: { rules: 1 } });
    expect(grown.rulesByWeek).toEqual([30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42]);
  });

  test("is the same with an import of twenty tenants a week over three weeks", () => {
    const imported = growthWith((weeksAgo) => named(0, 40 - weeksAgo + 20 * Math.min(3, Math.max(0, 7 - weeksAgo))));
    expect(imported).toMatchObject({ tenantsPerWeek: 1, perWeek: { rules: 1 } });
  });

  test("is not known before the load balancer has had tenants for four weeks", () => {
    const since = (weeks: number) => {
      const tenantsAt = (weeksAgo: number) => (weeksAgo <= weeks ? named(0, 20 - weeksAgo) : {});
      return only(measure(tenantsAt(0), historyOf(tenantsAt)));
    };
    expect(since(3)).toMatchObject({ growth: null, noForecast: "git has its tenants for less than four weeks" });
    expect(since(4).growth?.tenantsPerWeek).toBe(1);
  });

  test("passes over weeks in which the fleet could not be planned", () => {
    const { tenants, history } = steady(20);
    if (!history.known) throw new Error(history.why);
    const plans = history.plans.map((plan, week) => (week % 3 === 1 ? undefined : plan));
    expect(only(measure(tenants, { known: true, plans })).growth).toMatchObject({
      rulesByWeek: [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20],
      perWeek: { rules: 1 },
    });
  });

  test("belongs to each load balancer", () => {
    const loadBalancers = { "edge-1": EDGE, "edge-2": EDGE, "edge-3": EDGE };
    const tenantsAt = (weeksAgo: number): Tenants => ({
      ...named(0, 20 - weeksAgo, { loadBalancer: "edge-1" }),
      ...named(50, 60, { loadBalancer: "edge-2" }),
    });
    const measured = measure(tenantsAt(0), historyOf(tenantsAt, loadBalancers), loadBalancers);
    expect(measured.loadBalancers.map(({ growth }) => growth?.perWeek.rules)).toEqual([1, 0, undefined]);
    expect(measured.loadBalancers[2]?.noForecast).toBe("it has no tenants");
  });
});

test("the tenants that use most rules are named with what multiplies their rules", () => {
  const { largestTenants } = only(
    measure({
      acme: { hosts: ["acme.shop.example"] },
      zeta: { hosts: ["zeta.shop.example"], routes: [{ path: "/api", service: "api" }] },
      hosts: { hosts: Array.from({ length: 11 }, (_, index) => `h${index}.shop.example`) },
      wild: { hosts: ["wild.shop.example", "*.wild.shop.example", "*.a.wild.shop.example"] },
      closed: { hosts: ["closed.shop.example"], allowedCidrs: ["10.0.0.0/8", "192.0.2.0/24"] },
      down: {
        hosts: Array.from({ length: 6 }, (_, index) => `d${index}.shop.example`),
        status: "maintenance",
        routes: [{ path: "/api", service: "api" }],
      },
    }),
  );
  expect(largestTenants).toEqual([
    { tenant: "hosts", rules: 3, why: "11 hosts" },
    { tenant: "wild", rules: 3, why: "1 exact host, 2 wildcards of 2 depths" },
    { tenant: "closed", rules: 2, why: "1 host, 2 allowed networks and the 403 for all others" },
    { tenant: "down", rules: 2, why: "6 hosts" },
    { tenant: "zeta", rules: 2, why: "1 host, 1 route beside the catch-all" },
  ]);
});

describe("what to do", () => {
  const level = (count: number, config: object = {}) => {
    const { quotas, advice } = only(measure(steady(count).tenants, NO_HISTORY, { "edge-1": { ...EDGE, ...config } }));
    return { level: quotas.rules.level, advice };
  };

  test("is nothing while there is room", () => {
    expect(level(75)).toEqual({ level: "ok", advice: [] });
  });

  test("is to raise the quota, to add a load balancer or to pack hosts when rules are short", () => {
    const { level: tight, advice } = level(76);
    expect(tight).toBe("tight");
    expect(advice).toEqual([
      expect.stringContaining('ask AWS for more than 100 of "Rules per Application Load Balancer"'),
      expect.stringContaining("Add a load balancer"),
      expect.stringContaining("Pack hosts"),
    ]);
    expect(level(95).level).toBe("full");
  });

  test("names the load balancer that has room", () => {
    const loadBalancers = { "edge-1": EDGE, "edge-2": EDGE };
    const { advice } = only(measure(steady(80, { loadBalancer: "edge-1" }).tenants, NO_HISTORY, loadBalancers));
    expect(advice[1]).toContain("Put new tenants on edge-2, which has 95 rules free");
  });

  test("names none that other clients reach, or in another way", () => {
    const others = { public: { ...EDGE, scheme: "internet-facing" }, plain: { ...EDGE, certificates: [] } };
    const { advice } = only(
      measure(steady(80, { loadBalancer: "edge-1" }).tenants, NO_HISTORY, { "edge-1": EDGE, ...others }),
    );
    expect(advice[1]).toContain("Add a load balancer");
  });

  test("comes half a year ahead of the week in which it runs out", () => {
    const { tenants, history } = steady(70);
    // 25 free, one a week.
    expect(only(measure(tenants, history)).advice).not.toEqual([]);
    const fewer = steady(60);
    expect(only(measure(fewer.tenants, fewer.history)).advice).toEqual([]);
  });

  test("names each quota that is short", () => {
    const short = { quotas: { securityGroupRules: 3, certificates: 3 }, services: ["web", "api"], headroom: 0.3 };
    expect(level(1, short).advice).toEqual([
      expect.stringContaining("loadBalancers.edge-1.quotas.securityGroupRules"),
      expect.stringContaining("Summarize inboundCidrs"),
    ]);
  });
});

/** As the command prints it. */
function renderCapacity(measured: Capacity, style: Style, width?: number): string {
  return renderText(capacityDocument(measured), { style, width });
}

describe("the text", () => {
  const style = styleFor({ isTTY: false });

  test("is a table with bars, what runs out first and the growth", () => {
    const { tenants, history } = steady(70);
    const lines = renderCapacity(measure(tenants, history), style).split("\n");
    expect(lines[0]).toBe("edge-1 (shop-edge-1): 70 tenants, 70 hosts");
    expect(lines[3]).toBe("rules                   70    100         5    25   70 %  █████████████████████░░░░░░░▒▒");
    expect(lines).toContain("First to run out: rules, in the week of 2027-05-17 (2027-W20).");
    expect(lines).toContain(
      "▇▇▇██████████  1 rule more a week over the last 12 weeks, 1 tenant more a week; 1 rule a tenant.",
    );
    expect(lines.filter((line) => line.startsWith("  →"))).toHaveLength(3);
  });

  test("says that there is no forecast", () => {
    expect(renderCapacity(measure(steady(9).tenants), style)).toContain(
      "Fullest: rules. No forecast: git is not installed.",
    );
  });

  test("says that a quota is used up", () => {
    const { tenants, history } = steady(95);
    expect(renderCapacity(measure(tenants, history), style)).toContain(
      "Used up, but for what headroom keeps free: rules.\n",
    );
  });

  test("has a bar that is never full while something is free, nor empty while something is used", () => {
    const bar = (count: number) =>
      renderCapacity(measure(steady(count).tenants), style)
        .split("\n")[3]!
        .slice(-30);
    expect(bar(94)).toMatch(/^█{27}░▒{2}$/);
    expect(bar(95)).toMatch(/^█{28}▒{2}$/);
    expect(bar(1)).toMatch(/^█░/);
    expect(bar(0)).toMatch(/^░/);
  });

  test("has shorter bars, and then none, on a narrow terminal", () => {
    const measured = measure(steady(70).tenants);
    const widths = (width: number) =>
      renderCapacity(measured, style, width)
        .split("\n")
        .slice(2, 7)
        .map((line) => line.length);
    expect(widths(80)).toEqual([56, 80, 80, 80, 80]);
    expect(widths(58)).toEqual([56, 56, 56, 56, 56]);
  });

  test("is coloured by how short a quota is, on a terminal only", () => {
    const terminal = styleFor({ isTTY: true });
    const rules = (count: number) => renderCapacity(measure(steady(count).tenants), terminal).split("\n")[3];
    expect([rules(1), rules(80), rules(95)]).toEqual([
      expect.stringContaining("\u001b[32m█"),
      expect.stringContaining("\u001b[33m█"),
      expect.stringContaining("\u001b[31m█"),
    ]);
  });

  test("shows what git says without its control characters", () => {
    const history: History = { known: false, why: "git says: \u001b[2Jfatal" };
    expect(renderCapacity(measure(steady(9).tenants, history), style)).not.toContain("\u001b");
  });

  test("is Markdown that stays text", () => {
    const markdown = renderMarkdown(capacityDocument(measure(steady(80).tenants))).text;
    expect(markdown).toContain("### edge-1 \\(shop-edge-1\\): 80 tenants, 80 hosts\n\n| QUOTA | USED |");
    expect(markdown).toContain("| rules | 80 | 100 | 5 | 15 | 80 % |");
    expect(markdown).toContain("\n- Raise the quota:");
  });
});
