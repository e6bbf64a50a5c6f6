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

/** A tenant's answers with their paths, each once; a rule without a path is what is left. */
export function answersByPath(rules: readonly PlannedRule[]): string[] {
  return [
    ...new Set(rules.map(({ conditions: { paths }, action }) => `${pathsInWords(paths)}${answerInWords(action)}`)),
  ];
}

function pathsInWords(paths: readonly string[]): string {
  const own = paths.filter((path) => path !== "/*");
  return own.length === 0 ? "" : `${own.join(", ")} → `;
}
