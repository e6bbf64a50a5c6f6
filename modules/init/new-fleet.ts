import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors";
import type { Finding } from "../findings";
import { checkSource } from "../fleet";
import {
  findSiblingFleets,
  PLATFORM_FILE,
  platformSchemaReference,
  SourceDocument,
  TENANTS_DIRECTORY,
} from "../source";
import { askSettings, isOf } from "./ask-settings";
import { platformText } from "./platform-text";
import { TENANTS_README } from "./project-files";
import type { Terminal } from "./prompt";
import { type InitSettings, SETTINGS, withDefaults } from "./settings";

/** There is a fleet already, which is not overwritten. */
export class FleetExistsError extends UserError {
  override readonly name = "FleetExistsError";
  override readonly code = "fleet-exists";
}

/** The files of a fleet that begins. */
export interface NewFleet {
  /** By path, relative to the fleet directory; none when a value is wrong. */
  readonly files: Readonly<Record<string, string>>;
  readonly domain: string;
  /** What has the value of an example, marked REPLACE. */
  readonly toReplace: readonly (keyof InitSettings)[];
  readonly findings: readonly Finding[];
}

/**
 * The files of a fleet, of what is given and answered; nothing is asked when what is given is wrong already.
 *
 * @throws FleetExistsError, UnansweredError
 */
export async function newFleet(
  directory: string,
  given: InitSettings,
  terminal: Terminal | undefined,
): Promise<NewFleet> {
  const path = join(directory, PLATFORM_FILE);
  if (existsSync(path)) throw new FleetExistsError(`${path} exists already, and is not overwritten.`);
  const siblings = findSiblingFleets(directory);
  const schema = platformSchemaReference(directory);
  const textOf = (settings: InitSettings) => platformText(settings, schema);
  const check = (settings: InitSettings) => {
    const platform = new SourceDocument(PLATFORM_FILE, textOf(settings));
    const { findings } = checkSource({ platform, tenants: [], siblings, findings: [] });
    // Of a beginning it is expected that there are no tenants yet, and that examples are those of a sibling, too.
    const expected = ["no-tenants", ...(settings.context === undefined ? ["shared-namespace"] : [])];
    return findings.filter(({ code }) => !expected.includes(code));
  };
  const errors = (settings: InitSettings) => check(settings).filter(isError);
  const isGiven = (finding: Finding) => SETTINGS.some((one) => given[one.key] !== undefined && isOf(finding, one));
  const isAsked = terminal !== undefined && !errors(given).some(isGiven);
  const settings = isAsked ? await askSettings(given, errors, terminal) : given;
  const findings = check(settings);
  const files = { [PLATFORM_FILE]: textOf(settings), [`${TENANTS_DIRECTORY}/README.md`]: TENANTS_README };
  const examples = SETTINGS.filter(({ key, hasDefault }) => settings[key] === undefined && !hasDefault);
  return {
    files: findings.some(isError) ? {} : files,
    domain: withDefaults(settings).domain,
    toReplace: examples.map(({ key }) => key),
    findings,
  };
}

function isError({ severity }: Finding): boolean {
  return severity === "error";
}
