import type * as z from "zod";
import type { Finding } from "../findings";
import type { SourceDocument } from "../source";
import type { DecodingCode } from "./finding-kinds";
import { issueFindings, misspeltPlaces } from "./issue-findings";
import { repair } from "./repair";

/** What a document says, and what is wrong with it. */
export interface Decoded<T> {
  /**
   * Also given for a document with errors, so that one of them does not hide what the rules have to say about the
   * rest: wrong parts are left out or replaced by recovery values. Undefined where that is not possible.
   */
  readonly value: T | undefined;
  readonly findings: readonly Finding<DecodingCode>[];
  /** What is left out or replaced in `value`, and what is not there but most likely misspelt: `hosts[0]`. */
  readonly repaired: readonly string[];
}

/**
 * Validates a document's value against its definition; every issue becomes a finding at its own position.
 *
 * @param context how zod goes about it
 */
export function decode<S extends z.ZodType>(
  schema: S,
  document: SourceDocument,
  context?: z.core.ParseContext<z.core.$ZodIssue>,
): Decoded<z.output<S>> {
  if (document.value === undefined) return { value: undefined, findings: [], repaired: [] };
  const result = schema.safeParse(document.value, context);
  if (result.success && !document.isPartial) return { value: result.data, findings: [], repaired: [] };
  const issues = result.error?.issues ?? [];
  // What a rule would say of a part may only follow from what is not known of the rest.
  if (document.isPartial) return { value: undefined, findings: issueFindings(issues, document, schema), repaired: [] };
  const { value, places } = repair(schema, document.value, issues);
  const repaired = [...places, ...misspeltPlaces(issues, document, schema)];
  return { value, findings: issueFindings(issues, document, schema), repaired };
}
