import type { Finding } from "../findings";
import type { LoadBalancerConfig, RedirectInput, Tenant } from "../model";
import { CATCH_ALL, loadBalancersOf, matchesPattern, pathPatterns, redirectAction, type TypedPath } from "../plan";
import type { DocumentPath } from "../source";
import { hostProblem } from "./hosts";
import { inTenant, type Rule } from "./rule";

/** A redirect goes to a valid place, changes something, and does not lead back to the rule that sends it. */
export const invalidRedirect: Rule = (context) => {
  const findings: Finding[] = [];
  for (const tenant of context.tenants) {
    const loadBalancers = loadBalancersOf(tenant)
      .map((key) => context.platform?.loadBalancers[key])
      .filter((config) => config !== undefined);
    const check = (redirect: RedirectInput | undefined, at: TypedPath, path: DocumentPath) => {
      const problem = redirect && redirectProblem(redirect, tenant, at, loadBalancers);
      if (problem !== undefined) findings.push(inTenant(context, tenant, path, problem));
    };
    check(tenant.redirect, CATCH_ALL, ["redirect"]);
    tenant.routes.forEach((route, index) => {
      check(route.redirect, route, ["routes", index, "redirect"]);
    });
  }
  return findings;
};

function redirectProblem(
  redirect: RedirectInput,
  tenant: Tenant,
  at: TypedPath,
  loadBalancers: readonly LoadBalancerConfig[],
): { code: string; message: string; help: string } | undefined {
  const { statusCode: _, ...parts } = redirectAction(redirect);
  if (Object.entries(parts).every(([name, value]) => value === `#{${name}}` || value === "/#{path}")) {
    return {
      code: "redirect-loop",
      message: "The redirect changes nothing, so it leads back to itself.",
      help: "Change at least one of host, path, query, port and protocol.",
    };
  }
  if (redirect.host !== undefined && !redirect.host.includes("#{")) {
    const problem = redirect.host.startsWith("*.") ? WILDCARD : hostProblem(redirect.host);
    if (problem !== undefined) return { code: "invalid-redirect", ...problem };
  }
  if (redirect.path !== undefined && /[^\x21-\x7e]/.test(redirect.path)) {
    const message = `The redirect's path ${JSON.stringify(redirect.path)} contains a space, control or non-ASCII character.`;
    return { code: "invalid-redirect", message, help: "Percent-encode it." };
  }
  const unknown = Object.values(parts)
    .join(" ")
    .match(/#\{(?!(?:host|path|query|port|protocol)\})[^}]*\}?/);
  if (unknown !== null) {
    const message = `The redirect contains ${unknown[0]}, which ALB does not know.`;
    return { code: "invalid-redirect", message, help: "Use #{host}, #{path}, #{query}, #{port} and #{protocol}." };
  }
  if (!loadBalancers.some((config) => loops(redirect, tenant.hosts, at, config))) return undefined;
  return {
    code: "redirect-loop",
    message: "The redirect leads back to the rule that sends it, for ever.",
    help: "Send to a host or path that this rule does not match.",
  };
}

const WILDCARD = { message: "A redirect cannot lead to a wildcard.", help: "Write one host name." };

/** Whether some request that the rule answers is sent to where the same rule answers again, and once more from there. */
function loops(redirect: RedirectInput, hosts: readonly string[], at: TypedPath, config: LoadBalancerConfig): boolean {
  const action = redirectAction(redirect);
  const https = config.certificates.length > 0;
  const own = https ? { protocol: "HTTPS", port: "443" } : { protocol: "HTTP", port: "80" };
  const protocol = action.protocol === "#{protocol}" ? own.protocol : action.protocol;
  const port = action.port === "#{port}" ? own.port : action.port;
  // With HTTPS the listener on port 80 sends everything back to port 443.
  const sameListener =
    (protocol === own.protocol && port === own.port) || (https && protocol === "HTTP" && port === "80");
  if (!sameListener) return false;
  const patterns = pathPatterns(at);
  const matches = (host: string, path: string) =>
    hosts.some((pattern) => matchesPattern(pattern, host)) && patterns.some((pattern) => matchesPattern(pattern, path));
  const send = (host: string, path: string) => {
    const fill = (text: string) =>
      text
        .replaceAll("#{host}", host)
        .replaceAll("#{path}", path.slice(1))
        .replaceAll("#{port}", own.port)
        .replaceAll("#{protocol}", own.protocol);
    return [fill(action.host), fill(action.path)] as const;
  };
  for (const hostPattern of hosts) {
    for (const pathPattern of patterns) {
      const once = send(example(hostPattern), example(pathPattern));
      if (matches(...once) && matches(...send(...once))) return true;
    }
  }
  return false;
}

/** A text that a pattern matches. */
function example(pattern: string): string {
  return pattern.replaceAll(/[*?]/g, "x");
}
