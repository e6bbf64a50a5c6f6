import type { Log, PhysicalLocation, ReportingDescriptor, Result } from "sarif";
import type { Finding, FindingKind, Location } from "../findings";

export interface SarifOptions {
  /** Every kind of finding that there is, for the list of rules. */
  readonly kinds: readonly FindingKind[];
  /** The fleet directory below the repository's root, ending in a slash; empty for the root itself. */
  readonly prefix: string;
  /** The program's version. */
  readonly version: string;
}

/**
 * Findings in the Static Analysis Results Interchange Format 2.1.0 (OASIS), with what GitHub code scanning wants to
 * show them at their lines in a pull request: files relative to the repository's root, a rule for every code.
 */
export function sarifLog(findings: readonly Finding[], { kinds, prefix, version }: SarifOptions): Log {
  const codes = kinds.map(({ code }) => code);
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "tenantry", semanticVersion: version, rules: kinds.map(descriptor) } },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) => result(finding, codes.indexOf(finding.code), prefix)),
      },
    ],
  };
}

function descriptor({ code, severity, summary, help }: FindingKind): ReportingDescriptor {
  const sentence = `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
  return {
    id: code,
    shortDescription: { text: sentence },
    fullDescription: { text: help === undefined ? sentence : `${sentence} ${help}` },
    help: { text: `tenantry check --explain ${code} tells more.` },
    defaultConfiguration: { level: severity },
  };
}

function result(finding: Finding, ruleIndex: number, prefix: string): Result {
  const { code, severity, message, help, related = [] } = finding;
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: `${message} ${help}` },
    locations: [{ physicalLocation: physicalLocation(finding, prefix) }],
    ...(related.length > 0 && {
      relatedLocations: related.map((other, index) => ({
        id: index + 1,
        physicalLocation: physicalLocation(other, prefix),
        message: { text: "See also here." },
      })),
    }),
  };
}

function physicalLocation({ file, line, column }: Location, prefix: string): PhysicalLocation {
  // Every segment is escaped by itself: a URI's slashes stay.
  const uri = `${prefix}${file}`.split("/").map(encodeURIComponent).join("/");
  return {
    artifactLocation: { uri, uriBaseId: "%SRCROOT%" },
    region: { startLine: line, startColumn: column },
  };
}
