import { existsSync, mkdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { updateFile, writeNewFile } from "../files";
import type { Finding } from "../findings";
import { PLATFORM_FILE } from "../source";
import { type NewFleet, newFleet } from "./new-fleet";
import { type PackageJsonChange, readPackageJson } from "./package-json";
import { PROJECT_FILES } from "./project-files";
import type { Terminal } from "./prompt";
import type { InitSettings } from "./settings";
import { workflows } from "./workflows";

/** What was done; nothing is written when what was given is wrong. */
export interface InitResult {
  /** Relative to the project. */
  readonly written: readonly string[];
  /** Files of the project that were there, and were left as they are. */
  readonly kept: readonly string[];
  /** What became of the project's `package.json`; undefined where it needs nothing. */
  readonly packageJson?: Pick<PackageJsonChange, "added" | "kept">;
  /** Undefined when the fleet was there. */
  readonly fleet?: Pick<NewFleet, "domain" | "toReplace">;
  readonly findings: readonly Finding[];
}

/**
 * Begins a fleet: `platform.json` and `tenants/` in the fleet directory and, in a project that is none of cdktf's yet,
 * what it takes to generate the Terraform. To a fleet that `tenantry import` has drafted only the latter is added.
 *
 * @param project where the project's own files go
 * @param terminal where to ask for what was not given; without one nothing is asked
 * @throws FleetExistsError, PackageJsonError, UnansweredError; nothing is written then
 */
export async function initFleet(
  directory: string,
  project: string,
  given: InitSettings,
  terminal?: Terminal,
): Promise<InitResult> {
  const isProject = existsSync(join(project, "cdktf.json"));
  const packageJson = isProject ? undefined : readPackageJson(project);
  const isDrafted = existsSync(join(directory, PLATFORM_FILE)) && !isProject && isEmpty(given);
  const fleet = isDrafted ? undefined : await newFleet(directory, given, terminal);
  const findings = fleet?.findings ?? [];
  if (fleet !== undefined && isEmpty(fleet.files)) return { written: [], kept: [], findings };
  const files = new Map([
    ...Object.entries(fleet?.files ?? {}).map(([name, text]) => [join(directory, name), text] as const),
    ...(isProject ? [] : [...Object.entries(PROJECT_FILES), ...workflows()]).map(
      ([name, text]) => [join(project, name), text] as const,
    ),
  ]);
  const paths = [...files.keys()];
  const written = paths.filter((path) => !existsSync(path));
  for (const path of written) {
    mkdirSync(dirname(path), { recursive: true });
    writeNewFile(path, files.get(path)!);
  }
  if (packageJson !== undefined) updateFile(packageJson.path, packageJson.before, packageJson.text);
  const shown = (path: string) => relative(project, path);
  return {
    written: written.map(shown),
    kept: paths.filter((path) => !written.includes(path)).map(shown),
    ...(packageJson && { packageJson: { added: packageJson.added, kept: packageJson.kept } }),
    ...(fleet && { fleet: { domain: fleet.domain, toReplace: fleet.toReplace } }),
    findings,
  };
}

function isEmpty(object: object): boolean {
  return Object.values(object).every((value) => value === undefined);
}
