import { distance } from "fastest-levenshtein";
import type { z } from "zod";
import type { Finding } from "../findings";
import { type DocumentPath, formatPath, type SourceDocument } from "../source";

/** What a document says, and what is wrong with it. */
export interface Decoded<T> {
  /** Also given for a document with errors, as far as it can be read without the wrong parts; else undefined. */
  readonly value: T | undefined;
  readonly findings: readonly Finding[];
}

/** Validates a document's value against its definition; every issue becomes a finding at its own position. */
export function decode<S extends z.ZodType>(schema: S, document: SourceDocument): Decoded<z.output<S>> {
  if (document.value === undefined) return { value: undefined, findings: [] };
  const result = schema.safeParse(document.value);
  if (result.success) return { value: result.data, findings: [] };
  const findings = result.error.issues.flatMap((issue) => issueFindings(issue, document, schema));
  // So that one wrong key does not hide what the rules have to say about the rest, try again without the wrong parts.
  const retry = schema.safeParse(withoutIssues(document.value, result.error.issues));
  return { value: retry.success ? retry.data : undefined, findings };
}

function issueFindings(issue: z.core.$ZodIssue, document: SourceDocument, schema: z.ZodType): Finding[] {
  const path = issue.path as (string | number)[];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => unknownKey([...path, key], document, knownKeys(schema, path)));
  }
  if (issue.code === "invalid_union") return unionFindings(issue, document, schema);
  if (issue.code === "invalid_key") {
    const rule = issue.issues[0]?.message ?? "is not a valid name";
    const message = `The name ${JSON.stringify(path.at(-1))} is not valid: it ${rule}.`;
    return [finding(document, path, "invalid-name", message, "Rename it.", document.locateKey(path))];
  }
  if (issue.code === "invalid_type" && !exists(document.value, path)) {
    const message = `The key ${JSON.stringify(path.at(-1))} is missing.`;
    return [finding(document, path, "missing-key", message, `Add it: it must be ${typeName(issue.expected)}.`)];
  }
  if (issue.code === "invalid_type") {
    const actual = typeName(typeOf(valueAt(document.value, path)));
    const where = path.length === 0 ? "The file" : formatPath(path);
    const message = `${where} must be ${typeName(issue.expected)}, not ${actual}.`;
    return [finding(document, path, "wrong-type", message, "Write a value of that type.")];
  }
  const shown = JSON.stringify(valueAt(document.value, path)) ?? "";
  const message = `${formatPath(path)} ${constraint(issue)}${shown.length <= 80 ? `; it is ${shown}` : ""}.`;
  return [finding(document, path, "invalid-value", message, "Correct the value.")];
}

/** Of a union, the branch that comes nearest: the one whose issues lie deepest. */
function unionFindings(issue: z.core.$ZodIssueInvalidUnion, document: SourceDocument, schema: z.ZodType): Finding[] {
  const path = issue.path as (string | number)[];
  const sameType = issue.errors.filter(
    (branch) => !branch.some((one) => one.code === "invalid_type" && one.path.length === 0),
  );
  const candidates = sameType.length > 0 ? sameType : issue.errors;
  if (sameType.length === 0 || issue.message !== "Invalid input") {
    const expected = [
      ...new Set(candidates.flat().map((one) => (one.code === "invalid_type" ? typeName(one.expected) : one.message))),
    ];
    const rule =
      issue.message === "Invalid input" ? `must be ${expected.join(" or ").replaceAll("must be ", "")}` : issue.message;
    return [finding(document, path, "invalid-value", `${formatPath(path)} ${rule}.`, "Correct the value.")];
  }
  const isLiteral = candidates.every((branch) => branch.every((one) => one.code === "invalid_value"));
  if (isLiteral) {
    const values = candidates.flat().flatMap((one) => (one.code === "invalid_value" ? one.values : []));
    const message = `${formatPath(path)} must be ${values.map((value) => JSON.stringify(value)).join(" or ")}.`;
    return [finding(document, path, "invalid-value", message, "Correct the value.")];
  }
  const depth = (branch: readonly z.core.$ZodIssue[]) => Math.max(...branch.map((one) => one.path.length));
  const nearest = candidates.reduce((best, branch) => (depth(branch) > depth(best) ? branch : best));
  return nearest.flatMap((one) => issueFindings({ ...one, path: [...path, ...one.path] }, document, schema));
}

