import { createHash } from "node:crypto";
import { smallFleet } from "../support/small-fleet";
import { HOSTILE_FLEET, HOSTILE_TEXTS } from "./hostile-fleet";
import { reportOf } from "./report-of";

const FLEET = smallFleet({ acme: { hosts: ["acme.shop.example"] } });

/** What stands in the data element, as the browser reads it: up to the first end tag. */
function dataOf(html: string): string {
  return /<script type="application\/json" id="data">([\s\S]*?)<\/script/i.exec(html)![1]!;
}

test("is the same for the same fleet and day, with no time in it", () => {
  const { html } = reportOf(FLEET);
  expect(reportOf(FLEET).html).toBe(html);
  expect(html).toContain('"date":"2026-11-25"');
  expect(html).not.toMatch(/\d\d:\d\d:\d\d/);
});

test("allows exactly its own script and style, and nothing to be loaded", () => {
  const { html } = reportOf(FLEET);
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)![1]!;
  const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const script = /<script>([\s\S]*?)<\/script>/.exec(html)![1]!;
  const style = /<style>([\s\S]*?)<\/style>/.exec(html)![1]!;
  expect(policy.split("; ")).toEqual([
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(html.match(/<script/g)).toHaveLength(2);
  expect(html).not.toMatch(/\s(?:src|href)="(?!data:)/);
});

test("carries hostile text as data that gives the same text back", () => {
  const { html, data } = reportOf(HOSTILE_FLEET);
  const json = dataOf(html);
  expect(json).not.toMatch(/[<>\u2028\u2029]/);
  expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(data)));
  expect(JSON.parse(json).fleet.tenants.map(({ owner }: { owner: string }) => owner)).toEqual(HOSTILE_TEXTS);
});

test("carries the plan's rules, capacity and findings", () => {
  const { data } = reportOf(HOSTILE_FLEET);
  expect(data.plan.loadBalancers[0]!.listeners[1]!.rules).toHaveLength(HOSTILE_TEXTS.length);
  expect(data.capacity.loadBalancers[0]).toMatchObject({ key: "edge-1", tenants: HOSTILE_TEXTS.length });
  expect(data.findings).toMatchObject([{ severity: "warning", code: "deletion-protection-off" }]);
});
