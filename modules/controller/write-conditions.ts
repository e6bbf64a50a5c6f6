import type { Conditions } from "../alb";

/**
 * What stands, as JSON, in the annotation `conditions.<backend>`; undefined when there is nothing to say. The
 * controller adds these to the host and the path of the rule itself.
 */
export function writeConditions({ hosts, paths, sourceIps }: Conditions): object[] | undefined {
  const conditions: object[] = [];
  if (hosts.length > 0) conditions.push({ field: "host-header", hostHeaderConfig: { values: hosts } });
  if (paths.length > 0) conditions.push({ field: "path-pattern", pathPatternConfig: { values: paths } });
  if (sourceIps.length > 0) conditions.push({ field: "source-ip", sourceIpConfig: { values: sourceIps } });
  return conditions.length === 0 ? undefined : conditions;
}
