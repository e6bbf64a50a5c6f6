import { type Affected, type AffectedStack, affectedStacks } from "../affected";
import { type Document, paragraph, table } from "../document";
import { compareText } from "../findings";
import { type BaseFleet, readBaseFleet } from "../fleet";
import { escapeControls, Progress } from "../terminal";
import { countFindings } from "./findings-document";
import { fleetDirectory } from "./fleet-directory";
import { printDiagnostic, printDocument, printJson } from "./output";
import { type FleetOptions, loadPlannedFleet } from "./planned-fleet";

export interface AffectedOptions extends FleetOptions {
  readonly base: string;
  readonly failOnRemoved?: boolean;
}

/** `tenantry affected`: the stacks whose Terraform differs from the one at a git revision. */
export function affected(options: AffectedOptions): number {
  const current = loadPlannedFleet(options);
  if (current === undefined) return 1;
  const progress = new Progress(process.stderr);
  progress.step("Reading the fleet at the revision");
  const base = readBaseFleet(fleetDirectory(options.fleet), options.base);
  progress.end();
  if (base?.plan === undefined) printDiagnostic(`${withoutBase(base, options.base)} Every stack counts as affected.\n`);
  progress.step("Generating and comparing the Terraform of every stack");
  const result = affectedStacks(base, current);
  progress.end();
  if (options.json) printJson(affectedJson(result));
  else printDocument(affectedDocument(result, options.base), options);
  if (options.failOnRemoved !== true) return 0;
  if (base !== undefined && base.fleet === undefined && base.decoded.platform === undefined) {
    printDiagnostic("Which of its stacks are not generated any more is not known: its platform.json cannot be read.\n");
    return 1;
  }
  if (result.removed.length === 0) return 0;
  printDiagnostic(stillThere(result.removed, options.base));
  return 1;
}

/** What is no longer generated is no longer planned either: it would go on, and nobody would manage it. */
function stillThere(removed: readonly AffectedStack[], revision: string): string {
  const names = removed.map(({ stack }) => stack);
  return [
    `${names.join(", ")}: generated at ${escapeControls(revision)}, and not any more. What was deployed from there stays, and nothing manages it.`,
    `Put the load balancer back into platform.json, move its tenants and DNS, destroy ${names.join(", then ")} by hand, and only then remove it: docs/runbooks.md, "Remove an ALB".`,
    "",
  ].join("\n");
}

function withoutBase(base: BaseFleet, revision: string): string {
  const where = escapeControls(revision);
  if (base === undefined) return `There is no such fleet at ${where} yet.`;
  const first = base.findings.find(({ severity }) => severity === "error");
  const example = first === undefined ? "" : ` (${first.file}:${first.line}: ${first.message})`;
  return `The fleet at ${where} has ${countFindings(base.findings)}${escapeControls(example)}.`;
}

/** `stacks` is the matrix of a pipeline as it is; `removedStacks` is there only when something has to be destroyed. */
function affectedJson({ stacks, removed }: Affected): object {
  const names = (list: readonly AffectedStack[]) => list.map(({ stack }) => stack);
  const tenants = [...new Set([...stacks, ...removed].flatMap((one) => one.tenants))].sort(compareText);
  return { stacks: names(stacks), tenants, ...(removed.length > 0 && { removedStacks: names(removed) }) };
}

function affectedDocument({ stacks, removed }: Affected, revision: string): Document {
  if (stacks.length === 0 && removed.length === 0) return [paragraph(`No stack differs from ${revision}.`)];
  const stackTable = (list: readonly AffectedStack[]) =>
    table(
      COLUMNS,
      list.map(({ stack, tenants }) => [stack, tenants.join(" ")]),
    );
  return [
    ...(stacks.length === 0 ? [] : [stackTable(stacks)]),
    ...(removed.length === 0
      ? []
      : [paragraph(`Only at ${revision}, to be destroyed from there:`), stackTable(removed)]),
  ];
}

const COLUMNS = [{ title: "STACK" }, { title: "TENANTS", wrap: true }];
