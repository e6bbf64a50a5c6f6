import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

/*
 * A fleet is a directory: `platform.json`, and `tenants/` with one file for each tenant.
 */

export const PLATFORM_FILE = "platform.json";
export const TENANTS_DIRECTORY = "tenants";

/** The file of a tenant, relative to the fleet directory. */
export function tenantFile(name: string): string {
  return `${TENANTS_DIRECTORY}/${name}.json`;
}

/**
 * The nearest directory with a `platform.json`, from this one up to the root of its repository (of the file system
 * outside of one).
 */
export function nearestFleet(directory: string): string | undefined {
  for (let at = resolve(directory); ; at = dirname(at)) {
    if (existsSync(join(at, PLATFORM_FILE))) return at;
    if (existsSync(join(at, ".git")) || dirname(at) === at) return undefined;
  }
}

/** The tenant that a file in `tenants/` is of; with or without the directory. */
export function tenantOfFile(file: string): string {
  return file.slice(file.lastIndexOf("/") + 1, -".json".length);
}

/** Where the tenants' JSON Schema stands in a project: in it, or in the package that it uses. */
const SCHEMA_PLACES = ["schemas/tenant.schema.json", "node_modules/tenantry/schemas/tenant.schema.json"];

/** The `$schema` of a fleet's `platform.json`, which stands one directory above the tenants. */
export function platformSchemaReference(fleetDirectory: string): string | undefined {
  const fromTenants = schemaReference(fleetDirectory);
  const reference = fromTenants?.replace(/^\.\.\//, "").replace(/tenant\.schema\.json$/, "platform.schema.json");
  return reference && (reference.startsWith("../") ? reference : `./${reference}`);
}

/** The `$schema` of a tenant's file: the nearest schema from the fleet directory up to the repository's root. */
export function schemaReference(fleetDirectory: string): string | undefined {
  const tenants = resolve(fleetDirectory, TENANTS_DIRECTORY);
  for (let directory = resolve(fleetDirectory); ; directory = dirname(directory)) {
    const found = SCHEMA_PLACES.map((place) => join(directory, place)).find((path) => existsSync(path));
    if (found !== undefined) return relative(tenants, found).split(sep).join("/");
    if (existsSync(join(directory, ".git")) || dirname(directory) === directory) return undefined;
  }
}
