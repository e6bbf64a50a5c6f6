import { escapeMarkdown } from "../terminal";
import { headline, type Item, type Section, sections } from "./sections";
import type { Review, Violation } from "./types";

const ICONS: Readonly<Record<Review["verdict"], string>> = { pass: "✅", attention: "⚠️", block: "❌" };

/** A comment on GitHub has at most 65,536 characters; the pipeline adds a few of its own. */
const MAX_BYTES = 60_000;
/** Longer lists are folded. */
const MAX_OPEN = 10;
/** Characters of one name, one line; the JSON has everything. */
const MAX_NAME = 200;
const MAX_LINE = 700;

/** How many items of a list are printed, the first that fits. */
const LIST_LENGTHS = [Number.POSITIVE_INFINITY, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1];

/**
 * A review as a comment on a pull request: verdict first, what is lost before what changes before what comes, long
 * lists folded, at most 60 kB of UTF-8.
 */
export function renderReviewMarkdown(review: Review): string {
  const found = sections(review);
  for (const length of LIST_LENGTHS) {
    const comment = render(review, found, length);
    if (Buffer.byteLength(comment) <= MAX_BYTES) return comment;
  }
  // A dozen lists of two lines each are far below the limit.
  throw new Error("A review of one line a list is too long.");
}

function render(review: Review, found: readonly Section[], length: number): string {
  const icon = ICONS[review.verdict];
  const stacks = review.stacks.map(({ stack }) => `**${cell(stack, MAX_NAME)}**`);
  const several = review.stacks.length > 1;
  return [
    `### ${icon} ${headline(review)}\n`,
    `Plans: ${shortened(stacks, length).join(", ")}\n`,
    ...(review.blocked.length === 0 ? [] : [list(review.blocked.map(reasonLine), length)]),
    ...(review.attention.length === 0
      ? []
      : [`#### Look at this\n\n${list(review.attention.map(reasonLine), length)}`]),
    ...found.map(({ title, items }) => renderSection(title, items, length, several)),
  ].join("\n");
}

function reasonLine({ code, address, message }: Violation): string {
  return `**${code}** ${cell(address, MAX_NAME)}: ${cell(message, MAX_LINE)}`;
}

function renderSection(title: string, items: readonly Item[], length: number, several: boolean): string {
  const lines = items.map(({ stack, name, what }) => {
    const place = several ? ` (${cell(stack, MAX_NAME)})` : "";
    const details = what.length === 0 ? "" : `: ${cell(what.join("; "), MAX_LINE)}`;
    return `**${cell(name, MAX_NAME)}**${place}${details}`;
  });
  const rendered = list(lines, length);
  return items.length > MAX_OPEN
    ? `<details><summary><b>${title}</b></summary>\n\n${rendered}\n</details>\n`
    : `#### ${title}\n\n${rendered}`;
}

function list(lines: readonly string[], length: number): string {
  return shortened(lines, length)
    .map((line) => `- ${line}\n`)
    .join("");
}

function shortened(values: readonly string[], length: number): string[] {
  const rest = values.length - length;
  return rest <= 0 ? [...values] : [...values.slice(0, length), `… and ${rest} more`];
}

const HALF_CHARACTER = /[\ud800-\udbff]$/;

/** Cut before it is escaped, so that no escape is cut in two. */
function cell(text: string, length: number): string {
  const cut = text.length > length ? `${text.slice(0, length).replace(HALF_CHARACTER, "")}…` : text;
  return escapeMarkdown(cut);
}
