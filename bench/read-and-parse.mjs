/** The floor: one Node process that reads and JSON-parses the files of a fleet, and does nothing with them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const directory = process.argv[2];
JSON.parse(readFileSync(join(directory, "platform.json"), "utf8"));
for (const file of readdirSync(join(directory, "tenants"))) {
  JSON.parse(readFileSync(join(directory, "tenants", file), "utf8"));
}
