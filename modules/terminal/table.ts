/** A column of a table on a terminal. */
export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
}

/**
 * A plain table: columns as wide as their widest cell, two spaces between, no ruling, so that it can be cut and
 * grepped. The last column is not padded.
 */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ title }, index) =>
    rows.reduce((widest, row) => Math.max(widest, (row[index] ?? "").length), title.length),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        if (columns[index]?.align === "right") return cell.padStart(width);
        return index === cells.length - 1 ? cell : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd();
  return `${[columns.map(({ title }) => title), ...rows].map(line).join("\n")}\n`;
}

/** A Markdown table; cells are escaped. */
export function renderMarkdownTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`;
  const ruling = columns.map(({ align }) => (align === "right" ? "---:" : "---"));
  return (
    line(columns.map(({ title }) => title)) + line(ruling) + rows.map((row) => line(row.map(escapeMarkdown))).join("")
  );
}

/** Text that Markdown shows as it is, in a table cell or a line: nothing in it becomes a link, markup or a mention. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[\\`*_{}[\]()#+!|~]/g, "\\$&")
    .replaceAll("@", "@\u200b")
    .replace(/\s+/g, " ");
}