function unknownKey(path: DocumentPath, document: SourceDocument, known: readonly string[]): Finding {
  const key = String(path.at(-1));
  const near = nearest(key, known);
  return finding(
    document,
    path,
    "unknown-key",
    `The key ${JSON.stringify(key)} is unknown here.`,
    near !== undefined ? `Did you mean ${JSON.stringify(near)}?` : `Known keys: ${known.join(", ")}.`,
    document.locateKey(path),
  );
}

/** The known name that a misspelt one most likely stands for, if one is near enough. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const far = distance(name.toLowerCase(), candidate.toLowerCase());
    if (far < bestDistance) [best, bestDistance] = [candidate, far];
  }
  return best;
}

function finding(
  document: SourceDocument,
  path: DocumentPath,
  code: string,
  message: string,
  help: string,
  location = document.locate(path),
): Finding {
  return { severity: "error", code, ...location, path: formatPath(path), message, help };
}

function constraint(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "too_small":
      return issue.origin === "array" || issue.message.startsWith("must")
        ? issue.message
        : `must be at least ${issue.minimum}${unit(issue.origin)}`;
    case "too_big":
      return issue.message.startsWith("must") ? issue.message : `must be at most ${issue.maximum}${unit(issue.origin)}`;
    case "invalid_value":
      return `must be ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}`;
    default:
      return issue.message;
  }
}

function unit(origin: string): string {
  return origin === "string" ? " characters long" : "";
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  object: "an object { … }",
  record: "an object { … }",
  array: "a list [ … ]",
  string: "a string",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  null: "null",
};

function typeName(type: string): string {
  return TYPE_NAMES[type] ?? type;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function exists(root: unknown, path: DocumentPath): boolean {
  const parent = valueAt(root, path.slice(0, -1));
  return path.length === 0 || (typeof parent === "object" && parent !== null && Object.hasOwn(parent, path.at(-1)!));
}

function valueAt(root: unknown, path: DocumentPath): unknown {
  let value = root;
  for (const part of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
}

/** A copy of the value without the keys and values that issues name. */
function withoutIssues(root: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  const copy = structuredClone(root);
  for (const issue of issues) {
    const path = issue.path as (string | number)[];
    const paths = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...path, key]) : [path];
    for (const wrong of paths) {
      const parent = valueAt(copy, wrong.slice(0, -1));
      const last = wrong.at(-1);
      if (last !== undefined && typeof parent === "object" && parent !== null && !Array.isArray(parent)) {
        delete (parent as Record<string, unknown>)[last];
      }
    }
  }
  return copy;
}

/** A schema's definition as zod keeps it: its type, and what it is made of. */
function definition(schema: z.core.$ZodType): Record<string, unknown> & { type: string } {
  return schema._zod.def as unknown as Record<string, unknown> & { type: string };
}

/** The keys that an object may have at a path. */
function knownKeys(schema: z.ZodType, path: DocumentPath): string[] {
  let here: z.core.$ZodType[] = unwrap(schema);
  for (const part of path) here = here.flatMap((one) => step(one, part)).flatMap(unwrap);
  return [...new Set(here.flatMap((one) => ("shape" in one ? Object.keys((one as z.ZodObject).shape) : [])))];
}

function step(schema: z.core.$ZodType, part: string | number): z.core.$ZodType[] {
  const def = definition(schema);
  if (def.type === "object") {
    const child = (def.shape as Record<string, z.core.$ZodType>)[part];
    return child === undefined ? [] : [child];
  }
  if (def.type === "record") return [def.valueType as z.core.$ZodType];
  return def.type === "array" ? [def.element as z.core.$ZodType] : [];
}

/** What is inside optional, default and prefault; every branch of a union. */
function unwrap(schema: z.core.$ZodType): z.core.$ZodType[] {
  const def = definition(schema);
  if (def.type === "union") return (def.options as z.core.$ZodType[]).flatMap(unwrap);
  return def.innerType === undefined ? [schema] : unwrap(def.innerType as z.core.$ZodType);
}
