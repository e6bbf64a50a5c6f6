import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** A whole process: from its start to its end, as somebody who waits for it sees it. */
export interface Measured {
  readonly seconds: number;
  /** Peak resident memory. */
  readonly megabytes: number;
}

/** A Node process to measure. */
export interface Program {
  /** Arguments of `node`. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/**
 * Medians of several runs of each program, one after the other in every round: whatever else the machine does in the
 * meantime, it does to all of them.
 *
 * @param programs by name; each gets the number of the round
 */
export function measure<Name extends string>(
  programs: Readonly<Record<Name, (round: number) => Program>>,
  rounds: number,
): Record<Name, Measured> {
  const names = Object.keys(programs) as Name[];
  const results = Array.from({ length: rounds }, (_, round) => names.map((name) => runOnce(programs[name](round))));
  const medianOf = (index: number, of: keyof Measured) => median(results.map((round) => round[index]![of]));
  const medians = names.map((name, index) => [
    name,
    { seconds: medianOf(index, "seconds"), megabytes: medianOf(index, "megabytes") },
  ]);
  return Object.fromEntries(medians);
}

function runOnce({ args, env, cwd }: Program): Measured {
  const start = performance.now();
  const { status, stderr, output, error } = spawnSync(
    process.execPath,
    ["--require", join(import.meta.dirname, "peak-memory.cjs"), ...args],
    { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "ignore", "pipe", "pipe"], encoding: "utf8" },
  );
  const seconds = (performance.now() - start) / 1000;
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr}`);
  return { seconds, megabytes: Number(output[3]) / 1024 };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
