/** Text that Terraform must take literally: `${` and `%{` would otherwise begin a template. */
export function literal(text: string): string {
  // Nearly no text has one, and to look for a character takes a fifth of the time.
  return text.includes("{") ? text.replace(/([$%])\{/g, "$1$1{") : text;
}

/** Every value of a map, taken literally; keys too, sorted, so that the order in a file does not matter. */
export function literalMap(map: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.keys(map)
      .sort()
      .map((key) => [literal(key), literal(map[key] ?? "")]),
  );
}

/** A text inside a Terraform expression: a quoted string, taken literally. */
export function quoted(text: string): string {
  return JSON.stringify(literal(text));
}
