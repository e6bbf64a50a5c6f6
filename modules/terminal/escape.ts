/**
 * Text of strangers (names, hosts, descriptions, contents of files) for a terminal: controls must not move the cursor
 * or colour anything, and marks of writing direction must not show a line in another order than it is read.
 */
export function escapeControls(text: string): string {
  return text.replace(UNSAFE, "\ufffd");
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text that Markdown shows as it is, in a table cell or a line: nothing in it becomes a link, markup or a mention. */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/\s+/g, " ")
      .replace(UNSAFE, "\ufffd")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replace(/[\\`*_{}[\]()#+!|~]/g, "\\$&")
      // GitHub makes links of mentions and issues even where they are escaped, and of bare addresses.
      .replace(/@|#(?=\d)/g, "$&\u200b")
      .replaceAll("://", "&#58;//")
      .replace(/\bwww\./gi, (start) => `${start.slice(0, -1)}&#46;`)
  );
}
