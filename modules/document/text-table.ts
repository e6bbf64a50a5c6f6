import { escapeControls } from "../terminal";
import { displayWidth, pad } from "./display-width";
import type { Column, Table } from "./document";

type Row = readonly string[];

const GAP = "  ";

/**
 * A plain table: columns as wide as their widest cell, two spaces between, no ruling, so that it can be cut and
 * grepped. The last column is not padded. The titles come first, then the lines of each row.
 *
 * @param width of the terminal; undefined where there is none, and then every row is one line
 */
export function tableLines({ columns, rows }: Table, width?: number): readonly (readonly string[])[] {
  const safe = [columns.map(({ title }) => title), ...rows.map((row) => row.map(escapeControls))];
  const widths = columnWidths(columns, safe, width);
  return safe.map((row) => wrapRow(row, columns, widths).map((line) => renderLine(line, columns, widths)));
}

function columnWidths(columns: readonly Column[], rows: readonly Row[], width = Number.POSITIVE_INFINITY): number[] {
  const widest = (measure: (cell: string) => number) =>
    columns.map((_, index) => rows.reduce((most, row) => Math.max(most, measure(row[index] ?? "")), 0));
  const widths = widest(displayWidth);
  // A word is never broken: half a host name is not a host name.
  const least = widest((cell) => Math.max(...cell.split(" ").map(displayWidth)));
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
    if (last !== undefined && displayWidth(`${last} ${word}`) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function renderLine(row: Row, columns: readonly Column[], widths: readonly number[]): string {
  return row
    .map((cell, index) => pad(cell, widths[index]!, columns[index]?.align))
    .join(GAP)
    .trimEnd();
}
