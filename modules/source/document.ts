import {
  createScanner,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
  ScanError,
  SyntaxKind,
} from "jsonc-parser";
import { type Finding, type Location, quote } from "../findings";

import type { SourceFindingCode } from "./finding-kinds";

/** Where in a document: keys and indexes from the root. */
export type DocumentPath = readonly (string | number)[];

/** Deeper than any real file by far; keeps hostile nesting away from every recursive function. */
const MAX_DEPTH = 32;

/**
 * A JSONC document with positions.
 *
 * Most files are plain JSON without a fault, and then nobody asks for a position: `JSON.parse` reads them, and
 * the syntax tree, some twenty times slower to make, is built only when a location is wanted.
 */
export class SourceDocument {
  /** Relative to the fleet directory, with forward slashes. */
  readonly file: string;
  /**
   * The decoded value; undefined when the text is not JSON, unless it `isPartial`. Objects have no `__proto__` of the
   * document's own.
   */
  readonly value: unknown;
  /** Whether the text has a syntax error, and the value is an object with those of its fields that are clear. */
  readonly isPartial: boolean = false;
  /** Syntax errors, duplicate keys. */
  readonly findings: readonly Finding<SourceFindingCode>[];
  readonly #text: string;
  #tree: Node | undefined;
  /** The values of objects by key, for those that were asked for: thousands of findings may be in one. */
  #valuesOf: Map<Node, Map<string, Node>> | undefined;
  /** Offsets at which lines begin; made when the first position is asked for. */
  #lineStarts: number[] | undefined;

  /** As it is written. */
  get text(): string {
    return this.#text;
  }

  constructor(file: string, text: string) {
    this.file = file;
    this.#text = text;
    const findings: Finding<SourceFindingCode>[] = [];
    this.findings = findings;
    const tooDeep = offsetBeyondDepth(text, MAX_DEPTH);
    if (tooDeep !== undefined) {
      findings.push({
        severity: "error",
        code: "nesting-too-deep",
        ...this.#position(tooDeep),
        path: "",
        message: `The file is nested more than ${MAX_DEPTH} levels deep.`,
        help: "Flatten it: no field of this format is nested that deep.",
      });
      return;
    }
    const plain = parsePlainJson(text);
    if (plain !== undefined) {
      this.value = plain.value;
      return;
    }
    const errors: ParseError[] = [];
    this.#tree = parseTree(text, errors);
    if (errors.length > 0 || this.#tree === undefined) {
      findings.push(this.#syntaxProblem(errors));
      if (this.#tree?.type !== "object") return;
      // Also the tree for positions, so that no field is looked for among what is not clear.
      this.#tree = withoutUnclear(this.#tree, errors, this.#text);
      this.isPartial = true;
    }
    this.value = this.#decode(this.#tree, [], findings);
  }

  /** The position of the value at a path; of the nearest parent that exists when the path leads nowhere. */
  locate(path: DocumentPath): Location {
    return this.#position(this.#nodeAt(path)?.offset ?? firstToken(this.#text));
  }

  /** The position of the key itself rather than of its value. */
  locateKey(path: DocumentPath): Location {
    const node = this.#nodeAt(path);
    return node?.parent?.type === "property" ? this.#position(node.parent.offset) : this.locate(path);
  }

  /** The node at a path, or the nearest around it that exists. */
  #nodeAt(path: DocumentPath): Node | undefined {
    this.#tree ??= parseTree(this.#text);
    let node = this.#tree;
    for (const part of path) {
      const inner = node === undefined ? undefined : this.#child(node, part);
      if (inner === undefined) break;
      node = inner;
    }
    return node;
  }

  #child(node: Node, part: string | number): Node | undefined {
    if (node.type === "array") return typeof part === "number" ? node.children?.[part] : undefined;
    if (node.type !== "object") return undefined;
    this.#valuesOf ??= new Map();
    let values = this.#valuesOf.get(node);
    if (values === undefined) {
      values = new Map();
      for (const { children: [key, value] = [] } of node.children ?? []) {
        // Of keys that repeat, the first counts everywhere.
        if (value !== undefined && !values.has(key?.value)) values.set(key?.value, value);
      }
      this.#valuesOf.set(node, values);
    }
    return values.get(String(part));
  }

