import { existsSync, mkdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { UserError } from "../errors";
import { writeNewFile } from "../files";
import type { Finding } from "../findings";
import { checkSource } from "../fleet";
import { PLATFORM_FILE, platformSchemaReference, SourceDocument, TENANTS_DIRECTORY } from "../source";
import { type InitSettings, platformText } from "./platform-text";
import { PROJECT_FILES, TENANTS_README } from "./project-files";

/** There is a fleet already, which is not overwritten. */
export class FleetExistsError extends UserError {
  override readonly name = "FleetExistsError";
  override readonly code = "fleet-exists";
}

/** What was done; nothing is written when what was given is wrong. */
export interface InitResult {
  /** Relative to the project. */
  readonly written: readonly string[];
  /** Files of the project that were there, and were left as they are. */
  readonly kept: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * Begins a fleet: `platform.json` and `tenants/` in the fleet directory and, in a project that is none of cdktf's yet,
 * what it takes to generate the Terraform.
 *
 * @param project where the project's own files go
 * @throws FleetExistsError
 */
export function initFleet(directory: string, project: string, settings: InitSettings): InitResult {
  if (existsSync(join(directory, PLATFORM_FILE)))
    throw new FleetExistsError(`${join(directory, PLATFORM_FILE)} exists already, and is not overwritten.`);
  const text = platformText(settings, platformSchemaReference(directory));
  const checked = checkSource({ platform: new SourceDocument(PLATFORM_FILE, text), tenants: [], findings: [] });
  // That there are no tenants yet is what is expected of a beginning.
  const findings = checked.findings.filter(({ code }) => code !== "no-tenants");
  if (findings.some(({ severity }) => severity === "error")) return { written: [], kept: [], findings };
  const isProject = existsSync(join(project, "cdktf.json"));
  const files = new Map([
    [join(directory, PLATFORM_FILE), text],
    [join(directory, TENANTS_DIRECTORY, "README.md"), TENANTS_README],
    ...(isProject
      ? []
      : Object.entries(PROJECT_FILES).map(([path, content]) => [join(project, path), content] as const)),
  ]);
  const paths = [...files.keys()];
  const written = paths.filter((path) => !existsSync(path));
  for (const path of written) {
    mkdirSync(dirname(path), { recursive: true });
    writeNewFile(path, files.get(path)!);
  }
  const shown = (path: string) => relative(project, path);
  return {
    written: written.map(shown),
    kept: paths.filter((path) => !written.includes(path)).map(shown),
    findings,
  };
}
