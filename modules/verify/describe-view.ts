import { oneLine } from "./errors";
import type { ActionView, ConditionsView, RuleView } from "./types";

/** A rule in a few words: `acme.shop.example /*: forward to shop-web-edge-1`. */
export function describeRule(rule: RuleView): string {
  const transforms = rule.transforms === undefined ? "" : `, rewritten (${rule.transforms.join("; ")})`;
  return oneLine(`${describeConditions(rule.conditions)}: ${describeActionView(rule.action)}${transforms}`);
}

export function describeConditions({ hosts, paths, sourceIps, other = [] }: ConditionsView): string {
  const parts = [hosts.join(" ") || "any host", paths.join(" ") || "any path"];
  if (sourceIps.length > 0) parts.push(`from ${sourceIps.join(" ")}`);
  return [...parts, ...other].join(", ");
}

/** Unlike the listing of a plan it names everything in which two actions can differ. */
export function describeActionView(action: ActionView): string {
  switch (action.type) {
    case "forward": {
      const [only, ...others] = action.targetGroups;
      const to =
        others.length === 0 && only?.weight === 1
          ? only.name
          : action.targetGroups.map(({ name, weight }) => `${name} (${weight})`).join(", ");
      return `forward to ${to}${action.stickinessSeconds === undefined ? "" : `, sticky for ${action.stickinessSeconds} s`}`;
    }
    case "fixed-response":
      return `respond ${action.statusCode} ${action.contentType} ${JSON.stringify(action.body)}`;
    case "redirect":
      return `redirect ${action.statusCode} to ${action.protocol.toLowerCase()}://${action.host}:${action.port}${action.path}?${action.query}`;
    case "other":
      return action.actions.length === 0 ? "nothing" : action.actions.join(", then ");
  }
}
