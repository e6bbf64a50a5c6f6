import { createScanner, type ParseError, printParseErrorCode, SyntaxKind } from "jsonc-parser";

export interface SyntaxProblem {
  /** Where a person has to change the text, which need not be where the parser stumbled. */
  readonly offset: number;
  readonly message: string;
  readonly help: string;
}

/**
 * What is wrong with a text that holds no JSON value, or one with syntax errors.
 *
 * @param errors all that the parser found; only the first is a cause, the others are what its recovery stumbles over
 */
export function explainSyntaxError(text: string, [first]: readonly ParseError[]): SyntaxProblem {
  if (text.trim() === "") {
    return {
      offset: 0,
      message: "The file is empty.",
      help: "Write one JSON object, or remove the file if it is a tenant's.",
    };
  }
  const code = first && printParseErrorCode(first.error);
  if (first === undefined || code === undefined || (code === "ValueExpected" && isOnlyComments(text))) {
    return { offset: firstToken(text), message: "The file holds no JSON value.", help: "Write one JSON object." };
  }
  const { offset } = first;
  if (code === "InvalidSymbol" && text[offset] === "'") {
    const [, quoted] = /^'([^'"\\\r\n]*)'/.exec(text.slice(offset)) ?? [];
    const help = `Write double quotes${quoted === undefined ? "" : `: ${JSON.stringify(quoted)}`}.`;
    return { offset, message: "Single quotes are not JSON.", help };
  }
  const before = endOfTokenBefore(text, offset);
  if (text[before - 1] === "," && /[\]}]/.test(text[offset] ?? "")) {
    return {
      offset: before - 1,
      message: "A comma stands behind the last entry.",
      help: "Remove the comma: JSON with comments has none behind the last entry.",
    };
  }
  const [message, help] = SYNTAX_ERRORS[code] ?? [`This is not valid JSON (${code}).`, "Correct the syntax here."];
  // A comma is missing behind the token before, which is where a person has to write it.
  return { offset: code.startsWith("Comma") ? before : offset, message, help };
}

const SYNTAX_ERRORS: Readonly<Record<string, readonly [message: string, help: string]>> = {
  CommaExpected: ["A comma is missing here.", "Write a comma between this entry and the next."],
  CommaOrCloseBacketExpected: ["A comma or ] is missing here.", "Separate the entries with commas and close the list."],
  CommaOrCloseBraceExpected: [
    "A comma or } is missing here.",
    "Separate the entries with commas and close the object.",
  ],
  ColonExpected: ["A colon is missing here.", 'Write "key": value.'],
  PropertyNameExpected: [
    "A key in double quotes is expected here.",
    "Remove a comma behind the last entry, or put the key into double quotes.",
  ],
  ValueExpected: [
    "A value is expected here.",
    "Write a value, or remove a comma behind the last entry. Strings need double quotes.",
  ],
  CloseBraceExpected: ["A closing } is missing.", "Close the object that was opened before."],
  CloseBracketExpected: ["A closing ] is missing.", "Close the list that was opened before."],
  EndOfFileExpected: ["The JSON value ends before this point.", "Remove what follows, or a closing bracket too many."],
  UnexpectedEndOfString: ["This string is not closed.", 'Close it with " on the same line.'],
  UnexpectedEndOfComment: ["This comment is not closed.", "Close it with */."],
  UnexpectedEndOfNumber: ["This number is incomplete.", "Complete the number."],
  InvalidSymbol: ["This word is no JSON value.", "Write true, false, null, a number, or a string in double quotes."],
  InvalidNumberFormat: [
    "This is not a number in JSON.",
    "Write digits such as 80, without a leading zero or plus sign.",
  ],
  InvalidUnicode: ["This \\u escape is incomplete.", "Write \\u and four hexadecimal digits."],
  InvalidEscapeCharacter: ["This escape is unknown in JSON.", 'Use one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX.'],
  InvalidCharacter: ["This character cannot stand in a JSON string.", "Write it as an escape, such as \\n or \\t."],
};

/** The offset of the first character that is no white space; 0 when there is none. */
export function firstToken(text: string): number {
  const at = text.search(/\S/);
  return at === -1 ? 0 : at;
}

/** Where the last token before an offset ends; comments are no tokens. */
function endOfTokenBefore(text: string, offset: number): number {
  const scanner = createScanner(text, true);
  let end = 0;
  while (scanner.scan() !== SyntaxKind.EOF && scanner.getTokenOffset() < offset) {
    end = scanner.getTokenOffset() + scanner.getTokenLength();
  }
  return end;
}

function isOnlyComments(text: string): boolean {
  return createScanner(text, true).scan() === SyntaxKind.EOF;
}
