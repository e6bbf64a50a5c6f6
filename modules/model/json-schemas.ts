import * as z from "zod";
import { platformSchema } from "./platform";
import { tenantSchema } from "./tenant";

/** The committed JSON Schemas, by file name, as text; made from the definitions that validate. */
export function jsonSchemas(): Readonly<Record<string, string>> {
  return { "tenant.schema.json": render(tenantSchema), "platform.schema.json": render(platformSchema) };
}

/** What VS Code's JSON editor asks a schema for beyond the standard: else it calls a comment a mistake. */
const SYNTAX = { allowComments: true, allowTrailingCommas: false };

function render(schema: z.ZodType): string {
  const { $schema, ...json } = z.toJSONSchema(schema, { io: "input", target: "draft-07" });
  return `${JSON.stringify({ $schema, ...SYNTAX, ...json }, null, 2)}\n`;
}
