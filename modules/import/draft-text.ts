import { type DocumentPath, formatJson, formatPath, SourceDocument } from "../source";

/** A value that no Ingress tells for certain, and what a person has to do about it. */
export class Assumed {
  constructor(
    readonly value: unknown,
    readonly decision: string,
  ) {}
}

/** Something that a person must decide, and where it stands in the draft, as in findings: `services.web.port`. */
export interface Decision {
  readonly path: string;
  readonly decision: string;
}

const MARK = "DECIDE";
const LINE_WIDTH = 120;

/** The text of a draft, with a comment at every value that was assumed. */
export function renderDraft(draft: object, heading: readonly string[]): string {
  const text = formatJson(plainDraft(draft) as object);
  const document = new SourceDocument("", text);
  const comments = new Map<number, string[]>();
  for (const { path, decision } of assumptionsIn(draft, [])) {
    const { line } = document.locateKey(path);
    const name = path.findLast((part) => typeof part === "string");
    comments.set(line, [...(comments.get(line) ?? []), `// ${MARK} ${name}: ${decision}`]);
  }
  const lines = text.split("\n").flatMap((line, index) => commented(line, comments.get(index + 1) ?? []));
  return [...heading.map((line) => `// ${line}`), ...lines].map(oneLine).join("\n");
}

/** Beside the value where there is room, else above it. */
function commented(line: string, comments: readonly string[]): string[] {
  const beside = `${line} ${comments[0]}`;
  if (comments.length === 1 && beside.length <= LINE_WIDTH && !/[[{]$/.test(line)) return [beside];
  const indent = /^ */.exec(line)![0];
  return [...comments.flatMap((comment) => wrapped(comment, indent)), line];
}

/** A comment over as many lines as it takes; the further ones are indented below the first. */
function wrapped(comment: string, indent: string): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of comment.split(" ")) {
    if (line.length + word.length + 1 > LINE_WIDTH) {
      lines.push(line.trimEnd());
      line = `${indent}//   `;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}

/** The draft as the program reads it. */
export function plainDraft(value: unknown): unknown {
  if (value instanceof Assumed) return plainDraft(value.value);
  if (Array.isArray(value)) return value.map(plainDraft);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(entriesOf(value).map(([key, inner]) => [key, plainDraft(inner)]));
}

/** All decisions of a draft, in the order in which they stand. */
export function decisionsOf(draft: object): Decision[] {
  return assumptionsIn(draft, []).map(({ path, decision }) => ({ path: formatPath(path), decision }));
}

function assumptionsIn(value: unknown, path: DocumentPath): { path: DocumentPath; decision: string }[] {
  if (value instanceof Assumed) return [{ path, decision: value.decision }, ...assumptionsIn(value.value, path)];
  if (Array.isArray(value)) return value.flatMap((item, index) => assumptionsIn(item, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  return entriesOf(value).flatMap(([key, item]) => assumptionsIn(item, [...path, key]));
}

function entriesOf(object: object): [string, unknown][] {
  return Object.entries(object).filter(([, value]) => value !== undefined);
}

/** Text of strangers must not end a comment. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}
