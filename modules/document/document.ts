/**
 * What a command answers to people, before it is known where they read it: plain texts, none of them escaped.
 * `renderText` and `renderMarkdown` print it, and are the only places that escape.
 */
export type Document = readonly Block[];

export type Block = Heading | Paragraph | Table | List | Code;

/** What a text says about its subject; colours on a terminal. */
export type Tone = "good" | "warning" | "bad" | "dim";

/** A piece of a text that stands out. */
export interface Span {
  readonly text: string;
  readonly tone?: Tone;
  readonly strong?: boolean;
}

export type Text = string | Span | readonly (string | Span)[];

export interface Heading {
  readonly kind: "heading";
  /** 1: the document's or a load balancer's; 2: of a part. */
  readonly level: 1 | 2;
  readonly text: Text;
  /** The verdict that the heading says: a colour, in Markdown a sign. */
  readonly tone?: Exclude<Tone, "dim">;
}

export interface Paragraph {
  readonly kind: "paragraph";
  readonly text: Text;
}

export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
  /** Its cells may be broken at spaces where the table is too wide. */
  readonly wrap?: boolean;
}

export interface Table {
  readonly kind: "table";
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** A bar behind each row, on terminals, as far as there is room for it. */
  readonly meters?: readonly Meter[];
}

/** A limit of which some is used and some is kept free. */
export interface Meter {
  readonly used: number;
  readonly reserved: number;
  readonly limit: number;
  readonly tone: Tone;
}

export interface List {
  readonly kind: "list";
  /**
   * - `bullets`: one thing below the other.
   * - `steps`: numbered; details, often commands to copy, stand below each step.
   * - `entries`: each for itself, with its details below.
   */
  readonly layout: "bullets" | "steps" | "entries";
  readonly items: readonly Item[];
}

export interface Item {
  readonly text: Text;
  readonly details?: readonly Text[];
  readonly marker?: Marker;
}

/** What stands before an item. */
export interface Marker {
  readonly sign: string;
  readonly tone: Tone;
  /** The same as a word, where a sign would not be understood. */
  readonly word?: string;
}

/** Text to be taken as it is: a file, commands. */
export interface Code {
  readonly kind: "code";
  readonly language: "json" | "sh" | "";
  readonly text: string;
}

export function heading(text: Text, tone?: Heading["tone"]): Heading {
  return { kind: "heading", level: 1, text, ...(tone !== undefined && { tone }) };
}

export function subheading(text: Text, tone?: Heading["tone"]): Heading {
  return { kind: "heading", level: 2, text, ...(tone !== undefined && { tone }) };
}

export function paragraph(text: Text): Paragraph {
  return { kind: "paragraph", text };
}

export function table(columns: readonly Column[], rows: Table["rows"], meters?: readonly Meter[]): Table {
  return { kind: "table", columns, rows, ...(meters !== undefined && { meters }) };
}

/** A list; none where there is nothing to list. */
export function list(items: readonly (Item | string)[], layout: List["layout"] = "bullets"): List[] {
  if (items.length === 0) return [];
  return [{ kind: "list", layout, items: items.map((item) => (typeof item === "string" ? { text: item } : item)) }];
}

export function code(text: string, language: Code["language"] = ""): Code {
  return { kind: "code", language, text };
}

export function strong(text: string, tone?: Tone): Span {
  return { text, strong: true, ...(tone !== undefined && { tone }) };
}

export function toned(tone: Tone, text: string): Span {
  return { text, tone };
}

/** The pieces of a text. */
export function spansOf(text: Text): readonly Span[] {
  const pieces = typeof text === "string" || !("length" in text) ? [text] : text;
  return pieces.map((piece) => (typeof piece === "string" ? { text: piece } : piece));
}
