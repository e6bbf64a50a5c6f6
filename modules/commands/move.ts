import { join } from "node:path";
import { readInput, readStandardInput, updateFile } from "../files";
import type { PlannedFleet } from "../fleet";
import type { Tenant } from "../model";
import {
  directionBack,
  directionTo,
  drain,
  type Move,
  moveDocument,
  moveJson,
  nextStep,
  recordsOf,
  type Step,
  takeSteps,
} from "../move";
import { tenantFile } from "../source";
import { findingsBlocks } from "./findings-document";
import { fleetDirectory } from "./fleet-directory";
import { requireKnown } from "./known-name";
import { printDiagnostic, printDiagnostics, printDocument, printJson, UsageError } from "./output";
import { type FleetOptions, loadPlannedFleet, printRefused } from "./planned-fleet";

export interface MoveOptions extends FleetOptions {
  readonly to?: string;
  readonly back?: boolean;
  readonly drain?: string;
  /** A file with moves as `capacity --json` proposes them. */
  readonly moves?: string;
  readonly verify?: boolean;
}

/** `tenantry move`: writes the next step of a move into the tenants' files, and says what to wait for. */
export async function move(names: readonly string[], options: MoveOptions): Promise<number> {
  checkUsage(names, options);
  const directory = fleetDirectory(options.fleet);
  const before = loadPlannedFleet(options);
  if (before === undefined) return 1;
  const { taken, ...rest } = choose(names, options, before);
  if (options.verify === true && !(await holds(before, taken))) return 1;
  const moved = takeSteps(before, taken);
  if ("findings" in moved) {
    printRefused(moved, options);
    printDiagnostic("Nothing was written.\n");
    return 1;
  }
  for (const { file, text } of moved.steps) {
    updateFile(join(directory, file), before.decoded.documents.get(file)!.text, text);
  }
  const done: Move = { steps: moved.steps, ...rest, records: recordsOf(before.fleet.platform) };
  if (options.json) printJson({ ok: true, ...moveJson(done) });
  else printDocument(moveDocument(done), options);
  if (!options.json && moved.fleet.findings.length > 0) {
    printDiagnostic("\n");
    printDiagnostics(findingsBlocks(moved.fleet.findings));
  }
  return 0;
}

function checkUsage(names: readonly string[], { to, back, drain: from, moves }: MoveOptions): void {
  const ways = [names.length > 0, from !== undefined, moves !== undefined].filter(Boolean).length;
  if (ways !== 1) {
    throw new UsageError(
      "Name tenants to move (with --to LB), or a load balancer with --drain LB, or a file with --moves FILE.",
    );
  }
  if (names.length > 0 && to === undefined) throw new UsageError("--to LB is missing: where the tenants go.");
  if (from !== undefined && from === to)
    throw new UsageError(`--to ${to} is what is drained. Name another one, or none.`);
  if (back === true && names.length === 0)
    throw new UsageError("--back takes names of tenants, and --to LB of the move that is undone.");
}

interface Chosen extends Pick<Move, "finished" | "waiting"> {
  readonly taken: readonly { readonly tenant: Tenant; readonly step: Step }[];
}

function choose(names: readonly string[], options: MoveOptions, planned: PlannedFleet): Chosen {
  const keys = planned.plan.loadBalancers.map(({ key }) => key);
  for (const key of [options.to, options.drain]) if (key !== undefined) requireKnown("load balancer", key, keys);
  if (options.drain !== undefined) return { ...drain(planned, options.drain, options.to), finished: [] };
  const moves =
    options.moves === undefined ? names.map((tenant) => ({ tenant, to: options.to! })) : readMoves(options.moves, keys);
  return stepsOf(moves, options.back === true, planned);
}

function stepsOf(moves: readonly ProposedMove[], back: boolean, { fleet }: PlannedFleet): Chosen {
  const tenants = new Map(fleet.tenants.map((tenant) => [tenant.name, tenant]));
  const records = recordsOf(fleet.platform);
  const finished: string[] = [];
  const taken = [...new Map(moves.map((one) => [one.tenant, one.to]))].flatMap(([name, to]) => {
    requireKnown("tenant", name, [...tenants.keys()]);
    const tenant = tenants.get(name)!;
    const direction = (back ? directionBack : directionTo)(tenant, to, records);
    const step = direction === undefined ? undefined : nextStep(tenant, direction, records, back);
    if (step !== undefined) return [{ tenant, step }];
    finished.push(name);
    return [];
  });
  return { taken, finished, waiting: [] };
}

interface ProposedMove {
  readonly tenant: string;
  readonly to: string;
}

/** What `capacity --json` prints has a list `moves`; the list alone will do. */
function readMoves(file: string, loadBalancers: readonly string[]): ProposedMove[] {
  const text = file === "-" ? readStandardInput() : readInput(file);
  const moves = movesIn(text);
  if (moves === undefined) {
    throw new UsageError(
      `${file} is not a list of moves. Give what tenantry capacity --json prints, or [{ "tenant": …, "to": … }].`,
    );
  }
  for (const { to } of moves) requireKnown("load balancer", to, loadBalancers);
  return moves;
}

function movesIn(text: string): ProposedMove[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const list: unknown = Array.isArray(value) ? value : (value as { moves?: unknown } | null)?.moves;
  if (!Array.isArray(list)) return undefined;
  const isMove = (one: unknown): one is ProposedMove => {
    const { tenant, to } = (one ?? {}) as Partial<Record<keyof ProposedMove, unknown>>;
    return typeof tenant === "string" && typeof to === "string";
  };
  return list.every(isMove) ? list : undefined;
}

/** Whether the ALBs that are concerned equal the plan: else an earlier step has not arrived yet. */
async function holds({ plan, fleet: { platform } }: PlannedFleet, taken: Chosen["taken"]): Promise<boolean> {
  const { verifyLoadBalancers } = await import("./verify");
  const { verificationDocument } = await import("../verify");
  const concerned = new Set(taken.flatMap(({ step: { from, to } }) => [from, to]));
  const loadBalancers = plan.loadBalancers.filter(({ key }) => concerned.has(key));
  const verification = await verifyLoadBalancers(loadBalancers, platform, 0);
  if (verification.ok) return true;
  printDiagnostics(verificationDocument(verification));
  const files = taken.map(({ tenant }) => tenantFile(tenant.name)).join(", ");
  printDiagnostic(`An earlier step has not arrived yet. Nothing was written (${files}).\n`);
  return false;
}
