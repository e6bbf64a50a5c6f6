import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const RULES = join(__dirname, "../../modules/rules");

/** Files with a rule in them, as opposed to what several of them need. */
const ruleFiles = readdirSync(RULES)
  .map((file) => ({ name: file.replace(/\.ts$/, ""), text: readFileSync(join(RULES, file), "utf8") }))
  .filter(({ text }) => /export const \w+: (?:Rule|PlanRule)\b/.test(text));

test("there are rules", () => {
  expect(ruleFiles.length).toBeGreaterThan(40);
});

test.each(ruleFiles)("$name is named like its only finding code, listed, and tested", ({ name, text }) => {
  const codes = [...text.matchAll(/\bcode(?:: |\s=\s)"([a-z0-9-]+)"/g)].map(([, code]) => code);
  expect(new Set(codes)).toEqual(new Set([name]));
  expect(readFileSync(join(RULES, "list.ts"), "utf8")).toContain(`"./${name}"`);
  expect(existsSync(join(__dirname, `${name}.test.ts`))).toBe(true);
});
