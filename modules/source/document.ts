import { type Node, type ParseError, parseTree } from "jsonc-parser";
import { type Finding, type Location, quote } from "../findings";
import { withoutUnclear } from "./clear-fields";
import type { SourceFindingCode } from "./finding-kinds";
import { offsetBeyondDepth } from "./nesting";
import { parsePlainJson } from "./plain-json";
import { explainSyntaxError, firstToken } from "./syntax-error";

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
      const { offset, message, help } = explainSyntaxError(text, errors);
      findings.push({ severity: "error", code: "syntax", ...this.#position(offset), path: "", message, help });
      if (this.#tree?.type !== "object") return;
      // Also the tree for positions, so that no field is looked for among what is not clear.
      this.#tree = withoutUnclear(this.#tree, errors, text);
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
