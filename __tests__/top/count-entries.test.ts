import { gzipSync } from "node:zlib";
import { FileGoneError } from "../../modules/top/log-files";
import { accessLogEntry, type EntryParts, UNANSWERED } from "../support/access-log-entry";
import { EDGE, smallFleet } from "../support/small-fleet";
import { planOf, topOf } from "./top-of";

const plan = planOf(
  smallFleet({
    acme: { hosts: ["acme.shop.example", "acme.eu.shop.example"] },
    globex: { hosts: ["globex.shop.example"] },
    europe: { hosts: ["*.eu.shop.example"] },
  }),
);

const of = (host: string, parts: EntryParts = {}) =>
  accessLogEntry({ request: `GET https://${host}:443/ HTTP/2.0`, ...parts });

async function edge(lines: readonly string[], options: Parameters<typeof topOf>[2] = {}) {
  const top = await topOf(plan, [{ lines }], options);
  return top.loadBalancers[0]!;
}

const requestsByTenant = async (lines: readonly string[]) =>
  Object.fromEntries((await edge(lines)).rows.map(({ tenant, requests }) => [tenant, requests]));

describe("whose request it is", () => {
  test.each([
    ["the host", "acme.shop.example", "acme"],
    ["a further host", "acme.eu.shop.example", "acme"],
    ["upper case", "ACME.Shop.Example", "acme"],
    ["a trailing dot", "acme.shop.example.", "acme"],
    ["a host below a wildcard", "x.eu.shop.example", "europe"],
    ["a host deeper below a wildcard, as ALB reads it", "y.x.eu.shop.example", "europe"],
    ["a host that nobody claims", "other.shop.example", "null"],
    ["the domain of a wildcard", "eu.shop.example", "null"],
    ["an address", "[2001:db8::1]", "null"],
    ["no host", "", "null"],
  ])("%s", async (_, host, tenant) => {
    expect(await requestsByTenant([of(host)])).toEqual({ [tenant]: 1 });
  });

  test("with another port", async () => {
    const line = accessLogEntry({ request: "GET http://globex.shop.example:8080/ HTTP/1.1" });
    expect(await requestsByTenant([line])).toEqual({ globex: 1 });
  });
});

describe("figures", () => {
  const failures = [
    of("acme.shop.example", { status: "500" }),
    of("acme.shop.example", { status: "500" }),
    of("acme.shop.example", { ...UNANSWERED, status: "504" }),
    of("acme.shop.example", { ...UNANSWERED, status: "503", actions: "fixed-response" }),
    of("acme.shop.example", { ...UNANSWERED, status: "460" }),
  ];

  test("errors by cause; what a rule answers is not one", async () => {
    const { total } = await edge(failures);
    expect(total).toMatchObject({ requests: 5, errors: 3, errorCauses: { "target 500": 2, "load balancer 504": 1 } });
  });

  test("429 by who answered it", async () => {
    const { total } = await edge([
      of("acme.shop.example", { status: "429" }),
      of("acme.shop.example", { ...UNANSWERED, status: "429", actions: "waf" }),
      of("acme.shop.example", { ...UNANSWERED, status: "429", actions: "waf" }),
      of("acme.shop.example", { ...UNANSWERED, status: "429", actions: "waf,fixed-response" }),
    ]);
    expect(total.tooManyRequests).toEqual({ application: 1, waf: 2, rule: 1 });
    expect(total.errors).toBe(0);
  });

  test("response times of targets only", async () => {
    const slow = of("acme.shop.example", { seconds: "0.000 2.000 0.000" });
    const { total } = await edge([...Array(19).fill(of("acme.shop.example")), slow, failures[2]!]);
    expect(total.targetSeconds).toEqual({ p50: 0.051, p95: 0.051, p99: 2 });
    expect((await edge([failures[2]!])).total.targetSeconds).toBeNull();
  });

  test("bytes in both directions", async () => {
    const { total } = await edge([
      of("acme.shop.example"),
      of("acme.shop.example", { received: "1000", sent: "5000" }),
    ]);
    expect(total).toMatchObject({ receivedBytes: 1034, sentBytes: 5366 });
  });

  test("rules are compared up to the one that matched, all of the listener's where none did", async () => {
    const rules = plan.loadBalancers[0]!.listeners.find(({ protocol }) => protocol === "HTTPS")!.rules.length;
    const evaluations = async (parts: EntryParts) =>
      (await edge([of("acme.shop.example", parts)])).total.ruleEvaluations;
    expect(await evaluations({ priority: "2" })).toBe(2);
    expect(await evaluations({ ...UNANSWERED, status: "404", priority: "0", actions: "fixed-response" })).toBe(rules);
    // The HTTP listener only redirects, and has no rules.
    expect(await evaluations({ ...UNANSWERED, type: "http", status: "301", priority: "0", actions: "redirect" })).toBe(
      0,
    );
    expect(await evaluations({ ...UNANSWERED, status: "400", priority: "-", actions: "-" })).toBe(0);
  });

  test("rows and their shares add up to the total", async () => {
    const lines = [of("acme.shop.example"), of("acme.shop.example"), of("globex.shop.example"), of("nobody.example")];
    const { rows, total, unclaimed } = await edge(lines);
    expect(rows.map(({ tenant, requests, share }) => [tenant, requests, share])).toEqual([
      ["acme", 2, 0.5],
      [null, 1, 0.25],
      ["globex", 1, 0.25],
    ]);
    expect(total.requests).toBe(4);
    expect(unclaimed).toEqual({
      requests: 1,
      hosts: [{ host: "nobody.example", requests: 1, overcount: 0 }],
      overflowed: false,
    });
  });
});

