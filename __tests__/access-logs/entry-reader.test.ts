import * as fc from "fast-check";
import { ACCESS_LOG_COLUMNS, ACCESS_LOG_PATTERN, EntryReader } from "../../modules/access-logs";
import { accessLogEntry, type EntryParts, TODAYS_LATER_FIELDS, UNANSWERED } from "../support/access-log-entry";
import { runs } from "../support/property-runs";

const PATTERN = new RegExp(`^${ACCESS_LOG_PATTERN}$`);

/** What the Glue table's columns hold for an entry; undefined when it does not match. */
function columns(line: string): Record<string, string | undefined> | undefined {
  const groups = PATTERN.exec(line)?.slice(1);
  return groups && Object.fromEntries(groups.map((group, index) => [ACCESS_LOG_COLUMNS[index]!.name, group]));
}

function read(line: string): EntryReader | undefined {
  const entry = new EntryReader();
  return entry.read(line, 0, line.length) ? entry : undefined;
}

const hostOf = (request: string) => read(accessLogEntry({ request }))?.host;

test("reads what is asked for", () => {
  const found = read(accessLogEntry())!;
  expect(found.type).toBe("h2");
  expect(found.time).toBe("2026-03-01T12:00:00.186641Z");
  expect(found.loadBalancer).toBe("app/shop-edge-1/0123456789abcdef");
  expect(found.host).toBe("acme.shop.example");
  expect([found.status, found.targetStatus, found.rulePriority]).toEqual([200, 200, 17]);
  expect([found.receivedBytes, found.sentBytes, found.targetMilliseconds]).toEqual([34, 366, 51]);
  expect(found.lastAction).toBe("forward");
});

test.each([
  ["the older fields only", ""],
  ["a trace ID of the connection", " TID_1234abcd"],
  ["all of today's fields", TODAYS_LATER_FIELDS],
  ["fields of the future", `${TODAYS_LATER_FIELDS} 192.0.2.1 "new field"`],
])("reads entries with %s", (_, later) => {
  expect(read(accessLogEntry({ later }))?.lastAction).toBe("forward");
});

test.each<[string, EntryParts, Partial<EntryReader>]>([
  [
    "of a request that no target got",
    { ...UNANSWERED, status: "503" },
    { status: 503, targetStatus: 0, targetMilliseconds: -1 },
  ],
  ["of a client with IPv6", { client: "2001:db8::7:2817" }, { host: "acme.shop.example" }],
  ["of a target with IPv6", { target: "2001:db8::8:8080" }, { status: 200 }],
  [
    "of a WebSocket",
    { type: "wss", status: "101", request: "GET wss://acme.shop.example:443/live HTTP/1.1" },
    { type: "wss", status: 101, host: "acme.shop.example" },
  ],
  ["of a connection that ended without an answer", { ...UNANSWERED, status: "-" }, { status: 0 }],
  [
    "of an error in the rules",
    { ...UNANSWERED, status: "500", priority: "-1", actions: "-" },
    { rulePriority: 0, lastAction: "-" },
  ],
  [
    "of a malformed request",
    { ...UNANSWERED, status: "400", request: "- http://acme.shop.example:80- -", priority: "-" },
    { status: 400, host: "acme.shop.example", rulePriority: 0 },
  ],
  [
    "of what a rule answered",
    { ...UNANSWERED, status: "404", actions: "waf,fixed-response", priority: "0" },
    { lastAction: "fixed-response", rulePriority: 0 },
  ],
  ["of what WAF refused", { ...UNANSWERED, status: "429", actions: "waf" }, { lastAction: "waf" }],
  [
    "with spaces and a quotation mark in the URL",
    { request: 'GET https://acme.shop.example:443/a "b HTTP/1.1' },
    { host: "acme.shop.example", lastAction: "forward" },
  ],
  ["with many bytes", { sent: "12345678901234" }, { sentBytes: 12_345_678_901_234 }],
  ["of a slow target", { seconds: "0.001 3599.9 0.0005" }, { targetMilliseconds: 3_599_900 }],
])("reads the entry %s", (_, parts, expected) => {
  const entry = read(accessLogEntry(parts))!;
  for (const [name, value] of Object.entries(expected))
    expect([name, entry[name as keyof EntryReader]]).toEqual([name, value]);
});

