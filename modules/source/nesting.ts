/**
 * Where brackets outside strings and comments are nested deeper than `depth`, if they are. A closing bracket of the
 * wrong kind closes nothing, as in the parser, or wrong brackets could hide how deep the parser goes.
 */
export function offsetBeyondDepth(text: string, depth: number): number | undefined {
  const open: string[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === "[" || char === "{") {
      if (open.push(char === "[" ? "]" : "}") > depth) return at;
    } else if (char === "]" || char === "}") {
      if (open.at(-1) === char) open.pop();
    } else if (char === '"') at = endOfString(text, at);
    else if (char === "/" && text[at + 1] === "/") at = endOfLine(text, at);
    else if (char === "/" && text[at + 1] === "*") at = orEnd(text, text.indexOf("*/", at + 2)) + 1;
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"' || isLineBreak(text[at])) return at;
  }
  return text.length;
}

function endOfLine(text: string, start: number): number {
  let at = start;
  while (at < text.length && !isLineBreak(text[at])) at++;
  return at;
}

function isLineBreak(char: string | undefined): boolean {
  return char === "\n" || char === "\r";
}

function orEnd(text: string, at: number): number {
  return at === -1 ? text.length : at;
}
