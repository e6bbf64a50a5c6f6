/** How a command answers. */
export interface OutputOptions {
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** A user's mistake in calling: printed as one line, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
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