test("by host the tenant stands beside each", async () => {
  const { rows } = await edge([of("x.eu.shop.example"), of("X.eu.shop.example."), of("no.example")], { by: "host" });
  expect(rows.map(({ host, tenant, requests }) => [host, tenant, requests])).toEqual([
    ["x.eu.shop.example", "europe", 2],
    ["no.example", null, 1],
  ]);
});

test("by status who answered is told apart", async () => {
  const { rows } = await edge(
    [
      of("acme.shop.example", { status: "503" }),
      of("acme.shop.example", { ...UNANSWERED, status: "503" }),
      of("acme.shop.example", { ...UNANSWERED, status: "503", actions: "fixed-response" }),
      of("acme.shop.example", { ...UNANSWERED, status: "-", actions: "-" }),
    ],
    { by: "status" },
  );
  expect(rows.map(({ outcome }) => outcome)).toEqual([
    { status: 503, by: "fixed-response" },
    { status: 503, by: "load balancer" },
    { status: 503, by: "target" },
    { status: 0, by: "load balancer" },
  ]);
});

test("entries before the span are counted apart; one of the same millisecond is in it", async () => {
  const since = new Date("2026-03-01T12:00:00.186Z");
  const lines = [of("acme.shop.example", { time: "2026-03-01T12:00:00.185999Z" }), of("acme.shop.example")];
  const top = await topOf(plan, [{ lines }], { since });
  expect(top.earlierEntries).toBe(1);
  expect(top.loadBalancers[0]).toMatchObject({
    from: "2026-03-01T12:00:00.186641Z",
    to: "2026-03-01T12:00:00.186641Z",
    total: { requests: 1 },
  });
});

describe("what is not an entry is counted, never dropped", () => {
  test("lines, with their places", async () => {
    const top = await topOf(plan, [
      { name: "a.log.gz", lines: [of("acme.shop.example"), "nonsense"] },
      { name: "b.log.gz", lines: ["nonsense", of("acme.shop.example")] },
    ]);
    expect(top.unparsable).toEqual({ lines: 2, examples: ["a.log.gz:2", "b.log.gz:1"] });
    expect(top).toMatchObject({ filesRead: 2, damagedFiles: [], loadBalancers: [{ total: { requests: 2 } }] });
  });

  test("the rest of a file that breaks off, whose start counts", async () => {
    const whole = gzipSync(
      Array(2000)
        .fill(`${of("acme.shop.example")}\n`)
        .map((line, index) => line + index)
        .join(""),
    );
    const top = await topOf(plan, [
      { name: "cut.log.gz", bytes: whole.subarray(0, whole.length - 200) },
      { name: "whole.log.gz", lines: [of("globex.shop.example")] },
    ]);
    expect(top.damagedFiles).toEqual([{ name: "cut.log.gz", why: "unexpected end of file" }]);
    expect(top.loadBalancers[0]!.rows.map(({ tenant }) => tenant)).toContain("globex");
  });

  test("files that are not compressed as they say, or are gone", async () => {
    const top = await topOf(plan, [
      { name: "plain.log.gz", bytes: Buffer.from("text") },
      {
        name: "gone.log.gz",
        open: async () => {
          throw new FileGoneError("It was deleted meanwhile");
        },
      },
    ]);
    expect(top.damagedFiles).toEqual([
      { name: "plain.log.gz", why: "incorrect header check" },
      { name: "gone.log.gz", why: "It was deleted meanwhile" },
    ]);
  });

  test("a file of several compressed parts is read wholly", async () => {
    const part = (host: string) => gzipSync(`${of(host)}\n`);
    const bytes = Buffer.concat([part("acme.shop.example"), part("globex.shop.example")]);
    expect((await topOf(plan, [{ bytes }])).loadBalancers[0]!.total.requests).toBe(2);
  });
});

test("a file that can't be opened ends it, also when it is not the first", async () => {
  const denied = { open: () => Promise.reject(new Error("denied")) };
  await expect(topOf(plan, [{ lines: [of("acme.shop.example")] }, denied, {}])).rejects.toThrow("denied");
});

