import { isUtf8 } from "node:buffer";
import { closeSync, constants, type Dirent, fstatSync, lstatSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors";
import { compareText, type Finding } from "../findings";
import { SourceDocument } from "./document";
import type { SourceFindingCode } from "./finding-kinds";
import { PLATFORM_FILE, TENANTS_DIRECTORY, tenantFile, tenantOfFile } from "./layout";
import { findSiblingFleets, type SiblingFleet } from "./sibling-fleets";

/** The fleet directory or `platform.json` cannot be opened: wrong usage rather than a wrong fleet. */
export class FleetNotFoundError extends UserError {
  override readonly name = "FleetNotFoundError";
  override readonly code = "fleet-not-found";
}

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
  const findings: Finding<SourceFindingCode>[] = [];
  const platform = readPlatform(directory, findings);
  const tenants: TenantDocument[] = [];
  for (const entry of listTenants(directory, findings)) {
    const file = `${TENANTS_DIRECTORY}/${entry.name}`;
    const problem = fileNameProblem(entry);
    if (problem !== undefined) {
      findings.push(fileFinding(file, ...problem));
      continue;
    }
    const document = toDocument(file, readRegularFile(join(directory, file), MAX_TENANT_BYTES), findings);
    if (document !== undefined) tenants.push({ name: tenantOfFile(entry.name), document });
  }
  return { platform, tenants, siblings: findSiblingFleets(directory), findings };
}

/** A tenant's file as it would be read with that text: what is to be written is checked before. */
export function tenantDocument(name: string, text: string): TenantDocument {
  return { name, document: new SourceDocument(tenantFile(name), text) };
}

function readPlatform(directory: string, findings: Finding<SourceFindingCode>[]): SourceDocument | undefined {
  const path = join(directory, PLATFORM_FILE);
  let stats: ReturnType<typeof lstatSync>;
  try {
    stats = lstatSync(path);
  } catch (error) {
    throw new FleetNotFoundError(
      `Cannot open ${path} (${errorCode(error)}). A fleet is a directory with platform.json and tenants/; name it with --fleet DIR or FLEET.`,
    );
  }
  if (stats.isSymbolicLink()) {
    findings.push(fileFinding(PLATFORM_FILE, ...NOT_REGULAR));
    return undefined;
  }
  if (!stats.isFile()) throw new FleetNotFoundError(`Cannot open ${path}: it is not a regular file.`);
  const bytes = readRegularFile(path, MAX_PLATFORM_BYTES);
  if (!Buffer.isBuffer(bytes) && bytes[0] === UNREADABLE)
    throw new FleetNotFoundError(`Cannot open ${path}: ${bytes[1]}`);
  return toDocument(PLATFORM_FILE, bytes, findings);
}

function listTenants(directory: string, findings: Finding<SourceFindingCode>[]): Dirent[] {
  const path = join(directory, TENANTS_DIRECTORY);
  try {
    if (lstatSync(path).isSymbolicLink()) {
      findings.push(fileFinding(TENANTS_DIRECTORY, ...NOT_REGULAR));
      return [];
    }
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.filter((entry) => !isIgnored(entry)).sort((a, b) => compareText(a.name, b.name));
  } catch (error) {
    findings.push(
      fileFinding(
        TENANTS_DIRECTORY,
        "tenants-missing",
        `The directory ${TENANTS_DIRECTORY}/ cannot be read (${errorCode(error)}).`,
        errorCode(error) === "ENOENT"
          ? "Create it, even empty: a missing directory would look like the removal of every tenant."
          : "Make it a directory that you may read: unread, it would look like the removal of every tenant.",
      ),
    );
    return [];
  }
}

/** `.gitkeep` keeps an empty directory. A `.gitattributes` could hide changes from those who review them. */
function isIgnored(entry: Dirent): boolean {
  return entry.name === "README.md" || entry.name === ".gitkeep";
}

type Problem = readonly [code: SourceFindingCode, message: string, help: string];

const NOT_REGULAR: Problem = [
  "not-a-regular-file",
  "This is not a regular file.",
  "Replace the link, directory or device by the file itself: what is reviewed must be what is read.",
];

const UNREADABLE = "unreadable-file";

function fileNameProblem(entry: Dirent): Problem | undefined {
  if (entry.isDirectory()) {
    return [
      "not-a-regular-file",
      "This is a directory, which is not read: tenants/ has one <tenant>.json for each tenant, and no directories.",
      "Move its tenants' files into tenants/ itself, everything else out of it, and remove the directory.",
    ];
  }
  if (!entry.isFile()) return NOT_REGULAR;
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
  bytes: Buffer | Problem,
  findings: Finding<SourceFindingCode>[],
): SourceDocument | undefined {
  if (!Buffer.isBuffer(bytes)) {
    findings.push(fileFinding(file, ...bytes));
    return undefined;
  }
  if (!isUtf8(bytes)) {
    const line = lineOfFirstBadByte(bytes);
    const message = `The file is not UTF-8 text: line ${line} has a byte that cannot stand there.`;
    findings.push({ ...fileFinding(file, "not-utf-8", message, "Save it as UTF-8."), line });
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

/** Every file is read into this one, which takes half the time that a buffer for each took. */
const buffer = Buffer.allocUnsafeSlow(MAX_PLATFORM_BYTES);

/**
 * The file's bytes, until the next call.
 *
 * O_NOFOLLOW and O_NONBLOCK: a link or FIFO that took the file's place since the listing is refused, not waited for.
 */
function readRegularFile(path: string, maxBytes: number): Buffer | Problem {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return NOT_REGULAR;
    if (stats.size > maxBytes) {
      return [
        "file-too-large",
        `The file has ${stats.size} bytes; at most ${maxBytes} are read.`,
        "Make it shorter. If one tenant really needs that many hosts or routes, split it into several tenants.",
      ];
    }
    let length = 0;
    // One read, but for network file systems.
    while (length < stats.size) {
      const read = readSync(descriptor, buffer, length, stats.size - length, null);
      if (read === 0) break;
      length += read;
    }
    return buffer.subarray(0, length);
  } catch (error) {
    return [UNREADABLE, `The file cannot be read (${errorCode(error)}).`, "Check that it exists and its mode."];
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function fileFinding(file: string, code: SourceFindingCode, message: string, help: string): Finding<SourceFindingCode> {
  return { severity: "error", code, file, line: 1, column: 1, path: "", message, help };
}

function errorCode(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
