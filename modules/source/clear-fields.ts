import { createScanner, type Node, type ParseError, printParseErrorCode, ScanError, SyntaxKind } from "jsonc-parser";

/**
 * A root object without the fields that a syntax error makes unclear. The parser goes on behind an error wherever
 * there is a comma, so a field counts only where its key stands directly in the root object, by the brackets of the
 * text, and where there is no error from the comma before it to the one behind.
 */
export function withoutUnclear(root: Node, errors: readonly ParseError[], text: string): Node {
  const properties = root.children ?? [];
  const { keys, commas, end } = rootLayout(text);
  // A comma that is missing before a key is no fault of the fields around it.
  const starts = new Set(properties.map(({ offset }) => offset));
  const faults = errors.filter(
    ({ error, offset }) => !(starts.has(offset) && printParseErrorCode(error) === "CommaExpected"),
  );
  const isClear = ({ offset }: Node) => {
    const from = commas.findLast((one) => one < offset) ?? 0;
    const to = commas.find((one) => one > offset) ?? end;
    return keys.has(offset) && !faults.some((fault) => fault.offset > from && fault.offset < to);
  };
  const clear = properties.filter(isClear);
  if (!errors.some(({ offset }) => offset > end)) return { ...root, children: clear };
  // With a bracket too many the root ends early, and what stands in it may belong into an object before.
  const isPlain = (node: Node) => clear.includes(node) && node.children?.[1]?.children === undefined;
  const unclear = properties.findIndex((node) => !isPlain(node));
  return { ...root, children: unclear === -1 ? properties : properties.slice(0, unclear) };
}

/** Where strings and commas stand directly in the root object, and where a bracket ends it (Infinity: none). */
function rootLayout(text: string): { keys: ReadonlySet<number>; commas: readonly number[]; end: number } {
  const scanner = createScanner(text, true);
  const keys = new Set<number>();
  const commas: number[] = [];
  let depth = 0;
  for (let token = scanner.scan(); token !== SyntaxKind.EOF; token = scanner.scan()) {
    const offset = scanner.getTokenOffset();
    // With a quote missing, brackets have become text: nothing is sure behind.
    if (scanner.getTokenError() === ScanError.UnexpectedEndOfString && /[[\]{}]/.test(scanner.getTokenValue())) break;
    if (token === SyntaxKind.OpenBraceToken || token === SyntaxKind.OpenBracketToken) depth++;
    else if (token === SyntaxKind.CloseBraceToken || token === SyntaxKind.CloseBracketToken) {
      // A ] is itself a fault of the field before it.
      if (--depth < 1) return { keys, commas, end: token === SyntaxKind.CloseBraceToken ? offset : offset + 1 };
    } else if (depth === 1 && token === SyntaxKind.StringLiteral) keys.add(offset);
    else if (depth === 1 && token === SyntaxKind.CommaToken) commas.push(offset);
  }
  return { keys, commas, end: Number.POSITIVE_INFINITY };
}
