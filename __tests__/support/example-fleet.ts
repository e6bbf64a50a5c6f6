import type { FleetExample } from "../../modules/findings";
import { type MarkedFiles, platformText } from "./checked-files";

/** The files of a rule's example: it says what differs from the fleet of `platformText` with one tenant, acme. */
export function exampleFiles({
  platform = {},
  tenants = { acme: { hosts: ["acme.shop.example"] } },
  beside = {},
}: FleetExample): MarkedFiles {
  const siblings = Object.entries(beside).map(([directory, platform]) => [`${directory}/platform.json`, platform]);
  return {
    ...(siblings.length > 0 && { "cdktf.json": "{}" }),
    ...Object.fromEntries(siblings.map(([file, platform]) => [file, JSON.stringify(platform)])),
    "platform.json": JSON.stringify(merged(JSON.parse(platformText()), platform)),
    // A fleet without tenants has a directory all the same.
    "tenants/README.md": "",
    ...Object.fromEntries(
      Object.entries(tenants).map(([name, tenant]) => [`tenants/${name}.json`, JSON.stringify(tenant)]),
    ),
  };
}

function merged(base: unknown, part: unknown): unknown {
  if (!isObject(base) || !isObject(part)) return part;
  return {
    ...base,
    ...Object.fromEntries(Object.entries(part).map(([key, value]) => [key, merged(base[key], value)])),
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
