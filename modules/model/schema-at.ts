import * as z from "zod";
import type { DocumentPath } from "../source";

/** The definitions of an object at a path; several where there are unions. */
export function objectsAt(schema: z.core.$ZodType, path: DocumentPath): z.ZodObject[] {
  return schemasAt(schema, path)
    .flatMap(unwrap)
    .filter((one): one is z.ZodObject => "shape" in one);
}

/** The keys that an object may have at a path. */
export function knownKeys(schema: z.core.$ZodType, path: DocumentPath): string[] {
  return [...new Set(objectsAt(schema, path).flatMap(({ shape }) => Object.keys(shape)))];
}

/** The first example that the definition has for a value at a path. */
export function exampleAt(schema: z.core.$ZodType, path: DocumentPath): unknown {
  for (const one of schemasAt(schema, path)) {
    const example = z.globalRegistry.get(one)?.examples;
    if (Array.isArray(example) && example.length > 0) return example[0];
  }
  return undefined;
}

/** The definitions of a value at a path; several where there are unions on the way. */
export function schemasAt(schema: z.core.$ZodType, path: DocumentPath): z.core.$ZodType[] {
  let here = [schema];
  for (const part of path) here = here.flatMap(unwrap).flatMap((one) => step(one, part));
  return here;
}

/** A schema's definition as zod keeps it: its type, and what it is made of. */
function definition(schema: z.core.$ZodType): Record<string, unknown> & { type: string } {
  return schema._zod.def as unknown as Record<string, unknown> & { type: string };
}

function step(schema: z.core.$ZodType, part: string | number): z.core.$ZodType[] {
  const def = definition(schema);
  if (def.type === "object") {
    const shape = def.shape as Record<string, z.core.$ZodType>;
    return Object.hasOwn(shape, part) ? [shape[part]!] : [];
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

/** A schema, and what is inside it when it is optional or has a default. */
export function withInner(schema: z.core.$ZodType): z.core.$ZodType[] {
  const { innerType } = definition(schema);
  return innerType === undefined ? [schema] : [schema, ...withInner(innerType as z.core.$ZodType)];
}
