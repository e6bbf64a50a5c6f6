import { answer, explainRequest, explanationJson, explanationLines } from "../../modules/explain";
import { planFleet } from "../../modules/plan";
import { decodeFiles, type FleetFiles } from "../support/arbitrary-fleet";
import { EDGE, smallFleet } from "../support/small-fleet";

const INSIDE = { ...EDGE, certificates: [] };
const LOAD_BALANCERS = { "edge-1": EDGE, "edge-2": EDGE, inside: INSIDE };

function explain(
  tenants: FleetFiles["tenants"],
  url: string,
  { sourceIp, lb }: { sourceIp?: string; lb?: string } = {},
) {
  const fleet = decodeFiles(smallFleet(tenants, LOAD_BALANCERS));
  const valid = { fleet, plan: planFleet(fleet) };
  const explanation = explainRequest(
    valid,
    url,
    sourceIp,
    valid.plan.loadBalancers.find(({ key }) => key === lb),
  );
  return {
    loadBalancer: explanation.loadBalancer.key,
    answer: answer(explanation),
    lines: explanationLines(explanation, valid).map((line) => line.join(": ")),
  };
}

const ACME = { acme: { hosts: ["acme.shop.example"] } };

describe("a URL without a scheme", () => {
  const tenants = { ...ACME, intern: { hosts: ["intern.shop.example"], loadBalancer: "inside" } };

  test("is one of what the load balancer speaks, and says so", () => {
    expect(explain(tenants, "acme.shop.example/x").lines.slice(0, 3)).toEqual([
      "scheme: https, as none was given and edge-1 speaks HTTPS",
      "tenant: acme (tenants/acme.json)",
      "load balancer: edge-1 (shop-edge-1), HTTPS 443",
    ]);
    expect(explain(tenants, "intern.shop.example").lines.slice(0, 3)).toEqual([
      "scheme: http, as none was given and inside speaks HTTP",
      "tenant: intern (tenants/intern.json)",
      "load balancer: inside (shop-inside), HTTP 80",
    ]);
  });

  test("has the scheme in JSON, which is not there where one was given", () => {
    const fleet = decodeFiles(smallFleet(tenants, LOAD_BALANCERS));
    const json = (url: string) => explanationJson(explainRequest({ fleet, plan: planFleet(fleet) }, url));
    expect(json("acme.shop.example/x")).toMatchObject({ url: "https://acme.shop.example/x", assumedScheme: "https" });
    expect(json("https://acme.shop.example/x")).not.toHaveProperty("assumedScheme");
  });
});

describe("the load balancer", () => {
  test("is the tenant's home, not where it also is", () => {
    const tenants = { acme: { hosts: ["acme.shop.example"], loadBalancer: "edge-2", alsoOn: ["edge-1"] } };
    const { loadBalancer, lines } = explain(tenants, "https://acme.shop.example");
    expect(loadBalancer).toBe("edge-2");
    expect(lines).toContain("note: Also served by edge-1, if DNS points there: see --lb.");
  });

  test("is that of the host itself, not that of a wildcard around it", () => {
    const tenants = {
      all: { hosts: ["*.shop.example"], loadBalancer: "edge-1" },
      acme: { hosts: ["acme.shop.example"], loadBalancer: "edge-2" },
    };
    expect(explain(tenants, "https://acme.shop.example").loadBalancer).toBe("edge-2");
    expect(explain(tenants, "https://other.shop.example").loadBalancer).toBe("edge-1");
  });

  test("of a host that nobody claims is the default one", () => {
    expect(explain(ACME, "https://acmee.shop.example/")).toEqual({
      loadBalancer: "edge-1",
      answer: 'respond 404 "Not found"',
      lines: [
        "load balancer: edge-1 (shop-edge-1), HTTPS 443",
        "rule: none, the listener's default action",
        "not rule 1: host is not acme.shop.example",
        "note: No tenant claims acmee.shop.example. Did you mean acme.shop.example?",
      ],
    });
  });

  test("can be named, and then says where the host is served instead", () => {
    const { loadBalancer, lines } = explain(ACME, "https://acme.shop.example", { lb: "edge-2" });
    expect(loadBalancer).toBe("edge-2");
    expect(lines).toContain("note: The host is served by edge-1, not here.");
  });

  test("does not answer on a port on which it does not listen", () => {
    const tenants = { staff: { hosts: ["staff.internal.example"], loadBalancer: "inside" } };
    expect(explain(tenants, "https://staff.internal.example/")).toEqual({
      loadBalancer: "inside",
      answer: "nothing answers",
      lines: ["load balancer: inside (shop-inside)", "note: inside listens on HTTP 80 only."],
    });
  });
});

describe("the answer", () => {
  test("names tenant, file, load balancer, rule, and why none before it", () => {
    const tenants = {
      ...ACME,
      globex: { hosts: ["globex.shop.example"], order: 1 },
      initech: { hosts: ["initech.shop.example"], order: 2, routes: [{ path: "/api", service: "api" }] },
    };
    expect(explain(tenants, "https://INITECH.shop.example/API")).toEqual({
      loadBalancer: "edge-1",
      answer: "forward to shop-web-edge-1",
      lines: [
        "tenant: initech (tenants/initech.json)",
        "load balancer: edge-1 (shop-edge-1), HTTPS 443",
        "rule: 4: initech.shop.example /*",
        "not rules 1–2: other hosts",
        "not rule 3: path /API does not match /api, /api/*",
      ],
    });
  });

  test("depends on the source, and says when it is not known", () => {
    const tenants = { acme: { ...ACME.acme, allowedCidrs: ["203.0.113.0/24"] } };
    const url = "https://acme.shop.example/";
    expect(explain(tenants, url, { sourceIp: "203.0.113.7" }).answer).toBe("forward to shop-web-edge-1");
    expect(explain(tenants, url, { sourceIp: "198.51.100.1" }).lines).toContain(
      "not rule 1: source 198.51.100.1 is not in 203.0.113.0/24",
    );
    const unknown = explain(tenants, url);
    expect(unknown.answer).toBe('respond 403 "Forbidden"');
    expect(unknown.lines).toContain("not rule 1: only for sources in 203.0.113.0/24, and no source IP is given");
  });

  test("says that a tenant is in maintenance", () => {
    const { answer, lines } = explain({ acme: { ...ACME.acme, status: "maintenance" } }, "https://acme.shop.example/");
    expect(answer).toBe('respond 503 "Back soon"');
    expect(lines).toContain("note: The tenant's status is maintenance.");
  });
});

