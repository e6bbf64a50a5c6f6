import { isAbsolute, relative, resolve } from "node:path";
import { FleetNotFoundError, nearestFleet, PLATFORM_FILE } from "../source";
import { escapeControls } from "../terminal";
import { UsageError } from "./output";

/**
 * The fleet directory: --fleet, else the environment variable FLEET, else the current directory or the nearest above
 * it with a `platform.json`.
 *
 * @throws FleetNotFoundError when nothing names one and there is none
 */
export function fleetDirectory(option: string | undefined): string {
  const named = namedDirectory(option);
  if (named !== undefined) return named;
  const here = resolve(".");
  const found = nearestFleet(here);
  if (found !== undefined) return found;
  throw new FleetNotFoundError(
    `There is no ${PLATFORM_FILE} in ${here}, nor above it up to the repository's root. A fleet is a directory with platform.json and tenants/; name it with --fleet DIR or FLEET.`,
  );
}

/** Where a new fleet begins: --fleet, else FLEET, else the current directory, whatever is above it. */
export function newFleetDirectory(option: string | undefined): string {
  return namedDirectory(option) ?? resolve(".");
}

function namedDirectory(option: string | undefined): string | undefined {
  // From a variable that is not set: taking the current directory instead would be another fleet.
  if (option === "") throw new UsageError("--fleet names no directory: it is empty.");
  const named = option ?? (process.env.FLEET || undefined);
  return named === undefined ? undefined : resolve(named);
}

/** A path as a person in the current directory would write it. */
export function shownPath(path: string): string {
  const shown = relative(process.cwd(), path);
  return escapeControls(shown === "" ? "." : shown.startsWith("..") || isAbsolute(shown) ? path : shown);
}
