import { isAbsolute, relative, resolve } from "node:path";
import { escapeControls } from "../terminal";
import { UsageError } from "./output";

/** The fleet directory: --fleet, else the environment variable FLEET, else the current directory. */
export function fleetDirectory(option: string | undefined): string {
  // From a variable that is not set: taking the current directory instead would be another fleet.
  if (option === "") throw new UsageError("--fleet names no directory: it is empty.");
  return resolve(option ?? (process.env.FLEET || "."));
}

/** A path as a person in the current directory would write it. */
export function shownPath(path: string): string {
  const shown = relative(process.cwd(), path);
  return escapeControls(shown === "" ? "." : shown.startsWith("..") || isAbsolute(shown) ? path : shown);
}
