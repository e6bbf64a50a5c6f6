import { isIP } from "node:net";
import { domainToASCII, domainToUnicode } from "node:url";
import { AWS_LIMITS } from "../../aws";
import { quote } from "../../findings";
import type { LoadBalancerConfig } from "../../model";

/** What is wrong with a host name as written; undefined when it is in canonical form. */
export interface HostProblem {
  readonly message: string;
  readonly help: string;
}

/**
 * Checks that a host name is one that Kubernetes stores and ALB matches: RFC 1123, lower-case ASCII, one leading
 * `*.` at most, letters only behind the last dot (ALB), at most 128 characters (ALB).
 */
export function hostProblem(host: string): HostProblem | undefined {
  return problemWith(host, (canonical) => shapeProblem(canonical) ?? routingProblem(canonical));
}

/** The same for a name that no rule matches by, such as one in a certificate: what ALB says of hosts does not count. */
export function dnsNameProblem(name: string): HostProblem | undefined {
  return problemWith(name, shapeProblem);
}

/**
 * What nearly every host name looks like. Nothing is wrong with it, as every rule here would find out ten times as
 * slowly; names that IDNA has a say in are left to it.
 */
const ORDINARY = /^(?:\*\.)?(?!xn--)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.(?!xn--))+[a-z]{1,63}$/;

function problemWith(host: string, problemOf: (canonical: string) => string | undefined): HostProblem | undefined {
  if (host.length <= AWS_LIMITS.patternLength && ORDINARY.test(host)) return undefined;
  const quoted = quote(host);
  const help = "Write a DNS name such as acme.shop.example.";
  if (/[$%]\{/.test(host)) {
    return { message: `The host ${quoted} contains a Terraform template.`, help: "Write the host name itself." };
  }
  const canonical = canonicalHost(host);
  if (canonical === undefined) return { message: `The host ${quoted} is no DNS name.`, help };
  const problem = problemOf(canonical);
  if (problem !== undefined) return { message: `The host ${quoted} ${problem}.`, help };
  if (canonical === host) return undefined;
  return {
    message: `The host ${quoted} is not in canonical form.`,
    help: `Write ${quote(canonical)}: lower case, ASCII, no scheme, port, path or trailing dot.`,
  };
}

/** The canonical spelling of what people write for a host, if one can be seen. */
export function canonicalHost(host: string): string | undefined {
  const bare = host
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, "")
    .replace(/[/?#].*$/s, "")
    .replace(/(?<=.)\.$/, "");
  const withoutPort = isIP(bare) ? bare : bare.replace(/:\d+$/, "");
  const wildcard = withoutPort.startsWith("*.") ? "*." : "";
  const name = withoutPort.slice(wildcard.length);
  // Names that are ASCII already need no IDNA, which would reject underscores, stars and the like without a reason.
  const ascii = /^[\x21-\x7e]*$/.test(name) && !/(?:^|\.)xn--/i.test(name) ? name.toLowerCase() : toALabels(name);
  return ascii === "" ? undefined : wildcard + ascii;
}

/** A name in A-labels; empty when it has none. Newer versions of Node pass on what only looks like an A-label. */
function toALabels(name: string): string {
  const ascii = domainToASCII(name);
  const unicode = domainToUnicode(ascii).split(".");
  const isNone = (label: string, index: number) =>
    label.startsWith("xn--") && !/[^\x21-\x7e]/.test(unicode[index] ?? "");
  return ascii.split(".").some(isNone) ? "" : ascii;
}

/** [RFC 1123] and what Kubernetes takes as a host. */
function shapeProblem(host: string): string | undefined {
  const name = host.startsWith("*.") ? host.slice(2) : host;
  if (isIP(host.replace(/^\[|\]$/g, "")) !== 0) return "is an IP address, and ALB routes by name";
  if (name.includes("*")) return "has a wildcard elsewhere than as its whole first label";
  if (name.includes("_")) return "contains an underscore, which Kubernetes refuses in a host";
  const labels = name.split(".");
  if (labels.some((label) => label === "")) return "has an empty label";
  if (labels.some((label) => label.length > 63)) return "has a label of more than 63 characters";
  if (name.length > 253) return "has more than 253 characters";
  if (!labels.every((label) => /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(label))) {
    return "has a label with other characters than letters, digits and inner hyphens";
  }
  // A wildcard over one label is always over a public suffix, and a rule of its own says so.
  if (labels.length < 2 && !host.startsWith("*.")) return "has no dot: it is no full DNS name";
  return undefined;
}

/** [rules] What ALB takes as a host condition. */
function routingProblem(host: string): string | undefined {
  if (host.length > AWS_LIMITS.patternLength) {
    return `has more than ${AWS_LIMITS.patternLength} characters, ALB's limit`;
  }
  return /\.[a-z]+$/.test(host) ? undefined : "must have only letters behind its last dot, which ALB requires";
}

/** The names in certificates, as `isCovered` compares them. */
export function certificateDomains(certificates: LoadBalancerConfig["certificates"]): ReadonlySet<string> {
  return new Set(certificates.flatMap(({ domains }) => domains.map((domain) => domain.toLowerCase())));
}

/**
 * Whether one of a certificate's names covers a host: the host itself, or a wildcard exactly one label above. So
 * nothing but itself covers a wildcard.
 */
export function isCovered(host: string, domains: ReadonlySet<string>): boolean {
  return domains.has(host) || (!host.startsWith("*.") && domains.has(`*.${parentDomain(host)}`));
}

/** Everything behind the first dot. */
export function parentDomain(host: string): string {
  return host.slice(host.indexOf(".") + 1);
}

/** A host and the domains above it, nearest first: a.b.c, b.c, c. */
export function selfAndParents(host: string): string[] {
  const domains = [host];
  for (let at = host.indexOf("."); at !== -1; at = host.indexOf(".", at + 1)) domains.push(host.slice(at + 1));
  return domains;
}
