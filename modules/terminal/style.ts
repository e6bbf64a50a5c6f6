/** Colours for one stream: on a terminal that has them only, and never with NO_COLOR (https://no-color.org). */
export interface Style {
  bold(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
  dim(text: string): string;
}

/** The style for a stream of this process. */
export function styleFor(stream: { readonly isTTY?: boolean }): Style {
  const coloured = stream.isTTY === true && (process.env.NO_COLOR ?? "") === "" && process.env.TERM !== "dumb";
  const paint = (code: number, end: number) => (text: string) =>
    coloured ? `\u001b[${code}m${text}\u001b[${end}m` : text;
  return { bold: paint(1, 22), red: paint(31, 39), yellow: paint(33, 39), green: paint(32, 39), dim: paint(2, 22) };
}
