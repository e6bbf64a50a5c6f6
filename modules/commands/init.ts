import { code, type Document, paragraph } from "../document";
import { type InitResult, type InitSettings, initFleet, NPM_COMMANDS } from "../init";
import { findingsBlocks } from "./findings-document";
import { newFleetDirectory, shownPath } from "./fleet-directory";
import { printDiagnostics, printDocument, printJson } from "./output";
import type { FleetOptions } from "./planned-fleet";

export interface InitOptions extends FleetOptions, InitSettings {}

/** `tenantry init`: begins a fleet. The exit code is 1 when a given value is wrong: nothing is written then. */
export function init(options: InitOptions): number {
  const { fleet, json, markdown, ...settings } = options;
  const directory = newFleetDirectory(fleet);
  const result = initFleet(directory, process.cwd(), settings);
  const ok = result.written.length > 0;
  if (json) printJson({ ok, ...result });
  else {
    if (ok) printDocument(initDocument(result, shownPath(directory)), options);
    printDiagnostics(findingsBlocks(result.findings));
  }
  return ok ? 0 : 1;
}

function initDocument({ written, kept }: InitResult, fleet: string): Document {
  const isNewProject = written.includes("cdktf.json");
  const [option, variable] = fleet === "." ? ["", ""] : [` --fleet ${fleet}`, `FLEET=${fleet} `];
  return [
    paragraph(`Written: ${written.join(", ")}.`),
    ...(kept.length === 0 ? [] : [paragraph(`Left as they are: ${kept.join(", ")}.`)]),
    paragraph("Replace what is marked REPLACE in platform.json, then:"),
    code(
      [
        ...(isNewProject ? NPM_COMMANDS : []),
        `npx tenantry add acme --host acme.shop.example${option}`,
        `${variable}npx cdktf synth`,
      ].join("\n"),
    ),
  ];
}
