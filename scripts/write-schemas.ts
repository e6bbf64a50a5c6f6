import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { jsonSchemas } from "../modules/model";

/** `npm run schemas`: writes the JSON Schemas for editors, made from the definitions that validate. */
for (const [name, text] of Object.entries(jsonSchemas())) {
  writeFileSync(join(__dirname, "../schemas", name), text);
}
