import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { FINDING_KINDS } from "../../modules/fleet";
import { jsonSchemas } from "../../modules/model";
import { withFindingKinds } from "../../scripts/finding-kinds-table";
import { commandLines, expectKnown } from "../support/command-lines";
import { CHANGELOG, DOCUMENTS } from "./documents";

const ROOT = join(__dirname, "..", "..");

const documents = [...DOCUMENTS, CHANGELOG];
const readme = readFileSync(join(ROOT, "README.md"), "utf8");

// Those in blocks are run: commands.test.ts.
test("every command line in a sentence exists", async () => {
  const code = documents.flatMap(({ text }) => [...text.matchAll(/`(?:[^`\n]* )?(tenantry [^`\n]+)`/g)]);
  const used = commandLines(code.map(([, command]) => command).join("\n"));
  expect(used.size).toBe(13);
  await expectKnown(used);
});

test("every script of npm in the documentation exists", () => {
  const scripts = Object.keys(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).scripts);
  for (const { text } of documents) {
    for (const [, script = ""] of text.matchAll(/npm run (?:-s |--silent )?([\w:]+)/g))
      expect(scripts).toContain(script);
  }
});

test.each(documents)("every link of $name leads to a file", ({ path, text }) => {
  const targets = [...text.matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)].map(([, target = ""]) => target);
  for (const target of targets) expect([target, existsSync(join(dirname(path), target))]).toEqual([target, true]);
});

/** Names of the properties of an object in a JSON Schema. */
function fields(schema: string, ...path: readonly string[]): string[] {
  // biome-ignore lint/suspicious/noExplicitAny: a JSON Schema
  let here: any = JSON.parse(jsonSchemas()[`${schema}.schema.json`]!);
  for (const name of path) here = name === "*" ? here.additionalProperties : here.properties[name];
  return Object.keys(here.properties).filter((name) => name !== "$schema");
}

test.each([
  ["tenant", []],
  ["platform", []],
  ["platform", ["aws"]],
  ["platform", ["kubernetes"]],
  ["platform", ["services", "*"]],
  ["platform", ["services", "*", "healthCheck"]],
  ["platform", ["loadBalancers", "*"]],
  ["platform", ["loadBalancers", "*", "quotas"]],
  ["platform", ["loadBalancers", "*", "alarms", "thresholds"]],
] as const)("the README's reference has every field of %s %j", (schema, path) => {
  const reference = readme.slice(readme.indexOf("## Reference"));
  for (const field of fields(schema, ...path)) expect(reference).toMatch(new RegExp(`[\`{ ]${field}[\`,.:? }]`));
});

test("the README's list of finding codes is what the rules say of themselves", () => {
  expect(withFindingKinds(readme) === readme ? "up to date" : "stale: npm run findings").toBe("up to date");
  for (const { code } of FINDING_KINDS) expect(readme).toContain(`| \`${code}\` |`);
});
