/** How bad a finding is: an `error` stops generation, a `warning` does not. */
export type Severity = "error" | "warning";

/** A place in a file. Lines and columns count from 1, columns in UTF-16 code units as editors do. */
export interface Location {
  /** Relative to the fleet directory, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong (or doubtful) in a fleet, with what to do about it. */
export interface Finding<Code extends string = string> extends Location {
  readonly severity: Severity;
  /** The rule's name, in kebab case: `host-conflict`. */
  readonly code: Code;
  /** Where in the document, as people write it in JavaScript: `hosts[0]`, `services.web.port`; empty for the whole file. */
  readonly path: string;
  /** What is wrong. */
  readonly message: string;
  /** What to do. */
  readonly help: string;
  /** Other places that take part, such as the file that claimed the host first. */
  readonly related?: readonly Location[];
}

/** Findings in the order that every output uses: by file, line, column, code, then message. */
export function sortFindings<F extends Finding>(findings: readonly F[]): F[] {
  return [...findings].sort(
    (a, b) =>
      compareText(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      compareText(a.code, b.code) ||
      compareText(a.message, b.message),
  );
}

/** Compares by code unit: the same order whatever the locale, and the controller's own for ASCII names. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Longer texts say no more in a message than their beginning; a host of 128 characters is shown whole. */
const MAX_QUOTED = 140;

/** A text of a file as messages show it: quoted, and cut where it is very long. */
export function quote(text: unknown): string {
  const quoted = JSON.stringify(text) ?? String(text);
  return quoted.length <= MAX_QUOTED ? quoted : `${quoted.slice(0, MAX_QUOTED)}…`;
}
