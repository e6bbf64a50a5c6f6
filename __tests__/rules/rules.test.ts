import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { RULES } from "../../modules/rules";
import { checkFiles } from "../support/checked-files";
import { exampleFiles } from "../support/example-fleet";

const rules = Object.values(RULES).flat();
const codes = rules.map(({ code }) => code);

const ROOM = join(__dirname, "../../modules/rules");
const files = readdirSync(ROOM, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "support")
  .flatMap(({ name: subject }) => readdirSync(join(ROOM, subject)).map((file) => ({ subject, file })))
  .filter(({ file }) => file !== "index.ts");

test("every file beside the helpers is a rule that is named like its code, and the other way round", () => {
  expect(files.map(({ file }) => file).sort()).toEqual(codes.map((code) => `${code}.ts`).sort());
});

test.each(files)("$subject/$file has a test in the same place", ({ subject, file }) => {
  expect(existsSync(join(__dirname, subject, file.replace(/\.ts$/, ".test.ts")))).toBe(true);
});

describe("the examples of", () => {
  test.each(rules)("$code are what it says", ({ code, severity, valid, invalid }) => {
    const found = (example: (typeof valid)[number]) =>
      new Set(checkFiles(exampleFiles(example)).findings.map((finding) => `${finding.severity} ${finding.code}`));
    for (const example of valid) expect(found(example)).toEqual(new Set());
    for (const example of invalid) expect(found(example)).toEqual(new Set([`${severity} ${code}`]));
    expect(Math.min(valid.length, invalid.length)).toBeGreaterThan(0);
  });
});
