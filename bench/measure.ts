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

/** Medians of several runs; each gets its number. */
export function measure(program: (run: number) => Program, runs: number): Measured {
  const results = Array.from({ length: runs }, (_, run) => runOnce(program(run)));
  return { seconds: median(results.map((one) => one.seconds)), megabytes: median(results.map((one) => one.megabytes)) };
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

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
