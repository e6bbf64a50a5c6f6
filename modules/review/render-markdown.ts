import { escapeMarkdown } from "../terminal";
import { headline, type Item, type Section, sections } from "./sections";
import type { Review, Violation } from "./types";

const ICONS: Readonly<Record<Review["verdict"], string>> = { pass: "✅", attention: "⚠️", block: "❌" };

/** A comment on GitHub has at most 65,536 characters; the pipeline adds a few of its own. */
const MAX_BYTES = 60_000;
/** Longer lists are folded. */
const MAX_OPEN = 10;
/** Lines of a list, characters of a name and of a line. */
interface Limits {
  readonly items: number;
  readonly name: number;
  readonly line: number;
}

const WHOLE: Limits = {
  items: Number.POSITIVE_INFINITY,
  name: Number.POSITIVE_INFINITY,
  line: Number.POSITIVE_INFINITY,
};
/** Longer lines are hard to read in any comment. The first of these that fits is taken. */
const CUT: readonly Limits[] = [Number.POSITIVE_INFINITY, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1].map((items) => ({
  items,
  name: 200,
  line: 700,
}));

export interface ReviewComment {
  readonly markdown: string;
  /** Whether something of the review is not in it; then it says so. */
  readonly cut: boolean;
}

/**
 * A review as a comment on a pull request: verdict first, what is lost before what changes before what comes, long
 * lists folded, at most 60 kB of UTF-8.
 */
export function renderReviewMarkdown(review: Review): ReviewComment {
  const found = sections(review);
  const whole = render(review, found, WHOLE);
  for (const limits of CUT) {
    const comment = render(review, found, limits);
    const cut = comment !== whole;
    const markdown = cut ? `${comment}\nSome of this is cut; the log of the job has it whole.\n` : comment;
    if (Buffer.byteLength(markdown) <= MAX_BYTES) return { markdown, cut };
  }
  // A dozen lists of two lines each are far below the limit.
  throw new Error("A review of one line a list is too long.");
}

function render(review: Review, found: readonly Section[], limits: Limits): string {
  const icon = ICONS[review.verdict];
  const stacks = review.stacks.map(({ stack }) => `**${cell(stack, limits.name)}**`);
  const several = review.stacks.length > 1;
  const reasons = (list: readonly Violation[]) => renderList(list.map(reasonLine(limits)), limits);
  return [
    `### ${icon} ${headline(review)}\n`,
    `Plans: ${shortened(stacks, limits.items).join(", ")}\n`,
    ...(review.blocked.length === 0 ? [] : [reasons(review.blocked)]),
    ...(review.attention.length === 0 ? [] : [`#### Look at this\n\n${reasons(review.attention)}`]),
    ...found.map(({ title, items }) => renderSection(title, items, limits, several)),
  ].join("\n");
}

function reasonLine(limits: Limits): (reason: Violation) => string {
  return ({ code, address, message }) => `**${code}** ${cell(address, limits.name)}: ${cell(message, limits.line)}`;
}

function renderSection(title: string, items: readonly Item[], limits: Limits, several: boolean): string {
  const lines = items.map(({ stack, name, what }) => {
    const place = several ? ` (${cell(stack, limits.name)})` : "";
    const details = what.length === 0 ? "" : `: ${cell(what.join("; "), limits.line)}`;
    return `**${cell(name, limits.name)}**${place}${details}`;
  });
  const rendered = renderList(lines, limits);
  return items.length > MAX_OPEN
    ? `<details><summary><b>${title}</b></summary>\n\n${rendered}\n</details>\n`
    : `#### ${title}\n\n${rendered}`;
}

function renderList(lines: readonly string[], { items }: Limits): string {
  return shortened(lines, items)
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
