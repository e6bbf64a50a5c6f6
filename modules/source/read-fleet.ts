import { isUtf8 } from "node:buffer";
import { compareText, type Finding } from "../findings";
import { DiskFiles } from "./disk-files";
import { SourceDocument } from "./document";
import type { SourceFindingCode } from "./finding-kinds";
import { type FileProblem, type FleetEntry, type FleetFiles, NOT_REGULAR } from "./fleet-files";
import { PLATFORM_FILE, TENANTS_DIRECTORY, tenantFile, tenantOfFile } from "./layout";
import { findSiblingFleets, type SiblingFleet } from "./sibling-fleets";

/** A fleet's files, decoded but not yet validated. */
export interface FleetSource {
  /** Undefined when it was refused as a file (a link, too large, not UTF-8). */
  readonly platform: SourceDocument | undefined;
  /** Ordered by file name. */
  readonly tenants: readonly TenantDocument[];
  /** Other fleets of the same project; there are none where the files stand on no disk. */
  readonly siblings?: readonly SiblingFleet[];
  readonly findings: readonly Finding<SourceFindingCode>[];
}

export interface TenantDocument {
  /** The file's name without `.json`. */
  readonly name: string;
  readonly document: SourceDocument;
}

/** A tenant is a screenful; the platform file lists certificates and services for everybody. */
const MAX_TENANT_BYTES = 64 * 1024;
const MAX_PLATFORM_BYTES = 1024 * 1024;

/**
 * Reads `platform.json` and `tenants/*.json` below `directory`.
 *
 * @throws FleetNotFoundError when the directory or `platform.json` cannot be opened. Everything else that is
 * wrong with a file becomes a finding.
 */
export function readFleet(directory: string): FleetSource {
  return { ...readFiles(new DiskFiles(directory)), siblings: findSiblingFleets(directory) };
}

/** The same of files that may stand on no disk. */
export function readFiles(files: FleetFiles): FleetSource {
  const findings: Finding<SourceFindingCode>[] = [];
  const platform = toDocument(PLATFORM_FILE, files.readPlatform(MAX_PLATFORM_BYTES), findings);
  const tenants: TenantDocument[] = [];
  for (const entry of tenantEntries(files, findings)) {
    const file = `${TENANTS_DIRECTORY}/${entry.name}`;
    const content = fileNameProblem(entry) ?? files.readTenant(entry.name, MAX_TENANT_BYTES);
    const document = toDocument(file, content, findings);
    if (document !== undefined) tenants.push({ name: tenantOfFile(entry.name), document });
  }
  return { platform, tenants, findings };
}

/** A tenant's file as it would be read with that text: what is to be written is checked before. */
export function tenantDocument(name: string, text: string): TenantDocument {
  return { name, document: new SourceDocument(tenantFile(name), text) };
}

function tenantEntries(files: FleetFiles, findings: Finding<SourceFindingCode>[]): readonly FleetEntry[] {
  const entries = files.listTenants();
  if (isProblem(entries)) {
    findings.push(fileFinding(TENANTS_DIRECTORY, entries));
    return [];
  }
  return entries.filter((entry) => !isIgnored(entry)).sort((a, b) => compareText(a.name, b.name));
}

function isProblem(found: readonly FleetEntry[] | FileProblem): found is FileProblem {
  return typeof found[0] === "string";
}

/** `.gitkeep` keeps an empty directory. A `.gitattributes` could hide changes from those who review them. */
function isIgnored(entry: FleetEntry): boolean {
  return entry.name === "README.md" || entry.name === ".gitkeep";
}

function fileNameProblem(entry: FleetEntry): FileProblem | undefined {
  if (entry.kind === "directory") {
    return [
      "not-a-regular-file",
      "This is a directory, which is not read: tenants/ has one <tenant>.json for each tenant, and no directories.",
      "Move its tenants' files into tenants/ itself, everything else out of it, and remove the directory.",
    ];
  }
  if (entry.kind !== "file") return NOT_REGULAR;
  if (entry.name.startsWith(".")) {
    return [
      "unexpected-file",
      "A file in tenants/ cannot begin with a dot, but for .gitkeep.",
      "Rename it to <tenant>.json, or remove it: a .gitattributes here could hide changes from a review.",
    ];
  }
  if (!entry.name.endsWith(".json")) {
    return [
      "unexpected-file",
      "Only <tenant>.json files may stand in tenants/.",
      "Remove the file, or rename it to <tenant>.json if it is a tenant.",
    ];
  }
  return undefined;
}

function toDocument(
  file: string,
  bytes: Buffer | FileProblem,
  findings: Finding<SourceFindingCode>[],
): SourceDocument | undefined {
  if (!Buffer.isBuffer(bytes)) {
    findings.push(fileFinding(file, bytes));
    return undefined;
  }
  if (!isUtf8(bytes)) {
    const line = lineOfFirstBadByte(bytes);
    const message = `The file is not UTF-8 text: line ${line} has a byte that cannot stand there.`;
    findings.push({ ...fileFinding(file, ["not-utf-8", message, "Save it as UTF-8."]), line });
    return undefined;
  }
  const text = bytes.toString("utf8");
  const document = new SourceDocument(file, text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  findings.push(...document.findings);
  return document;
}

/** The line, from 1, of the first byte that is not part of UTF-8 text. */
function lineOfFirstBadByte(bytes: Buffer): number {
  // Line by line: a line break is a byte of its own, and no part of any other character.
  for (let line = 1, start = 0; start <= bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end === -1 ? bytes.length : end;
    if (!isUtf8(bytes.subarray(start, stop))) return line;
    start = stop + 1;
  }
  return 1;
}

function fileFinding(file: string, [code, message, help]: FileProblem): Finding<SourceFindingCode> {
  return { severity: "error", code, file, line: 1, column: 1, path: "", message, help };
}
