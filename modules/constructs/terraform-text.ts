/** Text that Terraform must take literally: `${` and `%{` would otherwise begin a template. */
export function literal(text: string): string {
  return text.replace(/([$%])\{/g, "$1$1{");
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
