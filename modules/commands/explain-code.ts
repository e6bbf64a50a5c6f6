import type { FindingKind, FleetExample } from "../findings";
import { FINDING_KINDS } from "../fleet";
import { tenantFile } from "../source";
import { type Style, styleFor } from "../terminal";
import { requireKnown } from "./known-name";
import { type OutputOptions, print, printJson } from "./output";

/**
 * `tenantry check --explain CODE`: what a code means, with fleets that have such a finding and fleets that have none.
 *
 * @throws UsageError when there is no such code
 */
export function explainCode(code: string, { json }: OutputOptions): number {
  const codes: readonly string[] = FINDING_KINDS.map((kind) => kind.code);
  requireKnown("finding code", code, codes);
  const kind = FINDING_KINDS[codes.indexOf(code)]!;
  if (json) printJson(kindJson(kind));
  else print(kindText(kind, styleFor(process.stdout)));
  return 0;
}

function kindJson({ code, severity, summary, help, valid = [], invalid = [] }: FindingKind): object {
  return { code, severity, summary, help, valid, invalid };
}

function kindText({ code, severity, summary, help, valid = [], invalid = [] }: FindingKind, style: Style): string {
  const level = severity === "error" ? style.red("error:") : style.yellow("warning:");
  const blocks = [`${style.bold(code)}\n  ${level} ${summary}.`];
  if (help !== undefined) blocks.push(`  ${help}`);
  for (const example of invalid) blocks.push(exampleText(style.red("✗"), example));
  for (const example of valid) blocks.push(exampleText(style.green("✓"), example));
  if (invalid.length > 0) blocks.push("Examples say how they differ from a small valid fleet.");
  return `${blocks.join("\n\n")}\n`;
}

function exampleText(mark: string, { platform, tenants }: FleetExample): string {
  const files = [
    ...(platform === undefined ? [] : [["platform.json", platform] as const]),
    ...Object.entries(tenants ?? {}).map(([name, tenant]) => [tenantFile(name), tenant] as const),
  ];
  const shown = files.slice(0, MOST_FILES).map(([file, value]) => `  ${mark} ${file}  ${shortJson(value)}`);
  if (files.length > MOST_FILES) shown.push(`    … and ${files.length - MOST_FILES} more like it`);
  return shown.length === 0 ? `  ${mark} no file in tenants/` : shown.join("\n");
}

/** Some rules are about how many files there are, and some about how long one is. */
const MOST_FILES = 4;
const MOST_CHARACTERS = 240;

/** A value on one line, as people write it. */
function shortJson(value: unknown): string {
  const text = JSON.stringify(value, null, 1).replace(/\n\s*/g, " ");
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}…`;
}
