import { actionJson, ruleJson } from "../alb";
import type { Explanation } from "./explain-request";

/** An explanation as `tenantry explain --json` prints it. */
export function explanationJson(explanation: Explanation): object {
  const { url, assumedScheme, loadBalancer, listener, rule, action, passedOver } = explanation;
  return {
    url,
    ...(assumedScheme !== undefined && { assumedScheme }),
    loadBalancer: loadBalancer.key,
    listener,
    rule: rule === null ? null : ruleJson(rule),
    action: action === null ? null : actionJson(action),
    passedOver: passedOver.map(({ priority, why }) => ({ priority, why })),
  };
}
