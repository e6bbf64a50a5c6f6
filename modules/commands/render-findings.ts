import type { Finding, Location } from "../findings";
import { escapeMarkdown, type Style } from "../terminal";

/** Findings for people: place, what is wrong, what to do. */
export function renderFindings(findings: readonly Finding[], style: Style): string {
  return findings.map((finding) => renderFinding(finding, style)).join("\n");
}

function renderFinding(finding: Finding, style: Style): string {
  const { severity, code, path, message, help, related = [] } = finding;
  const label = severity === "error" ? style.red("error") : style.yellow("warning");
  const where = path === "" ? "" : style.dim(` ${path}`);
  const lines = [`${style.bold(place(finding))}${where}: ${label} ${style.dim(`[${code}]`)}`, `  ${message}`];
  for (const other of related) lines.push(`  See also ${place(other)}.`);
  lines.push(`  ${style.green("→")} ${help}`);
  return `${lines.map(withoutControls).join("\n")}\n`;
}

/** What a stranger wrote must not move the cursor or colour the terminal; our own colours are all that may. */
function withoutControls(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return line.replace(/\u001b(?!\[\d+m)|[\u0000-\u001a\u001c-\u001f\u007f-\u009f]/g, "\ufffd");
}

/** Findings for a pull request. */
export function renderFindingsMarkdown(findings: readonly Finding[]): string {
  return findings
    .map(
      (finding) =>
        `- **${finding.severity}** ${escapeMarkdown(place(finding))}: ${escapeMarkdown(finding.message)} ` +
        `_${escapeMarkdown(finding.help)}_ (${finding.code})\n`,
    )
    .join("");
}

/** How many of which kind, in words. */
export function countFindings(findings: readonly Finding[]): string {
  const count = (severity: Finding["severity"]) => findings.filter((one) => one.severity === severity).length;
  const words = (number: number, word: string) => `${number} ${word}${number === 1 ? "" : "s"}`;
  return `${words(count("error"), "error")}, ${words(count("warning"), "warning")}`;
}

function place({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}
