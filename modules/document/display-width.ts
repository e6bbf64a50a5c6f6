import stringWidth from "string-width";

/** The columns of a terminal that a text takes: two for most of Chinese and for emoji, none for combining marks. */
export function displayWidth(text: string): number {
  // The library looks at every character for ANSI codes; nearly all cells are plain.
  return /^[\x20-\x7e]*$/.test(text) ? text.length : stringWidth(text);
}

/** Fills a text up with spaces. */
export function pad(text: string, width: number, align: "left" | "right" = "left"): string {
  const space = " ".repeat(Math.max(0, width - displayWidth(text)));
  return align === "right" ? space + text : text + space;
}
