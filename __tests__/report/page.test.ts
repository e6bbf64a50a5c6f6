import { readFileSync } from "node:fs";
import { buildPage, GENERATED_PAGE, pageText } from "../../scripts/build-report-page";

const committed = JSON.parse(readFileSync(GENERATED_PAGE, "utf8"));

test("the committed page is what its sources become", async () => {
  const built = pageText(await buildPage());
  // Not compared by toBe: the difference would be one line of 40,000 characters.
  expect(built === readFileSync(GENERATED_PAGE, "utf8") ? "fresh" : "stale: npx tsx scripts/build-report-page.ts").toBe(
    "fresh",
  );
});

test("the script needs neither Node nor the libraries of the rest of the program", () => {
  expect(committed.script).not.toMatch(/\brequire\(|\bprocess\.|node:|ZodError/);
  expect(committed.script.length).toBeLessThan(60_000);
});

test("nothing in script or style ends the element that holds it, or names another place", () => {
  expect(committed.script).not.toMatch(/<\/script|<!--/i);
  expect(committed.style).not.toMatch(/<\/style|@import|url\(/i);
  expect(committed.script).not.toMatch(/\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|import)\(/);
  expect(committed.script).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
});
