import { type Block, type Item, list, strong, toned } from "../document";
import type { Finding, Location } from "../findings";
import { count } from "../terminal";

/** Findings for people: place, what is wrong, what to do. */
export function findingsBlocks(findings: readonly Finding[]): Block[] {
  return list(findings.map(findingItem), "entries");
}

function findingItem(finding: Finding): Item {
  const { severity, code, path, message, help, related = [] } = finding;
  return {
    text: [
      strong(place(finding)),
      ...(path === "" ? [] : [toned("dim", ` ${path}`)]),
      ": ",
      strong(severity, severity === "error" ? "bad" : "warning"),
      toned("dim", ` [${code}]`),
    ],
    details: [message, ...related.map((other) => `See also ${place(other)}.`), [toned("good", "→"), ` ${help}`]],
  };
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
