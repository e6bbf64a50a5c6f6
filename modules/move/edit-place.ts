import { createScanner, type Node, parseTree, SyntaxKind } from "jsonc-parser";
import type { TenantPlace } from "../plan";

/**
 * The text of a tenant's file with another place: only what differs is written, comments and everybody's formatting
 * stay.
 *
 * @param text valid JSONC
 * @param before what the file says now, defaults filled in
 */
export function editPlace(text: string, before: TenantPlace, after: TenantPlace): string {
  let edited = text;
  if (after.loadBalancer !== before.loadBalancer) {
    edited = setProperty(edited, "loadBalancer", JSON.stringify(after.loadBalancer));
  }
  edited = editAlsoOn(edited, after.alsoOn);
  return editTraffic(edited, after.traffic);
}

/** New fields stand behind the nearest of these that is there. */
const ORDER = ["$schema", "hosts", "loadBalancer", "alsoOn", "traffic"];

function editAlsoOn(text: string, after: readonly string[]): string {
  const property = propertyOf(root(text), "alsoOn");
  if (after.length === 0) return property === undefined ? text : removeProperty(text, "alsoOn");
  if (property === undefined)
    return setProperty(text, "alsoOn", `[${after.map((key) => JSON.stringify(key)).join(", ")}]`);
  const now = items(propertyValue(property)).map((node) => node.value as string);
  const gone = now.filter((key) => !after.includes(key));
  const added = after.filter((key) => !now.includes(key));
  const list = (of: string) => propertyValue(propertyOf(root(of), "alsoOn")!);
  const [replaced] = gone;
  if (replaced !== undefined && added[0] !== undefined) {
    const next = replace(text, items(list(text))[now.indexOf(replaced)]!, JSON.stringify(added[0]));
    return editAlsoOn(next, after);
  }
  if (replaced !== undefined) return editAlsoOn(removeItem(text, list(text), now.indexOf(replaced)), after);
  if (added[0] !== undefined) {
    return editAlsoOn(insertAfter(text, list(text), now.length - 1, JSON.stringify(added[0])), after);
  }
  return text;
}

function editTraffic(text: string, after: TenantPlace["traffic"]): string {
  const property = propertyOf(root(text), "traffic");
  const entries = Object.entries(after ?? {});
  if (entries.length === 0) return property === undefined ? text : removeProperty(text, "traffic");
  const entry = ([key, weight]: readonly [string, number]) => `${JSON.stringify(key)}: ${weight}`;
  if (property === undefined) return setProperty(text, "traffic", `{ ${entries.map(entry).join(", ")} }`);
  const object = propertyValue(property);
  const index = items(object).findIndex((node) => after?.[keyOf(node)] === undefined);
  if (index !== -1 && items(object).length > 1) return editTraffic(removeItem(text, object, index), after);
  if (index !== -1) return editTraffic(removeProperty(text, "traffic"), after);
  for (const one of entries) {
    const there = propertyOf(object, one[0]);
    if (there === undefined) return editTraffic(insertAfter(text, object, items(object).length - 1, entry(one)), after);
    if (propertyValue(there).value !== one[1])
      return editTraffic(replace(text, propertyValue(there), String(one[1])), after);
  }
  return text;
}

function setProperty(text: string, key: string, value: string): string {
  const object = root(text);
  const there = propertyOf(object, key);
  if (there !== undefined) return replace(text, propertyValue(there), value);
  const before = ORDER.slice(0, ORDER.indexOf(key));
  const index = items(object).findLastIndex((node) => before.includes(keyOf(node)));
  return insertAfter(text, object, index === -1 ? items(object).length - 1 : index, `${JSON.stringify(key)}: ${value}`);
}

function removeProperty(text: string, key: string): string {
  const object = root(text);
  return removeItem(
    text,
    object,
    items(object).findIndex((node) => keyOf(node) === key),
  );
}

function root(text: string): Node {
  return parseTree(text)!;
}

function items({ children = [] }: Node): readonly Node[] {
  return children;
}

function propertyOf(object: Node, key: string): Node | undefined {
  return items(object).find((node) => keyOf(node) === key);
}

function keyOf({ children }: Node): string {
  return children![0]!.value;
}

function propertyValue({ children }: Node): Node {
  return children![1]!;
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}

function replace(text: string, node: Node, by: string): string {
  return text.slice(0, node.offset) + by + text.slice(endOf(node));
}

function insertAfter(text: string, container: Node, index: number, entry: string): string {
  const sibling = items(container)[index]!;
  const comma = commaAfter(text, sibling);
  const indent = indentOf(text, sibling);
  const base = comma === undefined ? endOf(sibling) : comma + 1;
  // A comment at the end of the line is about the sibling.
  const at = indent === undefined ? base : endOfLine(text, base);
  const separator = indent === undefined ? " " : (text.includes("\r\n") ? "\r\n" : "\n") + indent;
  const inserted = `${text.slice(0, at)}${separator}${entry}${comma === undefined ? "" : ","}${text.slice(at)}`;
  if (comma !== undefined) return inserted;
  return `${inserted.slice(0, endOf(sibling))},${inserted.slice(endOf(sibling))}`;
}

/** Removes an item that is not the only one, with one comma; comments around it stay. */
function removeItem(text: string, container: Node, index: number): string {
  const item = items(container)[index]!;
  const comma = commaAfter(text, item);
  const previous = items(container)[index - 1];
  const commaBefore = comma === undefined && previous !== undefined ? commaAfter(text, previous) : undefined;
  const end = comma ?? endOf(item) - 1;
  const between = comma === undefined ? "" : text.slice(endOf(item), comma);
  const [start, stop] = withWhiteSpace(text, item.offset, end + 1);
  const kept = between.trim() === "" ? "" : between;
  const removed = text.slice(0, start) + kept + text.slice(stop);
  return commaBefore === undefined ? removed : removed.slice(0, commaBefore) + removed.slice(commaBefore + 1);
}

/** What else goes with a removed part: its whole line when it stands alone there, else the space beside it. */
function withWhiteSpace(text: string, start: number, stop: number): [start: number, stop: number] {
  const before = /[ \t]*$/.exec(text.slice(0, start))![0].length;
  const lineBreak = /^[ \t]*(\r?\n)/.exec(text.slice(stop));
  const beginsLine = start === before || text[start - before - 1] === "\n";
  if (beginsLine && lineBreak !== null) return [start - before, stop + lineBreak[0].length];
  if (beginsLine) return [start, stop + /^[ \t]*/.exec(text.slice(stop))![0].length];
  return [start - before, stop];
}

/** The offset of the comma behind a node; undefined when it is the last. */
function commaAfter(text: string, node: Node): number | undefined {
  const scanner = createScanner(text, true);
  scanner.setPosition(endOf(node));
  return scanner.scan() === SyntaxKind.CommaToken ? scanner.getTokenOffset() : undefined;
}

/** The indentation of a node that stands at the beginning of a line; undefined when something is before it. */
function indentOf(text: string, { offset }: Node): string | undefined {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  return line.trim() === "" && text.lastIndexOf("\n", offset - 1) !== -1 ? line : undefined;
}

/** Behind the comments that follow in the same line. */
function endOfLine(text: string, from: number): number {
  const scanner = createScanner(text, false);
  scanner.setPosition(from);
  for (;;) {
    switch (scanner.scan()) {
      case SyntaxKind.LineBreakTrivia:
        return scanner.getTokenOffset();
      case SyntaxKind.Trivia:
      case SyntaxKind.LineCommentTrivia:
      case SyntaxKind.BlockCommentTrivia:
        break;
      default:
        return from;
    }
  }
}
