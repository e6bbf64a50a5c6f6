import { escapeControls, escapeMarkdown } from "../terminal";
import type { Block, Document, Heading, Item, List, Span, Table, Text } from "./document";
import { spansOf } from "./document";

/** A comment on GitHub has at most 65,536 characters; the pipeline adds a few of its own. */
const MAX_BYTES = 60_000;
/** Longer lists below a subheading are folded. */
const MAX_OPEN = 10;
/** How much is printed of what is long. */
interface Limits {
  /** Items of a list, rows of a table, pieces of a text. */
  readonly items: number;
  /** Characters of one piece of a text, and of an item's details together. */
  readonly span: number;
  readonly details: number;
}

const WHOLE: Limits = {
  items: Number.POSITIVE_INFINITY,
  span: Number.POSITIVE_INFINITY,
  details: Number.POSITIVE_INFINITY,
};

/** Longer lines are hard to read in any comment. The first of these that fits is taken. */
const CUT: readonly Limits[] = [Number.POSITIVE_INFINITY, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1].map((items) => ({
  items,
  span: 300,
  details: 700,
}));

const CUT_NOTE = "\nSome of this is cut; the log of the job has it whole.\n";

export interface Markdown {
  readonly text: string;
  /** Whether something of the document is not in it; then it says so. */
  readonly cut: boolean;
}

/**
 * A document as a comment on a pull request or an issue: nothing in it becomes a link, markup or a mention, long lists
 * are folded, and lists and tables are cut so that it has at most 60 kB of UTF-8.
 */
export function renderMarkdown(document: Document): Markdown {
  const whole = parts(document, WHOLE).join("\n");
  for (const limits of CUT) {
    const shown = parts(document, limits).join("\n");
    const cut = shown !== whole;
    const text = cut ? shown + CUT_NOTE : shown;
    if (Buffer.byteLength(text) <= MAX_BYTES) return { text, cut };
  }
  return { text: beginning(document), cut: true };
}

/** As many blocks as fit. */
function beginning(document: Document): string {
  let text = "";
  for (const part of parts(document, CUT.at(-1)!)) {
    if (Buffer.byteLength(`${text}\n${part}${CUT_NOTE}`) > MAX_BYTES) break;
    text += text === "" ? part : `\n${part}`;
  }
  return text + CUT_NOTE;
}

/** A document's blocks, those that are folded together as one. */
function parts(document: Document, limits: Limits): string[] {
  const parts: string[] = [];
  for (let index = 0; index < document.length; index++) {
    const block = document[index]!;
    const next = document[index + 1];
    if (block.kind === "heading" && block.level === 2 && next?.kind === "list" && next.items.length > MAX_OPEN) {
      parts.push(folded(block, next, limits));
      index++;
    } else parts.push(renderBlock(block, limits));
  }
  return parts;
}

const ICON = { good: "✅", warning: "⚠️", bad: "❌" } as const;

function renderBlock(block: Block, limits: Limits): string {
  switch (block.kind) {
    case "heading": {
      const icon = block.tone === undefined ? "" : `${ICON[block.tone]} `;
      return `${block.level === 1 ? "###" : "####"} ${icon}${inline(block.text, limits)}\n`;
    }
    case "paragraph":
      return `${inline(block.text, limits)}\n`;
    case "table":
      return table(block, limits);
    case "list":
      return list(block, limits);
    case "code":
      return fenced(block.text, block.language);
  }
}

function folded({ text }: Heading, block: List, limits: Limits): string {
  return `<details><summary><b>${inline(text, limits)}</b></summary>\n\n${list(block, limits)}\n</details>\n`;
}

function inline(text: Text, { items, span }: Limits): string {
  const spans = spansOf(text);
  const rest = spans.length > 2 * items ? " …" : "";
  return (
    spans
      .slice(0, 2 * items)
      .map((one) => spanText(one, span))
      .join("") + rest
  );
}

function spanText({ text, strong }: Span, length: number): string {
  const escaped = escapeMarkdown(cut(text, length));
  return strong === true && escaped !== "" ? `**${escaped}**` : escaped;
}

function list({ items, layout }: List, limits: Limits): string {
  const lines = items.slice(0, limits.items).map((item) => itemText(item, layout, limits));
  const rest = items.length - lines.length;
  return [...lines, ...(rest > 0 ? [`- … and ${rest} more\n`] : [])].join("");
}

function itemText({ text, marker, details = [] }: Item, layout: List["layout"], limits: Limits): string {
  const word = marker?.word === undefined ? "" : `**${escapeMarkdown(marker.word)}** `;
  const first = `${layout === "steps" ? "1." : "-"} ${word}${inline(text, limits)}`;
  if (details.length === 0) return `${first}\n`;
  if (layout === "steps") return `${first}\n${details.map((detail) => `   - ${inline(detail, limits)}\n`).join("")}`;
  const plain = details.map((detail) =>
    spansOf(detail)
      .map((one) => one.text)
      .join(""),
  );
  return `${first}: ${escapeMarkdown(cut(joined(plain), limits.details))}\n`;
}

/** Sentences follow each other, phrases are parted. */
function joined(details: readonly string[]): string {
  return details.reduce((text, detail) => (/[.!?]$/.test(text) ? `${text} ${detail}` : `${text}; ${detail}`));
}

function table({ columns, rows }: Table, limits: Limits): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`;
  const ruling = columns.map(({ align }) => (align === "right" ? "---:" : "---"));
  const shown = rows.slice(0, limits.items).map((row) => line(row.map(escapeMarkdown)));
  const rest = rows.length - shown.length;
  const more = rest > 0 ? `\n… and ${rest} more\n` : "";
  return line(columns.map(({ title }) => title)) + line(ruling) + shown.join("") + more;
}

/** A fence longer than any in the text. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  const lines = text.replace(/\n$/, "").split("\n").map(escapeControls);
  return [`${fence}${language}`, ...lines, fence, ""].join("\n");
}

const HALF_CHARACTER = /[\ud800-\udbff]$/;

/** Cut before it is escaped, so that no escape is cut in two. */
function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length).replace(HALF_CHARACTER, "")}…` : text;
}
