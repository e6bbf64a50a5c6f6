import { quote, type UncodedFinding } from "../../findings";
import type { RedirectInput } from "../../model";
import { loadBalancersOf, protocolOf } from "../../plan";
import { inPlatform, inTenant, isWrongInPlatform, type RuleContext } from "../support/context";
import { defineRule } from "../support/define-rule";
import { dnsNameProblem } from "../support/hosts";
import { redirectsOf, UNKNOWN_HOST_REDIRECT, unknownHostRedirect } from "../support/redirect-places";

/** A redirect goes to a place that ALB can name and that somebody listens on. */
export const invalidRedirect = defineRule({
  code: "invalid-redirect",
  severity: "error",
  summary: "a redirect to a place that ALB cannot name, or that nobody listens on",
  help: "Placeholders are #{host}, #{path}, #{port}, #{protocol} and #{query}, each where ALB knows it.",
  valid: [
    { tenants: { acme: { hosts: ["acme.shop.example"], redirect: { host: "www.acme.example", statusCode: 301 } } } },
  ],
  invalid: [
    { tenants: { acme: { hosts: ["acme.shop.example"], redirect: { host: "*.acme.example", statusCode: 301 } } } },
  ],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const tenant of context.tenants) {
      const redirects = redirectsOf(tenant);
      if (redirects.length === 0) continue;
      const listeners = protocolsOf(context, loadBalancersOf(tenant));
      for (const { redirect, path } of redirects) {
        for (const [field, message, help] of problems(redirect, listeners)) {
          findings.push(inTenant(context, tenant, [...path, field], { message, help }));
        }
      }
    }
    const ofUnknownHosts = unknownHostRedirect(context.platform);
    if (ofUnknownHosts === undefined) return findings;
    for (const [field, message, help] of problems(
      ofUnknownHosts,
      protocolsOf(context, Object.keys(context.platform?.loadBalancers ?? {})),
    )) {
      findings.push(inPlatform(context, [...UNKNOWN_HOST_REDIRECT, field], { message, help }));
    }
    return findings;
  },
});

/** The protocols of the listeners that carry the rules of load balancers. */
function protocolsOf(context: RuleContext, loadBalancers: readonly string[]): ReadonlySet<string> {
  return new Set(
    loadBalancers.flatMap((key) => {
      const config = context.platform?.loadBalancers[key];
      if (config === undefined || isWrongInPlatform(context, ["loadBalancers", key, "certificates"])) return [];
      return [protocolOf(config)];
    }),
  );
}

type Problem = [field: keyof RedirectInput, message: string, help: string];

function problems(redirect: RedirectInput, listeners: ReadonlySet<string>): Problem[] {
  return [
    ...placeholderProblems(redirect),
    ...hostProblems(redirect),
    ...textProblems(redirect),
    ...protocolProblems(redirect, listeners),
  ];
}

/** [rules] Redirect actions: the placeholders that ALB knows, and where each may stand. */
const PLACEHOLDERS: Readonly<Record<"host" | "path" | "query", readonly string[]>> = {
  host: ["#{host}"],
  path: ["#{host}", "#{path}", "#{port}"],
  query: ["#{protocol}", "#{host}", "#{port}", "#{path}", "#{query}"],
};

function placeholderProblems(redirect: RedirectInput): Problem[] {
  return (["host", "path", "query"] as const).flatMap((field): Problem[] => {
    const unknown = unknownPlaceholder(field, redirect[field]);
    if (unknown === undefined) return [];
    const message = `The redirect's ${field} contains ${unknown}, which ALB does not know there.`;
    return [[field, message, `Use ${PLACEHOLDERS[field].join(", ")} only, or write %23 for a #.`]];
  });
}

function unknownPlaceholder(field: keyof typeof PLACEHOLDERS, text: string | undefined): string | undefined {
  return text?.match(/#(?:\{[^}]*\}?)?/g)?.find((one) => !PLACEHOLDERS[field].includes(one));
}

function hostProblems({ host }: RedirectInput): Problem[] {
  if (host === undefined || unknownPlaceholder("host", host) !== undefined) return [];
  if (host.startsWith("*.")) return [["host", "A redirect cannot lead to a wildcard.", "Write one host name."]];
  // In the place of the host that was asked for, any will do.
  const problem = dnsNameProblem(host.replaceAll("#{host}", "any.example"));
  if (problem === undefined) return [];
  if (!host.includes("#{host}")) return [["host", problem.message, problem.help]];
  return [["host", `The redirect's host ${quote(host)} makes no DNS name.`, 'Write a host such as "www.#{host}".']];
}

function textProblems({ path, query }: RedirectInput): Problem[] {
  const found: Problem[] = [];
  if (path?.includes("?")) {
    const message = "The redirect's path contains a question mark, where the query would begin.";
    found.push(["path", message, 'Write what follows it as "query".']);
  }
  for (const [field, text] of [
    ["path", path],
    ["query", query],
  ] as const) {
    if (text === undefined || !/[^\x21-\x7e]/.test(text)) continue;
    const message = `The redirect's ${field} ${quote(text)} contains a space, control or non-ASCII character.`;
    found.push([field, message, "Percent-encode it."]);
  }
  return found;
}

/** @param listeners the protocols of the listeners that send the redirect */
function protocolProblems({ protocol, port }: RedirectInput, listeners: ReadonlySet<string>): Problem[] {
  if (protocol === "HTTP" && listeners.has("HTTPS")) {
    return [["protocol", "ALB does not redirect from HTTPS to HTTP.", "Leave protocol out, or write HTTPS."]];
  }
  const keepsPort = port === undefined || port === "#{port}" || String(port) === "80";
  if (protocol === "HTTPS" && listeners.has("HTTP") && keepsPort) {
    const message = "The redirect leads to HTTPS on port 80, where nobody speaks it.";
    return [["protocol", message, 'Add "port": 443.']];
  }
  return [];
}
