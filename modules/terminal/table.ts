import { escapeControls, escapeMarkdown } from "./escape";

/** A column of a table. */
export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
  /** Its cells may be broken at spaces where the table is too wide. */
  readonly wrap?: boolean;
}

type Row = readonly string[];

const GAP = "  ";

/**
 * A plain table: columns as wide as their widest cell, two spaces between, no ruling, so that it can be cut and
 * grepped. The last column is not padded. Controls in cells are made harmless.
 *
 * @param width of the terminal; undefined where there is none, and then every row is one line
 */
export function renderTable(columns: readonly Column[], rows: readonly Row[], width?: number): string {
  const safe = [columns.map(({ title }) => title), ...rows.map((row) => row.map(escapeControls))];
  const widths = columnWidths(columns, safe, width);
  const lines = safe.flatMap((row) => wrapRow(row, columns, widths)).map((row) => renderLine(row, columns, widths));
  return `${lines.join("\n")}\n`;
}

/** A Markdown table; cells are escaped. */
export function renderMarkdownTable(columns: readonly Column[], rows: readonly Row[]): string {
  const line = (cells: Row) => `| ${cells.join(" | ")} |\n`;
  const ruling = columns.map(({ align }) => (align === "right" ? "---:" : "---"));
  return (
    line(columns.map(({ title }) => title)) + line(ruling) + rows.map((row) => line(row.map(escapeMarkdown))).join("")
  );
}

/** The width of this process's terminal on a stream; undefined when it is none. */
export function terminalWidth(stream: {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}): number | undefined {
  return stream.isTTY === true && stream.columns ? stream.columns : undefined;
}

function columnWidths(columns: readonly Column[], rows: readonly Row[], width = Number.POSITIVE_INFINITY): number[] {
  const widest = (measure: (cell: string) => number) =>
    columns.map((_, index) => Math.max(...rows.map((row) => measure(row[index] ?? ""))));
  const widths = widest((cell) => cell.length);
  // A word is never broken: half a host name is no host name.
  const least = widest((cell) => Math.max(...cell.split(" ").map((word) => word.length)));
  const gaps = GAP.length * (columns.length - 1);
  for (let over = widths.reduce((sum, one) => sum + one, gaps) - width; over > 0; over--) {
    const shrinkable = columns.flatMap(({ wrap }, index) =>
      wrap === true && widths[index]! > least[index]! ? [index] : [],
    );
    if (shrinkable.length === 0) break;
    const largest = shrinkable.reduce((best, index) => (widths[index]! > widths[best]! ? index : best));
    widths[largest]!--;
  }
  return widths;
}

/** The lines of a row whose cells are broken to the widths of their columns. */
function wrapRow(row: Row, columns: readonly Column[], widths: readonly number[]): Row[] {
  const cells = columns.map(({ wrap }, index) =>
    wrap === true ? wrapWords(row[index] ?? "", widths[index]!) : [row[index] ?? ""],
  );
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => cells.map((lines) => lines[line] ?? ""));
}

function wrapWords(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function renderLine(row: Row, columns: readonly Column[], widths: readonly number[]): string {
  return row
    .map((cell, index) => {
      const width = widths[index]!;
      return columns[index]?.align === "right" ? cell.padStart(width) : cell.padEnd(width);
    })
    .join(GAP)
    .trimEnd();
}
