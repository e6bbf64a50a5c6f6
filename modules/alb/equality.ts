import { canonicalNetwork } from "./source-ip";
import type { ForwardAction, ObservedAction, ObservedConditions } from "./types";

/*
 * Texts by which actions and conditions are compared: equal for those that do the same.
 */

/** Equal for actions that do the same, in whatever order they name their target groups. */
export function actionKey(action: ObservedAction): string {
  switch (action.type) {
    case "forward":
      return JSON.stringify([action.type, targetGroups(action), action.stickinessSeconds ?? 0]);
    case "fixed-response":
      return JSON.stringify([action.type, action.statusCode, action.contentType, action.body]);
    case "redirect": {
      const { type, host, path, query, port, protocol, statusCode } = action;
      return JSON.stringify([type, host, path, query, port, protocol, statusCode]);
    }
    case "other":
      return JSON.stringify([action.type, action.actions]);
  }
}

/** Alone, a target group gets everything, whatever its weight; with weight 0 it gets nothing. */
function targetGroups({ targetGroups: [only, ...others] }: ForwardAction): readonly (readonly [string, number])[] {
  if (only === undefined) return [];
  if (others.length === 0) return [[only.name, Math.min(only.weight, 1)]];
  return [only, ...others].map(({ name, weight }) => [name, weight] as const).sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * Equal for conditions that match the same requests: the order of values, the case of hosts and the spelling of
 * networks don't matter, and a lone `/*` is the same as no path condition.
 */
export function conditionsKey({ hosts, paths, sourceIps, other = [] }: ObservedConditions): string {
  return JSON.stringify([
    sortedSet(hosts.map((host) => host.toLowerCase())),
    pathsKey(paths),
    sortedSet(sourceIps.map(canonicalNetwork)),
    sortedSet(other),
  ]);
}

/** Every path matches `/*`, so a list with it says no more than no list. */
function pathsKey(paths: readonly string[]): string[] {
  return paths.includes("/*") ? [] : sortedSet(paths);
}

function sortedSet(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
