import { escapeControls, type Style } from "../terminal";
import { headline, type Section, sections } from "./sections";
import type { Review } from "./types";

/** The signs that Terraform itself uses, and `!` for what it has no sign for. */
const SIGN: Readonly<Record<Section["kind"], string>> = {
  removed: "-",
  replaced: "-/+",
  changed: "~",
  drift: "!",
  added: "+",
};

/** A review for people at a terminal; complete, however long. */
export function renderReviewText(review: Review, style: Style): string {
  const paint = { pass: style.green, attention: style.yellow, block: style.red }[review.verdict];
  const lines = [
    style.bold(paint(`${headline(review)}.`)),
    `Plans: ${review.stacks.map(({ stack }) => escapeControls(stack)).join(", ")}`,
  ];
  for (const { code, address, message } of review.blocked) {
    lines.push("", `${style.red(`✗ ${code}`)} ${escapeControls(address)}`, `  ${escapeControls(message)}`);
  }
  for (const { code, address, message } of review.attention) {
    lines.push("", `${style.yellow(`! ${code}`)} ${escapeControls(address)}`, `  ${escapeControls(message)}`);
  }
  for (const { kind, title, items } of sections(review)) {
    lines.push("", style.bold(title));
    for (const { stack, name, what } of items) {
      const place = review.stacks.length === 1 ? "" : style.dim(` (${escapeControls(stack)})`);
      lines.push(`  ${sign(kind, style)} ${escapeControls(name)}${place}`);
      lines.push(...what.map((phrase) => `      ${escapeControls(phrase)}`));
    }
  }
  return `${lines.join("\n")}\n`;
}

function sign(kind: Section["kind"], style: Style): string {
  switch (kind) {
    case "removed":
    case "replaced":
      return style.red(SIGN[kind]);
    case "added":
      return style.green(SIGN[kind]);
    default:
      return style.yellow(SIGN[kind]);
  }
}
