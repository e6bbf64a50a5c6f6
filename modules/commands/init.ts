import { code, type Document, paragraph } from "../document";
import { type InitResult, type InitSettings, initFleet } from "../init";
import { findingsBlocks } from "./findings-document";
import { newFleetDirectory, shownPath } from "./fleet-directory";
import { printDiagnostics, printDocument, printJson } from "./output";
import type { FleetOptions } from "./planned-fleet";

export interface InitOptions extends FleetOptions, InitSettings {
  /** Nothing is asked. */
  readonly yes?: boolean;
}

/**
 * `tenantry init`: begins a fleet; at a terminal it asks for what was not given. The exit code is 1 when a given value
 * is wrong: nothing is written then.
 */
export async function init(options: InitOptions): Promise<number> {
  const { fleet, json, markdown, yes, ...given } = options;
  const directory = newFleetDirectory(fleet);
  // The result alone goes to stdout, which may be a file.
  const terminal = { input: process.stdin, output: process.stderr };
  const isAsked = !yes && !json && terminal.input.isTTY && terminal.output.isTTY;
  const result = await initFleet(directory, process.cwd(), given, isAsked ? terminal : undefined);
  const ok = result.written.length > 0;
  if (json) printJson({ ok, ...result });
  else {
    if (ok) printDocument(initDocument(result, shownPath(directory)), options);
    printDiagnostics(findingsBlocks(result.findings));
  }
  return ok ? 0 : 1;
}

function initDocument({ written, kept, packageJson, fleet }: InitResult, directory: string): Document {
  const [option, variable] = directory === "." ? ["", ""] : [` --fleet ${directory}`, `FLEET=${directory} `];
  const { added = [], kept: keptKeys = [] } = packageJson ?? {};
  const steps = [
    ...(added.some((key) => key.startsWith("devDependencies.")) ? ["npm install"] : []),
    ...(fleet === undefined ? [] : [`npx tenantry add acme --host acme.${fleet.domain}${option}`]),
    `${variable}npm run synth`,
  ];
  const isExample = fleet !== undefined && fleet.toReplace.length > 0;
  return [
    ...sentence("Written", grouped(written)),
    ...sentence("New in package.json", added),
    ...sentence("Left as they are", [...kept, ...keptKeys.map((key) => `${key} in package.json`)]),
    paragraph(isExample ? "Replace what is marked REPLACE in platform.json, and then:" : "Next:"),
    code(steps.join("\n")),
  ];
}

/** The workflows in one word. */
function grouped(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.map((path) => (path.startsWith(".github/workflows/") ? ".github/workflows/*.yml" : path)))];
}

function sentence(beginning: string, names: readonly string[]): Document {
  return names.length === 0 ? [] : [paragraph(`${beginning}: ${names.join(", ")}.`)];
}
