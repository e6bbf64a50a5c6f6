import { type Block, type Document, heading, subheading, table } from "../document";
import { readInput, readStandardInput } from "../files";
import type { Finding } from "../findings";
import {
  type ImportedController,
  type ImportedFleet,
  type InputFile,
  importFleet,
  requireNoFleet,
  summarize,
  writeFleet,
} from "../import";
import { PLATFORM_FILE, platformSchemaReference, schemaReference } from "../source";
import { count } from "../terminal";
import { countFindings, findingsBlocks } from "./findings-document";
import { newFleetDirectory, shownPath } from "./fleet-directory";
import { printDiagnostics, printDocument, printJson } from "./output";
import type { FleetOptions } from "./planned-fleet";

export interface ImportOptions extends FleetOptions {
  /** File of `kubectl get services -A -o json`. */
  readonly services?: string;
  /** One tenant per host. */
  readonly splitHosts?: boolean;
  readonly from?: ImportedController;
}

/**
 * `tenantry import`: makes a fleet of existing Ingresses and writes it into a directory that has none. The exit code
 * is 1 when nothing could be imported, or `check` would have errors: what to do is printed.
 */
export function importIngresses(names: readonly string[], options: ImportOptions): number {
  const directory = newFleetDirectory(options.fleet);
  requireNoFleet(directory);
  const { services, splitHosts = false, from = "aws-load-balancer-controller" } = options;
  const imported = importFleet({
    files: names.map(inputFile),
    services: services === undefined ? [] : [inputFile(services)],
    schemas: schemasFor(directory),
    splitHosts,
    fleet: shownPath(directory),
    from,
  });
  if (imported.files.size > 0) writeFleet(directory, imported.files);
  const ok = imported.files.size > 0 && imported.findings.every(({ severity }) => severity !== "error");
  if (options.json) printJson({ ok, ...importJson(imported, directory) });
  else {
    const document = importDocument(imported, directory);
    const checked = checkedBlocks(imported.findings);
    printDocument(options.markdown ? [...document, ...checked] : document, options);
    if (!options.markdown) printDiagnostics(checked);
  }
  return ok ? 0 : 1;
}

/** A file, or what is piped in for `-`. */
function inputFile(name: string): InputFile {
  return name === "-" ? { name: "standard input", text: readStandardInput() } : { name, text: readInput(name) };
}

/** Where the JSON Schemas stand, as each file has to say it. */
function schemasFor(directory: string): { platform: string | undefined; tenant: string | undefined } {
  return { tenant: schemaReference(directory), platform: platformSchemaReference(directory) };
}

/**
 * The whole document: `fleet.files` by path; every Ingress in one of `tenants`, `notImported` and `ownIngresses`;
 * `conflicts`, `changes`, `decisions` and `findings` as their types say; `targetGroups` of all load balancers
 * together; `steps` by load balancer, with the rules and target groups that each step deals with.
 */
function importJson({ files, migrations, ...rest }: ImportedFleet, directory: string): object {
  const sum = (part: "before" | "after" | "staying") =>
    migrations.reduce((total, { targetGroups }) => total + targetGroups[part], 0);
  return {
    fleet: { directory, files: Object.fromEntries(files) },
    ...rest,
    targetGroups: { before: sum("before"), after: sum("after"), staying: sum("staying") },
    steps: migrations,
  };
}

function headline({ tenants, notImported, ownIngresses, files }: ImportedFleet, directory: string): string {
  const ingresses = new Set(tenants.flatMap((tenant) => tenant.ingresses)).size;
  const all = ingresses + notImported.length + ownIngresses.length;
  const done = `${ingresses} of ${count(all, "Ingress", "Ingresses")} became ${count(tenants.length, "tenant")}`;
  if (files.size === 0) return `${done}. Nothing was written.`;
  return `${done}. Written to ${shownPath(directory)}: ${PLATFORM_FILE} and ${count(tenants.length, "file")} in tenants/.`;
}

const COLUMNS = [
  { title: "LOAD BALANCER" },
  { title: "TAKES OVER GROUP" },
  { title: "TENANTS", align: "right" as const },
  { title: "TARGET GROUPS NOW", align: "right" as const },
  { title: "THEN", align: "right" as const },
  { title: "STAYING", align: "right" as const },
  { title: "RULES NOW", align: "right" as const },
  { title: "MEANWHILE", align: "right" as const },
  { title: "THEN", align: "right" as const },
];

function rowsOf({ tenants, migrations }: ImportedFleet): string[][] {
  return migrations.map(({ loadBalancer, takesOver, targetGroups, rules }) =>
    [
      loadBalancer,
      takesOver ?? "(new ALB)",
      tenants.filter((tenant) => tenant.loadBalancer === loadBalancer).length,
      targetGroups.before,
      targetGroups.after,
      targetGroups.staying,
      rules.before,
      rules.meanwhile,
      rules.after,
    ].map(String),
  );
}

function importDocument(imported: ImportedFleet, directory: string): Document {
  const migrations = imported.migrations.length === 0 ? [] : [table(COLUMNS, rowsOf(imported))];
  return [heading(headline(imported, directory)), ...migrations, ...summarize(imported)];
}

function checkedBlocks(findings: readonly Finding[]): Block[] {
  if (findings.length === 0) return [];
  return [subheading(`check: ${countFindings(findings)}`), ...findingsBlocks(findings)];
}
