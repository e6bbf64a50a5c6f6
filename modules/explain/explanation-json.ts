import { actionJson, ruleJson } from "../alb";
import type { Explanation } from "./explain-request";

/** An explanation as `tenantry explain --json` prints it. */
export function explanationJson({ url, loadBalancer, listener, rule, action, passedOver }: Explanation): object {
  return {
    url,
    loadBalancer: loadBalancer.key,
    listener,
    rule: rule === null ? null : ruleJson(rule),
    action: action === null ? null : actionJson(action),
    passedOver: passedOver.map(({ priority, why }) => ({ priority, why })),
  };
}
