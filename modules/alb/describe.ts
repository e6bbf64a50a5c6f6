import type { ForwardAction, ObservedAction, ObservedConditions, ObservedRule, RedirectAction } from "./types";

/*
 * The one sentence for an action and the one for a rule: every command and the report's page say the same.
 */

/** Characters of a body that are shown; a longer one is cut. */
const MAX_BODY = 60;

/**
 * A rule in a few words.
 *
 * @example
 * describeRule(rule); // "acme.shop.example /*: forward to shop-web-edge-1"
 */
export function describeRule({ conditions, action, transforms }: Omit<ObservedRule, "priority">): string {
  const rewritten = transforms === undefined ? "" : `, rewritten (${transforms.join("; ")})`;
  return `${describeConditions(conditions)}: ${describeAction(action)}${rewritten}`;
}

/** What a rule looks at, such as `acme.shop.example /api, /api/* from 10.0.0.0/8`. */
export function describeConditions({ hosts, paths, sourceIps, other = [] }: ObservedConditions): string {
  const where = `${hosts.join(", ") || "any host"} ${paths.join(", ") || "any path"}`;
  const from = sourceIps.length === 0 ? "" : ` from ${sourceIps.join(", ")}`;
  return `${where}${from}${other.map((condition) => ` if ${condition}`).join(" and")}`;
}

/**
 * An action in a few words. Control characters of a body are escaped, as JSON does.
 *
 * @example
 * describeAction(action); // "forward to shop-web-edge-1 (90), shop-next-edge-1 (10)"
 */
export function describeAction(action: ObservedAction): string {
  switch (action.type) {
    case "forward":
      return describeForward(action);
    case "fixed-response": {
      const { statusCode, contentType, body } = action;
      const type = contentType === "text/plain" ? "" : ` ${contentType}`;
      return `respond ${statusCode}${type}${body === "" ? "" : ` ${quoteBody(body)}`}`;
    }
    case "redirect":
      return `redirect ${action.statusCode} to ${describeLocation(action)}`;
    case "other":
      return action.actions.length === 0 ? "do nothing" : action.actions.join(", then ");
  }
}

function describeForward({ targetGroups, stickinessSeconds }: ForwardAction): string {
  const [only, ...others] = targetGroups;
  // Alone, a target group gets everything whatever its weight; with weight 0 it gets nothing, which is worth a word.
  const alone = only !== undefined && others.length === 0 && only.weight > 0;
  const names = alone ? only.name : targetGroups.map(({ name, weight }) => `${name} (${weight})`).join(", ");
  const sticky = stickinessSeconds === undefined ? "" : `, sticky for ${stickinessSeconds} s`;
  return `forward to ${names || "nothing"}${sticky}`;
}

/** With an empty query ALB sends none, and no question mark. */
function describeLocation({ protocol, host, port, path, query }: RedirectAction): string {
  return `${protocol.toLowerCase()}://${host}:${port}${path}${query === "" ? "" : `?${query}`}`;
}

function quoteBody(body: string): string {
  return JSON.stringify(body.length > MAX_BODY ? `${body.slice(0, MAX_BODY)}…` : body);
}
