import { describeAction, type RedirectAction } from "../../alb";
import type { PlannedAction, PlannedRule } from "../../plan";

/**
 * What an action does, in a row's few words: services instead of whole names of target groups (the explanation has
 * them), and of a redirect only what it changes.
 */
export function answerInWords(action: PlannedAction): string {
  switch (action.type) {
    case "forward": {
      const { targetGroups } = action;
      if (targetGroups.length === 1) return targetGroups[0]!.service;
      const total = targetGroups.reduce((sum, { weight }) => sum + weight, 0);
      return targetGroups
        .map(({ service, weight }) => `${service} ${total === 0 ? 0 : Math.round((weight / total) * 100)} %`)
        .join(", ");
    }
    case "redirect":
      return `redirect ${action.statusCode} to ${destination(action)}`;
    case "fixed-response":
      // A page of HTML says nothing in a row; a word of plain text does.
      return action.contentType === "text/plain"
        ? describeAction(action)
        : `respond ${action.statusCode} ${action.contentType}`;
    default:
      return describeAction(action);
  }
}

/** The parts of a redirect's location that are not the request's own. */
function destination({ protocol, host, port, path, query }: RedirectAction): string {
  const scheme = protocol === "#{protocol}" ? "" : `${protocol.toLowerCase()}://`;
  const server = host === "#{host}" ? "" : host;
  const atPort = port === "#{port}" || isUsual(protocol, port) ? "" : `:${port}`;
  const where = path === "/#{path}" ? "" : path;
  const what = query === "#{query}" ? "" : query === "" ? " without the query" : `?${query}`;
  return `${scheme}${server}${atPort}${where}${what}`.replace(/^(https?):\/\/$/, (_, name: string) =>
    name.toUpperCase(),
  );
}

function isUsual(protocol: string, port: string): boolean {
  return (protocol === "HTTPS" && port === "443") || (protocol === "HTTP" && port === "80");
}

/** A tenant's answers with their paths and whether only some sources get them, each once; a rule without is what is left. */
export function answersByPath(rules: readonly PlannedRule[]): string[] {
  return [
    ...new Set(rules.map(({ conditions, action }) => `${conditionsInWords(conditions)}${answerInWords(action)}`)),
  ];
}

function conditionsInWords({ paths, sourceIps }: PlannedRule["conditions"]): string {
  const own = paths.filter((path) => path !== "/*").join(", ");
  // Which ones is in the table of rules: a list of networks may take several rules.
  const words = [own, sourceIps.length === 0 ? "" : "from allowed sources"].filter((part) => part !== "").join(" ");
  return words === "" ? "" : `${words} → `;
}
