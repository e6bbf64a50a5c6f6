import * as z from "zod";
import type { DocumentPath } from "../source";
import { schemasAt, withInner } from "./schema-at";

/** Values that stand in for required parts of a file that are wrong. The JSON Schemas do not show them. */
const recoveries = z.registry<{ readonly value: unknown }>();

/**
 * The same definition, with what stands in for a value that is wrong or missing, so that the rest of the file can be
 * looked at. What rules say about such a place is dropped.
 */
export function recovering<S extends z.ZodType>(schema: S, value: z.input<S>): S {
  recoveries.add(schema, { value });
  return schema;
}

/** What stands in for a value at a path, if something does. */
export function recoveryAt(schema: z.core.$ZodType, path: DocumentPath): { readonly value: unknown } | undefined {
  return schemasAt(schema, path)
    .flatMap(withInner)
    .map((one) => recoveries.get(one))
    .find((recovery) => recovery !== undefined);
}
