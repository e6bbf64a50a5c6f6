import { UserError } from "../errors";

/** How a command answers. */
export interface OutputOptions {
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** A user's mistake in calling: printed as one line, exit code 2. */
export class UsageError extends UserError {
  override readonly name = "UsageError";
  override readonly code = "usage";
}

/** Prints one JSON document, and nothing else goes to stdout. */
export function printJson(value: unknown): void {
  print(`${JSON.stringify(value, null, 2)}\n`);
}

/** Prints a result. */
export function print(text: string): void {
  process.stdout.write(text);
}

/** Prints what is not the result: findings, progress. */
export function printDiagnostic(text: string): void {
  process.stderr.write(text);
}

/**
 * Whoever reads may stop early (`tenantry routes | head -1`): then the rest is dropped, and the exit code still says
 * what the command found. Output that cannot be written for another reason ends the program with `exitCode`.
 */
export function watchOutput(exitCode: number): void {
  const readerIsGone = (error: NodeJS.ErrnoException) => error.code === "EPIPE";
  process.stdout.on("error", (error) => {
    if (readerIsGone(error)) return;
    printDiagnostic(`Cannot write the output: ${error.message}\n`);
    process.exit(exitCode);
  });
  process.stderr.on("error", (error) => {
    if (!readerIsGone(error)) process.exit(exitCode);
  });
}
