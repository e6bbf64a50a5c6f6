import { isAbsolute, relative, resolve } from "node:path";

/** The fleet directory: --fleet, else the environment variable FLEET, else the current directory. */
export function fleetDirectory(option: string | undefined): string {
  return resolve(option ?? (process.env.FLEET || "."));
}

/** A path as a person in the current directory would write it. */
export function shownPath(path: string): string {
  const shown = relative(process.cwd(), path);
  return shown === "" ? "." : shown.startsWith("..") || isAbsolute(shown) ? path : shown;
}
