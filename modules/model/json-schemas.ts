import * as z from "zod";
import { platformSchema } from "./platform";
import { tenantSchema } from "./tenant";

/** The committed JSON Schemas, by file name, as text; made from the definitions that validate. */
export function jsonSchemas(): Readonly<Record<string, string>> {
  return { "tenant.schema.json": render(tenantSchema), "platform.schema.json": render(platformSchema) };
}

function render(schema: z.ZodType): string {
  const json = z.toJSONSchema(schema, { io: "input", target: "draft-07" });
  return `${JSON.stringify(json, null, 2)}\n`;
}
