import type { PlannedAction } from "../../modules/plan";
import { answerInWords } from "../../modules/report/page/answers";

const SAME = {
  type: "redirect",
  protocol: "#{protocol}",
  host: "#{host}",
  port: "#{port}",
  path: "/#{path}",
  query: "#{query}",
  statusCode: 301,
} as const;

test.each<[Partial<typeof SAME> | Record<string, unknown>, string]>([
  [{ host: "new.example" }, "redirect 301 to new.example"],
  [{ protocol: "HTTPS", port: "443" }, "redirect 301 to HTTPS"],
  [{ protocol: "HTTPS", host: "new.example", port: "443" }, "redirect 301 to https://new.example"],
  [{ port: "8443" }, "redirect 301 to :8443"],
  [{ path: "/new", query: "", statusCode: 302 }, "redirect 302 to /new without the query"],
  [{ query: "a=b" }, "redirect 301 to ?a=b"],
])("of a redirect only what it changes is said: %j", (changed, expected) => {
  expect(answerInWords({ ...SAME, ...changed } as PlannedAction)).toBe(expected);
});

test.each([
  [[["web", 1]], "web"],
  [
    [
      ["web", 90],
      ["next", 30],
    ],
    "web 75 %, next 25 %",
  ],
  [
    [
      ["web", 0],
      ["next", 0],
    ],
    "web 0 %, next 0 %",
  ],
] as [[string, number][], string][])("services %j are named, with their shares", (services, expected) => {
  const targetGroups = services.map(([service, weight]) => ({ service, weight, name: `shop-${service}-edge-1` }));
  expect(answerInWords({ type: "forward", targetGroups } as PlannedAction)).toBe(expected);
});

test.each([
  ["text/plain", "Gone", 'respond 410 "Gone"'],
  ["text/html", "<h1>Gone</h1>", "respond 410 text/html"],
])("of a fixed response in %s a row says what can be read in it", (contentType, body, expected) => {
  expect(answerInWords({ type: "fixed-response", statusCode: 410, contentType, body } as PlannedAction)).toBe(expected);
});
