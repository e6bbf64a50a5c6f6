import type { Action, ListenerRule } from "./types";

/*
 * Rules and actions as the JSON outputs of every command have them.
 */

/** A rule with all that is known of it; its action as `actionJson` has it. */
export function ruleJson<Rule extends ListenerRule>({ action, ...rule }: Rule): object {
  return { ...rule, action: actionJson(action) };
}

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
