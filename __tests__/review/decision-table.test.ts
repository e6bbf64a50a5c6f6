import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Decision } from "../../modules/review/decision";
import { DECISIONS, NAMES, PLAN_DECISIONS, TENANT_LIMITS } from "../../modules/review/decisions";

/**
 * docs/review.md shows the decisions as they stand in the program. After a change that is meant,
 * `UPDATE_DOCS=1 npx jest decision-table` writes the tables anew.
 */
const DOCUMENT = join(__dirname, "..", "..", "docs", "review.md");
const [START, END] = ["<!-- decisions -->\n", "<!-- end of decisions -->\n"];

const VERDICTS = { block: "❌ block", attention: "⚠️ look", pass: "✅ pass" } as const;

test("the documentation shows every decision, with its effect", () => {
  const document = readFileSync(DOCUMENT, "utf8");
  const [start, end] = [document.indexOf(START) + START.length, document.indexOf(END)];
  expect(end).toBeGreaterThanOrEqual(start);
  if (process.env.UPDATE_DOCS) writeFileSync(DOCUMENT, document.slice(0, start) + tables() + document.slice(end));
  else expect(document.slice(start, end)).toBe(tables());
});

function tables(): string {
  const resources = Object.entries(DECISIONS).map(([kind, decisions]) => {
    const title = NAMES[kind as keyof typeof NAMES].replace(/^(?:a|an|the) /, "");
    return table(
      `${title[0]?.toUpperCase()}${title.slice(1)}`,
      decisions.map((decision) => [
        codes(kind, decision),
        what(decision),
        VERDICTS[decision.verdict],
        effect(decision),
      ]),
    );
  });
  const tenants = TENANT_LIMITS.map(({ code, change, effect }) => [
    `\`${code}\``,
    `more tenants than \`--allow-removals\` says are ${change}`,
    VERDICTS.block,
    effect,
  ]);
  const plans = Object.values(PLAN_DECISIONS).map(({ code, change, verdict, effect }) => [
    `\`${code}\``,
    change,
    VERDICTS[verdict],
    effect,
  ]);
  return `\n${[...resources, table("Tenants", tenants), table("The plan as a whole", plans)].join("\n")}\n`;
}

function codes(kind: string, { code, when }: Decision): string {
  if (when === "lost") return ["destroyed", "replaced", "forgotten"].map((loss) => `\`${kind}-${loss}\``).join(" ");
  if (when === "vanished") return `\`${kind}-vanished\``;
  return code === "harmless" ? "" : `\`${code}\``;
}

function what({ change, attributes }: Decision): string {
  const named = attributes.filter((attribute) => attribute !== "*" && !attribute.startsWith("tags_all"));
  return named.length === 0 ? change : `${change} (${named.map((name) => `\`${name}\``).join(", ")})`;
}

/** What Terraform calls an update says nothing; what the tenants get does. */
function effect({ effect, remediation }: Decision): string {
  return remediation === undefined ? effect : `${effect} *${remediation.replaceAll("*", "\\*")}*`;
}

function table(title: string, rows: readonly (readonly string[])[]): string {
  const lines = [["code", "change", "verdict", "effect, and what to do"], ["---", "---", "---", "---"], ...rows];
  return `### ${title}\n\n${lines.map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`).join("")}`;
}
