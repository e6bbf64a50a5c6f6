import type * as z from "zod";
import { type Finding, type Location, quote } from "../findings";
import { type DocumentPath, formatPath, type SourceDocument } from "../source";
import type { DecodingCode } from "./finding-kinds";
import { nearest } from "./nearest";
import { exampleAt, knownKeys, objectsAt } from "./schema-at";
import { KEY_PATTERN } from "./text";
import { valueAt } from "./value-at";

type Issue = z.core.$ZodIssue;

/** What zod says of a document, as findings: one for every place that is wrong. */
export function issueFindings(
  issues: readonly Issue[],
  document: SourceDocument,
  schema: z.core.$ZodType,
): Finding<DecodingCode>[] {
  const findings = new Map<string, Finding<DecodingCode>>();
  const misspelt = new Set(misspeltPlaces(issues, document, schema));
  for (const issue of issues) {
    if (isMissing(issue, document)) {
      // It may stand in what is not clear.
      if (document.isPartial && issue.path.length === 1) continue;
      // A key that is there but misspelt is one mistake, not two.
      if (misspelt.has(formatPath(pathOf(issue)))) continue;
    }
    for (const finding of new IssueReader(document, schema).read(issue)) {
      // Of several things that are wrong with one value, the first is said.
      const place = `${finding.line}:${finding.column} ${finding.path}`;
      if (!findings.has(place)) findings.set(place, finding);
    }
  }
  return [...findings.values()];
}

function pathOf(issue: Issue): DocumentPath {
  return issue.path as DocumentPath;
}

/** The places of the keys that misspelt ones most likely stand for, where those are not there themselves. */
export function misspeltPlaces(issues: readonly Issue[], document: SourceDocument, schema: z.core.$ZodType): string[] {
  return issues.flatMap((issue) => {
    const path = pathOf(issue);
    if (issue.code === "unrecognized_keys") {
      const known = knownKeys(schema, path);
      return absentPlaces(
        document,
        path,
        issue.keys.map((key) => nearest(key, known)),
      );
    }
    return issue.code === "invalid_key" ? absentPlaces(document, path.slice(0, -1), [validName(path.at(-1))]) : [];
  });
}

function absentPlaces(document: SourceDocument, path: DocumentPath, keys: readonly (string | undefined)[]): string[] {
  const present = valueAt(document.value, path) as object;
  return keys.flatMap((key) => (key === undefined || Object.hasOwn(present, key) ? [] : [formatPath([...path, key])]));
}

/** The name of a service or load balancer that an invalid one most likely stands for: `Web_Next` → `web-next`. */
function validName(name: unknown): string | undefined {
  const lower = String(name).toLowerCase();
  const valid = lower.replace(/[^a-z0-9]+/g, "-").replace(/^[0-9-]+|-+$/g, "");
  return KEY_PATTERN.test(valid) ? valid : undefined;
}

function isMissing(issue: Issue, document: SourceDocument): boolean {
  const path = pathOf(issue);
  const parent = valueAt(document.value, path.slice(0, -1));
  const last = path.at(-1);
  return last !== undefined && typeof parent === "object" && parent !== null && !Object.hasOwn(parent, last);
}

class IssueReader {
  readonly #document: SourceDocument;
  readonly #schema: z.core.$ZodType;

  constructor(document: SourceDocument, schema: z.core.$ZodType) {
    this.#document = document;
    this.#schema = schema;
  }

