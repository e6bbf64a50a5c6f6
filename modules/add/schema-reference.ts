import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

/** Where the tenants' JSON Schema stands in a project: in it, or in the package that it uses. */
const PLACES = ["schemas/tenant.schema.json", "node_modules/tenantry/schemas/tenant.schema.json"];

/** The `$schema` of a tenant's file: the nearest schema from the fleet directory up to the repository's root. */
export function schemaReference(fleetDirectory: string): string | undefined {
  const tenants = resolve(fleetDirectory, "tenants");
  for (let directory = resolve(fleetDirectory); ; directory = dirname(directory)) {
    const found = PLACES.map((place) => join(directory, place)).find((path) => existsSync(path));
    if (found !== undefined) return relative(tenants, found).split(sep).join("/");
    if (existsSync(join(directory, ".git")) || dirname(directory) === directory) return undefined;
  }
}