describe("a redirect", () => {
  const then = (lines: readonly string[]) => lines.filter((line) => line.startsWith("then: "));

  test("to HTTPS says where it leads, and who answers there", () => {
    const { answer, lines } = explain(ACME, "http://acme.shop.example/a?b=1");
    expect(answer).toBe("redirect 301 to https://acme.shop.example/a?b=1");
    expect(then(lines)).toEqual(["then: forward to shop-web-edge-1 (rule 1 of edge-1, tenant acme)"]);
  });

  test("stays on the load balancer that was named", () => {
    const tenants = { acme: { ...ACME.acme, alsoOn: ["edge-2"] } };
    const { lines } = explain(tenants, "http://acme.shop.example/", { lb: "edge-2" });
    expect(then(lines)).toEqual(["then: forward to shop-web-edge-2 (rule 1 of edge-2, tenant acme)"]);
  });

  test("is followed to another tenant's load balancer", () => {
    const tenants = {
      acme: { hosts: ["acme.shop.example"], loadBalancer: "edge-2" },
      old: { hosts: ["old.shop.example"], redirect: { host: "acme.shop.example", statusCode: 302 as const } },
    };
    expect(then(explain(tenants, "http://old.shop.example/x").lines)).toEqual([
      "then: redirect 302 to https://acme.shop.example/x (rule 1 of edge-1, tenant old)",
      "then: forward to shop-web-edge-2 (rule 1 of edge-2, tenant acme)",
    ]);
  });

  test("out of the fleet is not followed", () => {
    const tenants = { acme: { ...ACME.acme, redirect: { host: "www.acme.example", statusCode: 301 as const } } };
    const { answer, lines } = explain(tenants, "https://acme.shop.example/");
    expect(answer).toBe("redirect 301 to https://www.acme.example/");
    expect(then(lines)).toEqual(["then: leaves this fleet: no tenant claims that host"]);
  });

  test("in a circle ends", () => {
    const tenants = {
      a: { hosts: ["a.shop.example"], redirect: { host: "b.shop.example", statusCode: 302 as const } },
      b: { hosts: ["b.shop.example"], redirect: { host: "a.shop.example", statusCode: 302 as const } },
    };
    expect(then(explain(tenants, "https://a.shop.example/").lines)).toEqual([
      "then: redirect 302 to https://a.shop.example/ (rule 2 of edge-1, tenant b)",
      "then: back to https://a.shop.example/: these redirects never end",
    ]);
  });
});

describe("a pool", () => {
  const POOLED = { ...EDGE, pools: [{ domain: "shop.example", service: "web" }] };
  const explainPooled = (tenants: FleetFiles["tenants"], url: string) => {
    const files = smallFleet(tenants, { "edge-1": EDGE, "edge-2": POOLED });
    const platform = { ...files.platform, reservedHosts: ["www.shop.example"] };
    const fleet = decodeFiles({ ...files, platform } as FleetFiles);
    const valid = { fleet, plan: planFleet(fleet) };
    const explanation = explainRequest(valid, url);
    return {
      tenant: explanation.tenant,
      json: explanationJson(explanation),
      answer: answer(explanation),
      lines: explanationLines(explanation, valid).map((line) => line.join(": ")),
    };
  };
  const tenants = { acme: { hosts: ["acme.shop.example"], loadBalancer: "edge-2" } };

  test("answers for a tenant, who is named", () => {
    const { tenant, json, answer, lines } = explainPooled(tenants, "https://acme.shop.example/");
    expect({ tenant, answer }).toEqual({ tenant: "acme", answer: "forward to shop-web-edge-2" });
    expect(lines).toEqual([
      "tenant: acme (tenants/acme.json)",
      "pool: shop.example (platform.json)",
      "load balancer: edge-2 (shop-edge-2), HTTPS 443",
      "rule: 2: *.shop.example /*",
      "not rule 1: host is not www.shop.example",
      "note: The pool answers: the tenant has no rule of its own for this host.",
    ]);
    expect(json).toMatchObject({ rule: { tenant: null, pool: "shop.example" } });
  });

  test("answers for a name that nobody claims, wherever there is one", () => {
    const { tenant, answer, lines } = explainPooled(tenants, "https://nobody.shop.example/");
    expect({ tenant, answer }).toEqual({ tenant: undefined, answer: "forward to shop-web-edge-2" });
    expect(lines).toContain("note: The pool answers every name below shop.example that has no rule of its own.");
  });

  test("does not answer for a reserved name", () => {
    const { tenant, answer } = explainPooled(tenants, "https://www.shop.example/");
    expect({ tenant, answer }).toEqual({ tenant: undefined, answer: 'respond 404 "Not found"' });
  });
});