describe("several load balancers", () => {
  const two = planOf(
    smallFleet(
      { acme: { hosts: ["acme.shop.example"], alsoOn: ["edge-2"] }, globex: { hosts: ["globex.shop.example"] } },
      { "edge-1": EDGE, "edge-2": EDGE },
    ),
  );
  const at = (name: string, host: string) => of(host, { loadBalancer: `app/${name}/0123456789abcdef` });
  const lines = [
    at("shop-edge-1", "globex.shop.example"),
    at("shop-edge-2", "globex.shop.example"),
    at("other", "x.example"),
  ];

  test("each knows the tenants that are on it", async () => {
    const { loadBalancers, otherLoadBalancers } = await topOf(two, [{ lines }]);
    expect(loadBalancers.map(({ key, rows }) => [key, rows.map(({ tenant }) => tenant)])).toEqual([
      ["edge-1", ["globex"]],
      ["edge-2", [null]],
    ]);
    expect(otherLoadBalancers).toEqual({ other: 1 });
  });

  test("entries of one that is not asked about are counted by its name", async () => {
    const { loadBalancers, otherLoadBalancers } = await topOf(two, [{ lines }], { lb: "edge-2" });
    expect(loadBalancers.map(({ key, total }) => [key, total.requests])).toEqual([["edge-2", 1]]);
    expect(otherLoadBalancers).toEqual({ "shop-edge-1": 1, other: 1 });
  });

  test("files tell how far behind each is; else its last entry does", async () => {
    const { loadBalancers } = await topOf(two, [
      { loadBalancer: "shop-edge-1", end: "2026-03-01T12:05:00Z", lines: [] },
      { loadBalancer: "shop-edge-1", end: "2026-03-01T12:00:00Z", lines: [lines[0]!] },
      { lines: [lines[1]!] },
    ]);
    expect(loadBalancers.map(({ newest }) => newest)).toEqual(["2026-03-01T12:05:00Z", "2026-03-01T12:00:00.186641Z"]);
  });
});

describe("a group that was taken over keeps its ALB's name", () => {
  const takenOver = planOf(
    smallFleet({ acme: { hosts: ["acme.shop.example"] } }, { "edge-1": { ...EDGE, group: "old.apps-1" } }),
  );
  const at = (name: string) => of("acme.shop.example", { loadBalancer: `app/${name}/0123456789abcdef` });

  test.each(["k8s-oldapps1-0123456789", "the-old-one", "shop-edge-1"])("%s", async (name) => {
    const { loadBalancers } = await topOf(takenOver, [{ lines: [at(name)] }]);
    expect(loadBalancers).toMatchObject([{ key: "edge-1", name, rows: [{ tenant: "acme", requests: 1 }] }]);
  });

  test("which of two it is can't be told", async () => {
    const both = topOf(takenOver, [{ lines: [at("the-old-one"), at("somebody-elses")] }]);
    await expect(both).rejects.toThrow(/logs of the-old-one and of somebody-elses.*edge-1 \(group old\.apps-1\)/);
  });
});

test("a tenant that a pool answers for is itself; other names below the domain are nobody's", async () => {
  const pools = [{ domain: "shop.example", service: "web" }];
  const pooled = planOf(smallFleet({ acme: { hosts: ["acme.shop.example"] } }, { "edge-1": { ...EDGE, pools } }));
  const lines = [of("acme.shop.example", { priority: "1" }), of("other.shop.example", { priority: "1" })];
  const { loadBalancers } = await topOf(pooled, [{ lines }]);
  expect(loadBalancers[0]!.rows.map(({ tenant, requests }) => [tenant, requests])).toEqual([
    [null, 1],
    ["acme", 1],
  ]);
});

test("any number of hosts is counted in the same memory, and it says so", async () => {
  const lines = Array.from({ length: 6000 }, (_, index) => of(`${index}.example`));
  const found = await edge([...lines, ...Array(10).fill(of("flood.example"))], { by: "host" });
  expect(found.rows).toHaveLength(5000);
  expect(found.overflowed).toBe(true);
  expect(found.rows[0]).toMatchObject({ host: "flood.example" });
  expect(found.total.requests).toBe(6010);
  expect(found.unclaimed).toMatchObject({ requests: 6010, overflowed: true });
});

test("an overlong host is cut", async () => {
  const { rows } = await edge([of(`${"x".repeat(2000)}.example`)], { by: "host" });
  expect(rows[0]!.host).toBe("x".repeat(255));
});

test("tells which file it reads", async () => {
  const seen: unknown[] = [];
  const lines = [of("acme.shop.example")];
  await topOf(plan, [{ lines }, { lines }], { onProgress: (progress) => seen.push(progress) });
  expect(seen).toEqual([
    { file: 1, files: 2, entries: 0 },
    { file: 2, files: 2, entries: 1 },
  ]);
});
