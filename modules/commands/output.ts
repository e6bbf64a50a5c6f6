import { type Document, renderMarkdown, renderText } from "../document";
import { UserError } from "../errors";
import { styleFor, terminalWidth } from "../terminal";

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

/** Prints a result for people: Markdown where that was asked for, else text with the colours of the terminal. */
export function printDocument(document: Document, { markdown }: OutputOptions): void {
  const { stdout } = process;
  if (markdown !== true) {
    print(renderText(document, { style: styleFor(stdout), width: terminalWidth(stdout) }));
    return;
  }
  const comment = renderMarkdown(document);
  print(comment.text);
  // What a comment has no room for stands in the log.
  if (comment.cut) printDiagnostics(document);
}

/** Prints for people what is not the result, such as findings that stand in its way. */
export function printDiagnostics(document: Document): void {
  printDiagnostic(renderText(document, { style: styleFor(process.stderr) }));
}

/** Prints what is not the result, a line as it is. */
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
