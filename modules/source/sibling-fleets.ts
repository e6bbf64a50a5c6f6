import { type Dirent, existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { SourceDocument } from "./document";
import { PLATFORM_FILE, TENANTS_DIRECTORY } from "./layout";

/** Another fleet of the same project: an environment beside this one. */
export interface SiblingFleet {
  /** Relative to the fleet directory, with forward slashes: `../..`, `environments/staging`. */
  readonly directory: string;
  /** Its `platform.json`, not validated. */
  readonly platform: SourceDocument;
}

/** What makes a directory the root of a project: cdktf's configuration, or a repository. */
const MARKS = ["cdktf.json", ".git"];

/** Where environments stand below the root: `staging`, `environments/staging`. */
const DEPTH = 2;

/**
 * The other fleets of the project that a fleet directory belongs to, or will. There is none outside of a project, nor where
 * files cannot be read: they are looked at for what they share with this fleet, not checked.
 */
export function findSiblingFleets(directory: string): readonly SiblingFleet[] {
  const here = resolve(directory);
  const root = projectRoot(here);
  if (root === undefined) return [];
  // What stands deeper is an example or a test's, for itself.
  if (!isAmongFleets(relative(root, here))) return [];
  return directoriesBelow(root, DEPTH)
    .filter((one) => one !== here)
    .flatMap((one) => {
      const text = readPlatform(one);
      const name = relative(here, one).split(sep).join("/");
      return text === undefined
        ? []
        : [{ directory: name, platform: new SourceDocument(`${name}/${PLATFORM_FILE}`, text) }];
    });
}

/** The nearest directory, from this one upwards, that is the root of a project. */
function projectRoot(directory: string): string | undefined {
  if (MARKS.some((mark) => existsSync(join(directory, mark)))) return directory;
  const parent = dirname(directory);
  return parent === directory ? undefined : projectRoot(parent);
}

/** Whether fleets are looked for in a directory, which need not be there yet. */
function isAmongFleets(fromRoot: string): boolean {
  const names = fromRoot === "" ? [] : fromRoot.split(sep);
  return names.length <= DEPTH && !names.some(isLeftOut);
}

/** A directory and those below it, sorted, without what no person puts a fleet into. */
function directoriesBelow(directory: string, depth: number): string[] {
  if (depth === 0) return [directory];
  let entries: Dirent[];
  try {
    entries = readdirSync(directory, { withFileTypes: true });
  } catch {
    return [];
  }
  const names = entries.filter((entry) => entry.isDirectory() && !isLeftOut(entry.name)).map(({ name }) => name);
  return [directory, ...names.sort().flatMap((name) => directoriesBelow(join(directory, name), depth - 1))];
}

function isLeftOut(name: string): boolean {
  return name.startsWith(".") || name === "node_modules" || name === TENANTS_DIRECTORY;
}

function readPlatform(directory: string): string | undefined {
  try {
    return readFileSync(join(directory, PLATFORM_FILE), "utf8");
  } catch {
    return undefined;
  }
}
