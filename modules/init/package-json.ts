import { existsSync } from "node:fs";
import { join } from "node:path";
import { applyEdits, type JSONPath, modify } from "jsonc-parser";
import manifest from "../../package.json";
import { UserError } from "../errors";
import { readInput, whyNotJson } from "../files";

/** A project's `package.json` is not there, or cannot be used. */
export class PackageJsonError extends UserError {
  override readonly name = "PackageJsonError";
  override readonly code = "no-package-json";
}

/** What `init` did to `package.json`: keys, such as `scripts.synth`. */
export interface PackageJsonChange {
  readonly text: string;
  readonly added: readonly string[];
  /** What says something else already, and stays as it is. */
  readonly kept: readonly string[];
}

const NODE_PTY = "@cdktf/node-pty-prebuilt-multiarch";

/** In the versions that this project itself is tried with. */
const DEVELOPMENT = ["cdktf-cli", NODE_PTY, "esbuild", "tsx"] as const;

/** What `npm run synth|diff|deploy` need, and the workflows. */
const ENTRIES: readonly (readonly [path: readonly [string, string], value: string | boolean])[] = [
  ...["synth", "diff", "deploy"].map((command) => [["scripts", command], `tenantry-cdktf ${command}`] as const),
  [["scripts", "standalone"], "tenantry-standalone"],
  // The package's program, and never one that a registry has under that name.
  [["scripts", "tenantry"], "tenantry"],
  ...DEVELOPMENT.map((name) => [["devDependencies", name], manifest.devDependencies[name]] as const),
  // Ready-made binaries for cdktf's command line: its own need a compiler on Node 24 and later.
  [["overrides", NODE_PTY], manifest.overrides[NODE_PTY]],
  // It works without it. Npm 12 warns of scripts of which nothing is said.
  [["allowScripts", "esbuild"], manifest.allowScripts.esbuild],
];

/**
 * The project's `package.json`, as it is and as it will be.
 *
 * @throws PackageJsonError
 */
export function readPackageJson(
  project: string,
): PackageJsonChange & { readonly path: string; readonly before: string } {
  const path = join(project, "package.json");
  if (!existsSync(path)) throw new PackageJsonError(`There is no ${path}: npm init -y makes one. ${INSTALL}`);
  const before = readInput(path);
  let fields: PackageJson;
  try {
    fields = JSON.parse(before);
  } catch {
    throw new PackageJsonError(`${path} ${whyNotJson(before)}.`);
  }
  if (!isDependency(fields, manifest.name)) throw new PackageJsonError(`${path} does not name tenantry. ${INSTALL}`);
  return { path, before, ...withCdktf(before, fields) };
}

const INSTALL = "Install the package here first, since main.ts needs it: npm install ./vendor/tenantry-VERSION.tgz.";

/** What is read of a `package.json`. */
type PackageJson = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

function isDependency({ dependencies, devDependencies }: PackageJson, name: string): boolean {
  return (dependencies?.[name] ?? devDependencies?.[name]) !== undefined;
}

/** Adds what cdktf's command line needs. Everything else stays as it is written. */
function withCdktf(before: string, fields: PackageJson): PackageJsonChange {
  const added: string[] = [];
  const kept: string[] = [];
  let text = before;
  for (const [[field, name], value] of ENTRIES) {
    const present = fields[field]?.[name] ?? (field === "devDependencies" ? fields.dependencies?.[name] : undefined);
    if (present === value) continue;
    (present === undefined ? added : kept).push(`${field}.${name}`);
    if (present === undefined) text = withEntry(text, [field, name], value);
  }
  return { text, added, kept };
}

function withEntry(text: string, path: JSONPath, value: string | boolean): string {
  const [, indentation = "  "] = /^\{\r?\n([ \t]+)/.exec(text) ?? [];
  const formattingOptions = {
    insertSpaces: !indentation.startsWith("\t"),
    tabSize: indentation.startsWith("\t") ? 1 : indentation.length,
    eol: text.includes("\r\n") ? "\r\n" : "\n",
  };
  return applyEdits(text, modify(text, path, value, { formattingOptions }));
}
