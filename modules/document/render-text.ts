import { escapeControls, type Style } from "../terminal";
import { displayWidth, pad } from "./display-width";
import type { Block, Document, Item, List, Meter, Span, Table, Text } from "./document";
import { spansOf } from "./document";
import { tableLines } from "./text-table";

export interface TextOptions {
  readonly style: Style;
  /** Of the terminal; undefined where there is none, and then no row of a table is broken. */
  readonly width?: number | undefined;
}

/** A document for a terminal or a log. Controls in it are made harmless; the colours are its own. */
export function renderText(document: Document, options: TextOptions): string {
  let text = "";
  document.forEach((block, index) => {
    const previous = document[index - 1];
    // What is below a subheading belongs to it.
    const tight = previous === undefined || (previous.kind === "heading" && previous.level === 2);
    text += `${tight ? "" : "\n"}${blockLines(block, options).join("\n")}\n`;
  });
  return text;
}

function blockLines(block: Block, { style, width }: TextOptions): readonly string[] {
  switch (block.kind) {
    case "heading":
      return [
        style.bold(
          spansOf(block.text)
            .map((span) => paint({ tone: block.tone, ...span }, style))
            .join(""),
        ),
      ];
    case "paragraph":
      return [line(block.text, style)];
    case "table":
      return rows(block, style, width);
    case "list":
      return block.items.flatMap((item, index) => itemLines(item, index, block, style));
    case "code":
      return block.text.replace(/\n$/, "").split("\n").map(escapeControls);
  }
}

function line(text: Text, style: Style): string {
  return spansOf(text)
    .map((span) => paint(span, style))
    .join("");
}

function paint({ text, tone, strong }: { text: string; tone?: Span["tone"]; strong?: boolean }, style: Style): string {
  const safe = escapeControls(text);
  const toned = tone === undefined ? safe : colour(tone, style)(safe);
  return strong === true ? style.bold(toned) : toned;
}

function colour(tone: NonNullable<Span["tone"]>, style: Style): (text: string) => string {
  return { good: style.green, warning: style.yellow, bad: style.red, dim: style.dim }[tone];
}

function itemLines(item: Item, index: number, { layout }: List, style: Style): string[] {
  const { text, marker, details = [] } = item;
  const sign = marker === undefined ? [] : [colour(marker.tone, style)(escapeControls(marker.sign))];
  const number = layout === "steps" ? [`${index + 1}.`] : [];
  const first = [...number, ...sign, line(text, style)].join(" ");
  const below = details.map((detail) => line(detail, style));
  if (layout !== "entries") return [`  ${first}`, ...below.map((detail) => `      ${detail}`)];
  return [...(index === 0 ? [] : [""]), first, ...below.map((detail) => `  ${detail}`)];
}

const METER_WIDTH = 30;

/** The rows of a table, with their meters as long as there is room for. */
function rows(block: Table, style: Style, width: number | undefined): readonly string[] {
  const lines = tableLines(block, width);
  const { meters } = block;
  if (meters === undefined) return lines.flat();
  const widest = lines.reduce((most, row) => Math.max(most, ...row.map(displayWidth)), 0);
  const room = Math.min(METER_WIDTH, (width ?? Number.POSITIVE_INFINITY) - widest - 2);
  if (room < 1) return lines.flat();
  return lines.flatMap(([first = "", ...rest], index) => {
    const meter = meters[index - 1];
    return [meter === undefined ? first : `${pad(first, widest)}  ${bar(meter, room, style)}`, ...rest];
  });
}

/** Used, free and reserved parts of a limit. A little that is used shows, and so does a little that is free. */
function bar({ used, limit, reserved, tone }: Meter, room: number, style: Style): string {
  const width = (part: number) => Math.round((part / limit) * room);
  const kept = Math.min(width(reserved), room);
  const least = used > 0 ? 1 : 0;
  const most = room - kept - (limit - reserved - used > 0 ? 1 : 0);
  const full = Math.max(least, Math.min(width(used), most));
  const rest = `${"░".repeat(Math.max(0, room - full - kept))}${"▒".repeat(kept)}`;
  return `${colour(tone, style)("█".repeat(full))}${style.dim(rest)}`;
}
