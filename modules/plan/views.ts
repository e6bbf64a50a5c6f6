import type { Action, ListenerRule, RedirectAction } from "./types";

/*
 * Rules and actions as every output shows them.
 */

/** A rule as the JSON outputs have it. */
export function ruleJson({ action, ...rule }: ListenerRule): object {
  return { ...rule, action: actionJson(action) };
}

/** An action as the JSON outputs have it. */
export function actionJson(action: Action): object {
  switch (action.type) {
    case "forward":
      return { type: action.type, targetGroups: action.targetGroups.map(({ name, weight }) => ({ name, weight })) };
    case "fixed-response":
      return { type: action.type, statusCode: action.statusCode };
    case "redirect":
      return { ...action };
  }
}

/** An action in a few words. */
export function describeAction(action: Action): string {
  switch (action.type) {
    case "forward":
      return action.targetGroups.length === 1
        ? `forward to ${action.targetGroups[0]?.name}`
        : `forward to ${action.targetGroups.map(({ name, weight }) => `${name} (${weight})`).join(", ")}`;
    case "fixed-response":
      return `respond ${action.statusCode}`;
    case "redirect":
      return `redirect ${action.statusCode} to ${describeTarget(action)}`;
  }
}

function describeTarget({ protocol, host, port, path, query }: RedirectAction): string {
  return `${protocol.toLowerCase()}://${host}:${port}${path}${query === "" ? "" : `?${query}`}`;
}