  read(issue: Issue): Finding<DecodingCode>[] {
    const path = pathOf(issue);
    if (issue.code === "unrecognized_keys") {
      return this.#otherBranch(issue, path) ?? issue.keys.map((key) => this.#unknownKey([...path, key]));
    }
    if (isMissing(issue, this.#document)) return [this.#missingKey(path)];
    if (issue.code === "invalid_union") return this.#union(issue);
    if (issue.code === "invalid_key") {
      const rule = issue.issues[0]?.message ?? "is not a valid name";
      const message = `The name ${quote(path.at(-1))} is not valid: it ${rule}.`;
      const valid = validName(path.at(-1));
      const help = valid === undefined ? "Rename it." : `Rename it, for example to ${JSON.stringify(valid)}.`;
      return [this.#finding(path, "invalid-name", message, help, this.#document.locateKey(path))];
    }
    if (issue.code === "invalid_type") return [this.#wrongType(path, [issue.expected])];
    const where = formatPath(path);
    const allowed = issue.code === "invalid_value" ? issue.values : [];
    const message = `${where} ${constraint(issue)}${this.#itIs(path)}.`;
    return [this.#finding(path, "invalid-value", message, this.#valueHelp(path, allowed))];
  }

  /** Of a union, the branch that comes nearest: the one whose issues lie deepest. */
  #union(issue: z.core.$ZodIssueInvalidUnion): Finding<DecodingCode>[] {
    const path = pathOf(issue);
    const ownMessage = issue.message === "Invalid input" ? undefined : issue.message;
    const isOtherType = (branch: readonly Issue[]) =>
      branch.some((one) => one.code === "invalid_type" && one.path.length === 0);
    const sameType = issue.errors.filter((branch) => !isOtherType(branch));
    const literals = issue.errors.flat().flatMap((one) => (one.code === "invalid_value" ? one.values : []));
    if (ownMessage !== undefined || sameType.length === 0) {
      const types = issue.errors.flat().flatMap((one) => (one.code === "invalid_type" ? [one.expected] : []));
      if (ownMessage === undefined) return [this.#wrongType(path, types)];
      const message = `${formatPath(path)} ${ownMessage}.`;
      return [this.#finding(path, "invalid-value", message, this.#valueHelp(path, literals))];
    }
    if (sameType.every((branch) => branch.every((one) => one.code === "invalid_value"))) {
      const message = `${formatPath(path)} must be ${list(literals)}${this.#itIs(path)}.`;
      return [this.#finding(path, "invalid-value", message, this.#valueHelp(path, literals))];
    }
    const depth = (branch: readonly Issue[]) => Math.max(...branch.map((one) => one.path.length));
    const shapes = sameType.filter((branch) => !branch.every((one) => one.code === "invalid_value"));
    const deepest = shapes.reduce((best, branch) => (depth(branch) > depth(best) ? branch : best));
    return deepest.flatMap((one) => this.read({ ...one, path: [...path, ...one.path] } as Issue));
  }

  /**
   * Where a key is unknown to one branch of a union and known to another, what is wrong in that other branch: zod
   * takes the first in which nothing but the keys is wrong. Undefined when nothing is wrong there but keys as well.
   */
  #otherBranch({ keys }: z.core.$ZodIssueUnrecognizedKeys, path: DocumentPath): Finding<DecodingCode>[] | undefined {
    const branch = objectsAt(this.#schema, path).find(({ shape }) => keys.every((key) => Object.hasOwn(shape, key)));
    const issues = branch?.safeParse(valueAt(this.#document.value, path)).error?.issues ?? [];
    if (issues.length === 0 || issues.every(({ code }) => code === "unrecognized_keys")) return undefined;
    return issues.flatMap((one) => this.read({ ...one, path: [...path, ...one.path] } as Issue));
  }

  #unknownKey(path: DocumentPath): Finding<DecodingCode> {
    const key = String(path.at(-1));
    const known = knownKeys(this.#schema, path.slice(0, -1));
    const near = nearest(key, known);
    const isKnown = known.includes(key);
    return this.#finding(
      path,
      "unknown-key",
      isKnown ? `The key ${quote(key)} does not go with the others here.` : `The key ${quote(key)} is unknown here.`,
      isKnown
        ? "Remove it, or the others."
        : near !== undefined
          ? `Did you mean ${JSON.stringify(near)}?`
          : `Known keys: ${known.join(", ")}.`,
      this.#document.locateKey(path),
    );
  }

  #missingKey(path: DocumentPath): Finding<DecodingCode> {
    const key = JSON.stringify(path.at(-1));
    const example = exampleAt(this.#schema, path);
    const such = example === undefined ? "" : `, such as ${key}: ${JSON.stringify(example)}`;
    return this.#finding(path, "missing-key", `The key ${key} is missing.`, `Add it${such}.`);
  }

  #wrongType(path: DocumentPath, expected: readonly string[]): Finding<DecodingCode> {
    const value = valueAt(this.#document.value, path);
    const where = path.length === 0 ? "The file" : formatPath(path);
    const types = [...new Set(expected.map(typeName))].join(" or ");
    const message = `${where} must be ${types}, not ${this.#said(path) ?? typeName(typeOf(value))}.`;
    return this.#finding(path, "wrong-type", message, this.#typeHelp(path, value, expected));
  }

  #typeHelp(path: DocumentPath, value: unknown, expected: readonly string[]): string {
    const isNumeric = expected.some((type) => type === "number" || type === "int");
    if (isNumeric && typeof value === "string" && /^\d+$/.test(value)) return `Write ${value} without quotes.`;
    if (expected.includes("boolean") && (value === "true" || value === "false"))
      return `Write ${value} without quotes.`;
    if (expected.includes("string") && !isNumeric && typeof value === "number") return `Write "${value}" in quotes.`;
    if (expected.includes("array") && typeof value === "string") return `Write [${JSON.stringify(value)}].`;
    return this.#valueHelp(path, []);
  }

  #valueHelp(path: DocumentPath, allowed: readonly unknown[]): string {
    const value = valueAt(this.#document.value, path);
    const texts = allowed.filter((one) => typeof one === "string");
    const near = typeof value === "string" ? nearest(value, texts) : undefined;
    if (near !== undefined) return `Did you mean ${JSON.stringify(near)}?`;
    if (allowed.length > 0) return `Write ${list(allowed)}.`;
    const example = exampleAt(this.#schema, path);
    return example === undefined ? "Correct the value." : `Write a value such as ${JSON.stringify(example)}.`;
  }

  #itIs(path: DocumentPath): string {
    const said = this.#said(path);
    return said === undefined ? "" : `; it is ${said}`;
  }

  /** A value as the file says it, if it is short and no list or object. */
  #said(path: DocumentPath): string | undefined {
    const value = valueAt(this.#document.value, path);
    if ((typeof value === "object" && value !== null) || value === undefined) return undefined;
    const text = typeof value === "string" ? JSON.stringify(value) : String(value);
    return text.length <= 80 ? text : undefined;
  }

  #finding(
    path: DocumentPath,
    code: DecodingCode,
    message: string,
    help: string,
    location: Location = this.#document.locate(path),
  ): Finding<DecodingCode> {
    return { severity: "error", code, ...location, path: formatPath(path), message, help };
  }
}

function constraint(issue: Issue): string {
  if (issue.message.startsWith("must")) return issue.message;
  switch (issue.code) {
    case "too_small":
      return `must ${issue.origin === "string" ? "have" : "be"} at least ${issue.minimum}${unit(issue.origin)}`;
    case "too_big":
      return `must ${issue.origin === "string" ? "have" : "be"} at most ${issue.maximum}${unit(issue.origin)}`;
    case "invalid_value":
      return `must be ${list(issue.values)}`;
    default:
      return issue.message;
  }
}

function unit(origin: string): string {
  return origin === "string" ? " characters" : origin === "array" ? " entries" : "";
}

function list(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(" or ");
}

const TYPE_NAMES: ReadonlyMap<string, string> = new Map([
  ["object", "an object { … }"],
  ["record", "an object { … }"],
  ["array", "a list [ … ]"],
  ["string", "a string"],
  ["number", "a number"],
  ["int", "a whole number"],
  ["boolean", "true or false"],
]);

function typeName(type: string): string {
  return TYPE_NAMES.get(type) ?? type;
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? "array" : typeof value;
}