  #position(offset: number): Location {
    this.#lineStarts ??= lineStarts(this.#text);
    const line = lastAtOrBelow(this.#lineStarts, offset);
    return { file: this.file, line: line + 1, column: offset - this.#lineStarts[line]! + 1 };
  }

  #syntaxProblem(errors: readonly ParseError[]): Finding<SourceFindingCode> {
    // The first error is the cause; those that the parser's recovery stumbles over afterwards only confuse.
    const [first] = errors;
    if (this.#text.trim() === "") {
      return this.#syntaxFinding(
        0,
        "The file is empty.",
        "Write one JSON object, or remove the file if it is a tenant's.",
      );
    }
    const code = first && printParseErrorCode(first.error);
    if (first === undefined || code === undefined || (code === "ValueExpected" && isOnlyComments(this.#text))) {
      return this.#syntaxFinding(firstToken(this.#text), "The file holds no JSON value.", "Write one JSON object.");
    }
    if (code === "InvalidSymbol" && this.#text[first.offset] === "'") {
      const [, quoted] = /^'([^'"\\\r\n]*)'/.exec(this.#text.slice(first.offset)) ?? [];
      const help = `Write double quotes${quoted === undefined ? "" : `: ${JSON.stringify(quoted)}`}.`;
      return this.#syntaxFinding(first.offset, "Single quotes are not JSON.", help);
    }
    const before = endOfTokenBefore(this.#text, first.offset);
    if (this.#text[before - 1] === "," && /[\]}]/.test(this.#text[first.offset] ?? "")) {
      const help = "Remove the comma: JSON with comments has none behind the last entry.";
      return this.#syntaxFinding(before - 1, "A comma stands behind the last entry.", help);
    }
    const [message, help] = SYNTAX_ERRORS[code] ?? [`This is not valid JSON (${code}).`, "Correct the syntax here."];
    // A comma is missing behind the token before, which is where a person has to write it.
    return this.#syntaxFinding(code.startsWith("Comma") ? before : first.offset, message, help);
  }

  #syntaxFinding(offset: number, message: string, help: string): Finding<SourceFindingCode> {
    return { severity: "error", code: "syntax", ...this.#position(offset), path: "", message, help };
  }

  #decode(node: Node, path: DocumentPath, findings: Finding<SourceFindingCode>[]): unknown {
    if (node.type === "array") {
      return (node.children ?? []).map((child, index) => this.#decode(child, [...path, index], findings));
    }
    if (node.type === "string" && !isWellFormed(node.value)) findings.push(this.#loneSurrogate(node, path));
    if (node.type !== "object") return node.value;
    const object: Record<string, unknown> = {};
    const firstAt = new Map<string, number>();
    for (const property of node.children ?? []) {
      const [keyNode, valueNode] = property.children ?? [];
      if (keyNode === undefined || valueNode === undefined) continue;
      const key = String(keyNode.value);
      const here = { ...this.#position(keyNode.offset), path: formatPath([...path, key]) };
      const before = firstAt.get(key);
      if (before !== undefined) {
        findings.push({
          severity: "error",
          code: "duplicate-key",
          ...here,
          message: `The key ${quote(key)} stands twice in this object.`,
          help: "Keep one of the two: JSON readers would silently take the last one.",
          related: [this.#position(before)],
        });
        continue;
      }
      firstAt.set(key, keyNode.offset);
      if (!isWellFormed(key)) findings.push(this.#loneSurrogate(keyNode, [...path, key]));
      if (key === "__proto__") {
        findings.push({
          severity: "error",
          code: "invalid-name",
          ...here,
          message: 'A key cannot be named "__proto__".',
          help: "Choose another name: a lower-case letter first, then letters, digits and hyphens.",
        });
        continue;
      }
      object[key] = this.#decode(valueNode, [...path, key], findings);
    }
    return object;
  }

  #loneSurrogate(node: Node, path: DocumentPath): Finding<SourceFindingCode> {
    return {
      severity: "error",
      code: "syntax",
      ...this.#position(node.offset),
      path: formatPath(path),
      message: "This string contains half of a surrogate pair, which is no character.",
      help: "Write the character itself, or both halves: \\ud83d\\ude00.",
    };
  }
}

/** A path as people write it: `hosts[0]`, `services.web.port`, `labels["a/b"]`. */
export function formatPath(path: DocumentPath): string {
  let text = "";
  for (const part of path) {
    if (typeof part === "number") text += `[${part}]`;
    else if (/^[A-Za-z_$][\w$-]*$/.test(part)) text += text === "" ? part : `.${part}`;
    else text += `[${JSON.stringify(part)}]`;
  }
  return text;
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

/**
 * The value, when the text is plain JSON in which no key repeats; else undefined. `JSON.parse` keeps quiet about
 * repeated keys, but writing its value out again then gives less than the text without its white space.
 */
function parsePlainJson(text: string): { value: unknown } | undefined {
  if (text.includes("__proto__") || /\\u[dD][89a-fA-F]/.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const compact = text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, "$1");
  return compact === JSON.stringify(value) ? { value } : undefined;
}

/**
 * Where brackets outside strings and comments are nested deeper than `depth`, if they are. A closing bracket of the
 * wrong kind closes nothing, as in the parser, or wrong brackets could hide how deep the parser goes.
 */
function offsetBeyondDepth(text: string, depth: number): number | undefined {
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

/**
 * A root object without the fields that a syntax error makes unclear. The parser goes on behind an error wherever
 * there is a comma, so a field counts only where its key stands directly in the root object, by the brackets of the
 * text, and where there is no error from the comma before it to the one behind.
 */
function withoutUnclear(root: Node, errors: readonly ParseError[], text: string): Node {
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

function firstToken(text: string): number {
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

/** Whether every half of a surrogate pair stands beside its other half. */
function isWellFormed(text: string): boolean {
  return !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** The index of the last of some ascending numbers that is not above `value`. */
function lastAtOrBelow(numbers: readonly number[], value: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (numbers[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
