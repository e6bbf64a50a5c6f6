import { renderMarkdown, renderText } from "../../modules/document";
import { styleFor } from "../../modules/terminal";
import { type Top, topDocument } from "../../modules/top";
import { accessLogEntry, UNANSWERED } from "../support/access-log-entry";
import { smallFleet } from "../support/small-fleet";
import { planOf, topOf } from "./top-of";

const plan = planOf(smallFleet({ acme: { hosts: ["acme.shop.example"] } }));
const of = (host: string, parts = {}) => accessLogEntry({ request: `GET https://${host}:443/ HTTP/2.0`, ...parts });
const LINES = [
  of("acme.shop.example"),
  of("acme.shop.example", { status: "502" }),
  of("acme.shop.example", { ...UNANSWERED, status: "429", actions: "waf" }),
  of("nobody.example", { ...UNANSWERED, status: "404", priority: "0", actions: "fixed-response" }),
];

const text = (top: Top, queries: readonly string[] = []) =>
  renderText(topDocument(top, queries), { style: styleFor({}) });

test("shows who it is, what went wrong, and the hosts that nobody claims", async () => {
  expect(text(await topOf(plan, [{ lines: LINES, loadBalancer: "shop-edge-1", end: "2026-03-01T12:05:00Z" }]))).toBe(
    [
      "edge-1 (shop-edge-1): 4 requests from 2026-03-01 12:00:00 to 2026-03-01 12:00:00 UTC",
      "",
      "The newest log is about the time up to 2026-03-01 12:05:00 UTC, 5 min ago. ALB writes one every 5 minutes, some minutes late.",
      "",
      "TENANT      REQUESTS   SHARE  5XX    P50    P95    P99     IN      OUT  RULES  CAUSES",
      "acme               3  75.0 %    1  51 ms  51 ms  51 ms  102 B  1.10 kB     17  target 502: 1, 429 of WAF: 1",
      "(nobody's)         1  25.0 %    0                        34 B    366 B      1",
      "",
      "Hosts that nobody claims got 1 request (25.0 %); the most frequent:",
      "",
      "HOST            REQUESTS",
      "nobody.example         1",
      "",
    ].join("\n"),
  );
});

test("the same as Markdown, with nothing in it that becomes markup", async () => {
  const lines = [...LINES, of("<b>*@evil.example")];
  const markdown = renderMarkdown(topDocument(await topOf(plan, [{ lines }], { by: "host" }), [])).text;
  expect(markdown).toContain("### edge-1 (shop-edge-1)".replace(/[()]/g, "\\$&"));
  expect(markdown).toContain("| HOST | TENANT | REQUESTS |");
  expect(markdown).toContain("&lt;b&gt;\\*@\u200bevil.example");
  expect(markdown).not.toContain("<b>");
});

test("controls in a host are made harmless", async () => {
  const shown = text(await topOf(plan, [{ lines: [of("\u001b[2Jx.example")] }], { by: "host" }));
  expect(shown).toContain("\ufffd[2jx.example");
  expect(shown).not.toContain("\u001b");
});

test("says what is left out of the table", async () => {
  const lines = Array.from({ length: 25 }, (_, index) => of(`${index}.example`));
  expect(text(await topOf(plan, [{ lines }], { by: "host" }))).toContain(
    "5 hosts more, with 20.0 % of the requests, are in --json.",
  );
});

test("says how it went with the reading", async () => {
  const elsewhere = of("x.example", { loadBalancer: "app/other/1" });
  const shown = text(
    await topOf(plan, [
      { name: "a.log.gz", lines: ["nonsense", elsewhere] },
      { name: "b.log.gz", bytes: Buffer.from("text") },
    ]),
  );
  expect(shown).toContain("1 line could not be read as an entry, first a.log.gz:1.");
  expect(shown).toContain("b.log.gz could not be read to its end: incorrect header check.");
  expect(shown).toContain("1 entry is of another load balancer: other.");
});

test("says so when there is no log", async () => {
  const since = new Date("2026-03-01T11:55:00Z");
  expect(text(await topOf(plan, [], { since }))).toContain("There is no log since 2026-03-01 11:55:00 UTC.");
});

test.each([
  [1, ["shop-edge-1-top-hosts-by-requests"], undefined],
  [2, ["shop-edge-1-top-hosts-by-requests"], "the named query shop-edge-1-top-hosts-by-requests answers faster"],
  [2, [], "accessLogs.athena in platform.json makes named queries that answer faster"],
])("over %d hours with the queries %j it names %s", async (hours, queries, sentence) => {
  const shown = text(
    await topOf(plan, [{ lines: LINES }], { since: new Date(Date.parse("2026-03-01T12:10:00Z") - hours * 3_600_000) }),
    queries,
  );
  if (sentence === undefined) expect(shown).not.toContain("Athena");
  else expect(shown).toContain(sentence);
});
