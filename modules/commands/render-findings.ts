import type { Finding, Location } from "../findings";
import { count, escapeControls, escapeMarkdown, type Style } from "../terminal";

/** Findings for people: place, what is wrong, what to do. */
export function renderFindings(findings: readonly Finding[], style: Style): string {
  return findings.map((finding) => renderFinding(finding, style)).join("\n");
}

function renderFinding(finding: Finding, style: Style): string {
  const { severity, code, path, message, help, related = [] } = finding;
  const label = severity === "error" ? style.red("error") : style.yellow("warning");
  const where = path === "" ? "" : style.dim(` ${escapeControls(path)}`);
  const lines = [`${style.bold(escapeControls(place(finding)))}${where}: ${label} ${style.dim(`[${code}]`)}`];
  lines.push(`  ${escapeControls(message)}`);
  for (const other of related) lines.push(`  See also ${escapeControls(place(other))}.`);
  lines.push(`  ${style.green("→")} ${escapeControls(help)}`);
  return `${lines.join("\n")}\n`;
}

/** A comment on GitHub holds 65,536 characters; the rest is for what stands around the findings. */
const MOST_MARKDOWN = 60_000;

/** Findings for a pull request; of very many the first ones. */
export function renderFindingsMarkdown(findings: readonly Finding[]): string {
  let text = "";
  for (const [index, finding] of findings.entries()) {
    const line = findingMarkdown(finding);
    if (text.length + line.length > MOST_MARKDOWN) {
      return `${text}\n… and ${findings.length - index} more: \`tenantry check\` prints all.\n`;
    }
    text += line;
  }
  return text;
}

function findingMarkdown(finding: Finding): string {
  const { severity, code, message, help, related = [] } = finding;
  const also = related.map((other) => ` See also ${escapeMarkdown(place(other))}.`).join("");
  return (
    `- **${severity}** ${escapeMarkdown(place(finding))}: ${escapeMarkdown(message)}${also} ` +
    `_${escapeMarkdown(help)}_ (${code})\n`
  );
}

/** How many of which kind, in words. */
export function countFindings(findings: readonly Finding[]): string {
  const counted = (severity: Finding["severity"]) =>
    count(findings.filter((one) => one.severity === severity).length, severity);
  return `${counted("error")}, ${counted("warning")}`;
}

function place({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}
