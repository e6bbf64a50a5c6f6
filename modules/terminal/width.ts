/** The width of this process's terminal on a stream; undefined when it is not one. */
export function terminalWidth(stream: {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}): number | undefined {
  return stream.isTTY === true && stream.columns ? stream.columns : undefined;
}
