import {
  type Block,
  type Document,
  heading,
  type Item as ListItem,
  list,
  type Marker,
  paragraph,
  type Span,
  strong,
  subheading,
  type Tone,
  toned,
} from "../document";
import { headline, type Item, type Section, sections } from "./sections";
import type { Review, Violation } from "./types";

/** The signs that Terraform itself uses, and `!` for what it has no sign for. */
const MARKERS: Readonly<Record<Section["kind"], Marker>> = {
  removed: { sign: "-", tone: "bad" },
  replaced: { sign: "-/+", tone: "bad" },
  changed: { sign: "~", tone: "warning" },
  drift: { sign: "!", tone: "warning" },
  added: { sign: "+", tone: "good" },
};

/** A review for people: verdict first, what is lost before what changes before what comes. */
export function reviewDocument(review: Review): Document {
  const several = review.stacks.length > 1;
  return [
    heading(headline(review), TONES[review.verdict]),
    paragraph(["Plans: ", ...stackNames(review)]),
    ...list(review.blocked.map(reasonItem("✗", "bad")), "entries"),
    ...(review.attention.length === 0 ? [] : [subheading("Look at this")]),
    ...list(review.attention.map(reasonItem("!", "warning")), "entries"),
    ...sections(review).flatMap((section) => sectionBlocks(section, several)),
  ];
}

function stackNames({ stacks }: Review): (string | Span)[] {
  return stacks.flatMap(({ stack }, index) => [...(index === 0 ? [] : [", "]), strong(stack)]);
}

const TONES = { pass: "good", attention: "warning", block: "bad" } as const;

function reasonItem(sign: string, tone: Tone): (reason: Violation) => ListItem {
  return ({ code, address, message }) => ({
    text: [strong(code, tone), ` ${address}`],
    details: [message],
    marker: { sign, tone },
  });
}

function sectionBlocks({ kind, title, items }: Section, several: boolean): Block[] {
  return [subheading(title), ...list(items.map((item) => listItem(item, MARKERS[kind], several)))];
}

function listItem({ stack, name, what }: Item, marker: Marker, several: boolean): ListItem {
  const place = several ? [toned("dim", ` (${stack})`)] : [];
  return { text: [strong(name), ...place], details: what, marker };
}