test.each([
  ["GET https://acme.shop.example:443/ HTTP/2.0", "acme.shop.example"],
  ["GET https://ACME.Shop.Example.:443/ HTTP/2.0", "ACME.Shop.Example."],
  ["GET https://acme.shop.example HTTP/2.0", "acme.shop.example"],
  ["GET https://acme.shop.example?x=1 HTTP/2.0", "acme.shop.example"],
  ["GET https://[2001:db8::1]:443/ HTTP/1.1", "[2001:db8::1]"],
  ["GET https://[2001:db8::1/ HTTP/1.1", "[2001"],
  ["- https://:443- -", ""],
  ["- - -", ""],
])("the host of %j is %j", (request, host) => {
  expect(hostOf(request)).toBe(host);
});

test.each([
  ["an empty line", ""],
  ["a line of something else", "Enable AccessLog for ELB: 123456789012 at 2026-03-01T12:00:00Z"],
  ["an entry that breaks off", accessLogEntry().slice(0, 400)],
  ["an entry that breaks off within quotation marks", accessLogEntry().slice(0, 180)],
  ["a status that is not a number", accessLogEntry({ status: "OK" })],
  ["a time that is not one", accessLogEntry({ time: "yesterday" })],
])("does not take %s for an entry", (_, line) => {
  expect(read(line)).toBeUndefined();
});

test("reads a part of a text only", () => {
  const entry = new EntryReader();
  const line = accessLogEntry({ later: "" });
  const text = `${line}\n${line}\n`;
  expect(entry.read(text, line.length + 1, 2 * line.length + 1)).toBe(true);
  expect(entry.read(text, 0, line.length - 40)).toBe(false);
});

const text = fc.string({ unit: fc.constantFrom(..."abc /:?&=%-.()") });
const number = fc.oneof(fc.constant("-"), fc.nat().map(String));
const parts = fc.record(
  {
    type: fc.constantFrom("http", "https", "h2", "grpcs", "ws", "wss"),
    client: fc.tuple(fc.oneof(fc.ipV4(), fc.ipV6()), fc.nat(65_535)).map((parts) => parts.join(":")),
    target: fc.constantFrom("-", "10.0.0.1:8080", "2001:db8::8:8080"),
    status: number,
    targetStatus: number,
    received: fc.nat().map(String),
    sent: fc.nat().map(String),
    request: fc
      .tuple(fc.constantFrom("GET", "-"), text, fc.constantFrom("HTTP/1.1", "- "))
      .map((words) => words.join(" ")),
    userAgent: text,
    priority: fc.constantFrom("-", "-1", "0", "1", "1000"),
    actions: fc.constantFrom("-", "forward", "waf,redirect", "waf"),
    later: fc.constantFrom("", " TID_1", TODAYS_LATER_FIELDS, `${TODAYS_LATER_FIELDS} "more"`),
  },
  { requiredKeys: [] },
);

test("agrees with the Glue table's pattern", () => {
  fc.assert(
    fc.property(parts, (given) => {
      const line = accessLogEntry(given);
      const expected = columns(line);
      const entry = read(line);
      expect(entry === undefined).toBe(expected === undefined);
      if (entry === undefined || expected === undefined) return;
      const whole = (column: string) => Math.max(0, Number(expected[column]) || 0);
      expect(entry.type).toBe(expected.type);
      expect(entry.time).toBe(expected.time);
      expect(entry.loadBalancer).toBe(expected.elb);
      expect(entry.status).toBe(whole("elb_status_code"));
      expect(entry.targetStatus).toBe(whole("target_status_code"));
      expect(entry.receivedBytes).toBe(whole("received_bytes"));
      expect(entry.sentBytes).toBe(whole("sent_bytes"));
      expect(entry.rulePriority).toBe(whole("matched_rule_priority"));
      expect(entry.lastAction).toBe(expected.actions_executed!.split(",").at(-1));
    }),
  );
});

test("breaks off where the pattern does", () => {
  const line = accessLogEntry({ later: "" });
  fc.assert(
    fc.property(fc.nat(line.length), (length) => {
      const start = line.slice(0, length);
      expect(read(start) === undefined).toBe(columns(start) === undefined);
    }),
    runs(200),
  );
});
