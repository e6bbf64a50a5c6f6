import { readList } from "../../controller";
import { quote } from "../../findings";
import type { DumpIngress } from "../dump";
import { type Reason, Unsupported } from "../problem";

/*
 * Annotations of ingress-nginx (docs/user-guide/nginx-configuration/annotations.md): what of them the format has, what
 * has no counterpart but changes no answer, and what would be lost.
 */

const PREFIX = "nginx.ingress.kubernetes.io/";

/** The value of one of its annotations; an empty one counts as none. */
export function nginxAnnotation({ annotations }: Pick<DumpIngress, "annotations">, name: string): string | undefined {
  return annotations.get(PREFIX + name) || undefined;
}

export function isOn(ingress: DumpIngress, name: string): boolean {
  return ["true", "True", "TRUE", "t", "T", "1"].includes(nginxAnnotation(ingress, name) ?? "");
}

/** Names that are read here. */
const READ: ReadonlySet<string> = new Set([
  "affinity",
  "allowlist-source-range",
  "app-root",
  "backend-protocol",
  "canary",
  "canary-weight",
  "canary-weight-total",
  "force-ssl-redirect",
  "permanent-redirect",
  "permanent-redirect-code",
  "server-alias",
  "session-cookie-max-age",
  "ssl-redirect",
  "temporal-redirect",
  "temporal-redirect-code",
  "whitelist-source-range",
]);

/** How nginx works, not what it answers: named as not brought along. */
const TUNING =
  /^(?:affinity-(?:mode|canary-behavior)|client-body-buffer-size|connection-proxy-header|enable-(?:access-log|opentelemetry|rewrite-log)|http2-push-preload|load-balance|opentelemetry-.*|preserve-trailing-slash|proxy-(?:body-size|buffer.*|busy-buffers-size|connect-timeout|http-version|max-temp-file-size|next-upstream.*|read-timeout|request-buffering|send-timeout)|service-upstream|session-cookie-.*|ssl-ciphers|ssl-prefer-server-ciphers)$/;

/** Whether an annotation has become something else in the draft. */
export function isReadFromNginx(key: string): boolean {
  return key.startsWith(PREFIX) && READ.has(key.slice(PREFIX.length));
}

const LOST: readonly (readonly [name: RegExp, what: string])[] = [
  [/-snippet$/, "nginx's own configuration"],
  [/^(?:rewrite-target|x-forwarded-prefix)$/, "requests reach the Pods with another path"],
  [/^use-regex$/, "paths are regular expressions, without regard to case"],
  [/^(?:auth-|enable-global-auth$|satisfy$)/, "clients have to log in"],
  [/^limit-/, "every client is limited on these paths; rateLimit is for a whole load balancer"],
  [/^(?:enable-cors|cors-|custom-headers$)/, "answers get headers"],
  [/^canary-by-/, "who gets the canary depends on headers or cookies"],
  [/^(?:custom-http-errors|default-backend)$/, "errors are answered by another Service"],
  [/^(?:enable-modsecurity|enable-owasp|modsecurity-)/, "requests are filtered; managedRules of a web ACL can do that"],
  [/^mirror-/, "requests are sent to a second place"],
  [/^denylist-source-range$/, "some sources are refused; allowedCidrs lists those that are not"],
  [/^from-to-www-redirect$/, "the host with or without www. redirects; add a tenant with a redirect for it"],
  [/^ssl-passthrough$/, "TLS ends in the Pods"],
  [/^upstream-vhost$/, "requests reach the Pods with another host"],
  [/^upstream-hash-by$/, "clients are spread by a hash"],
  [/^proxy-(?:ssl|cookie|redirect)-/, "the way to the Pods is changed"],
];

/** What would be lost: annotations that neither have a counterpart nor can be left out. */
export function lostSettings({ annotations }: DumpIngress): Reason[] {
  const reasons: Reason[] = [];
  for (const [key, value] of annotations) {
    if (!key.startsWith(PREFIX)) continue;
    const name = key.slice(PREFIX.length);
    if (READ.has(name) || TUNING.test(name) || value === "" || value === "false") continue;
    const what = LOST.find(([pattern]) => pattern.test(name))?.[1] ?? "what it does would be lost";
    reasons.push({ code: "unsupported", message: `The format has nothing for ${quote(name)}: ${what}.` });
  }
  return reasons;
}

/** The target group's settings, as annotations of the AWS Load Balancer Controller say them. */
export function targetGroupSettings(ingress: DumpIngress): Map<string, string> {
  const settings = new Map([["target-type", "ip"]]);
  const protocol = (nginxAnnotation(ingress, "backend-protocol") ?? "HTTP").toUpperCase();
  if (!["HTTP", "HTTPS", "GRPC", "GRPCS"].includes(protocol)) {
    throw new Unsupported(
      "unsupported",
      `Its backend-protocol is ${quote(protocol)}; ALB speaks HTTP, HTTPS and gRPC.`,
    );
  }
  settings.set("backend-protocol", protocol.endsWith("S") ? "HTTPS" : "HTTP");
  if (protocol.startsWith("GRPC")) settings.set("backend-protocol-version", "GRPC");
  const affinity = nginxAnnotation(ingress, "affinity");
  if (affinity === "cookie") settings.set("target-group-attributes", stickiness(ingress));
  else if (affinity !== undefined) {
    throw new Unsupported("unsupported", `Its affinity is ${quote(affinity)}; only "cookie" is known.`);
  }
  return settings;
}

/** Without a time the cookie lasts as long as the browser is open; ALB's has a time, a day by default. */
function stickiness(ingress: DumpIngress): string {
  const seconds = nginxAnnotation(ingress, "session-cookie-max-age") ?? "86400";
  return `stickiness.enabled=true,stickiness.type=lb_cookie,stickiness.lb_cookie.duration_seconds=${seconds}`;
}

/** Sources that reach the Ingress; empty for everybody. */
export function sourcesOf(ingress: DumpIngress): string[] {
  const text = nginxAnnotation(ingress, "allowlist-source-range") ?? nginxAnnotation(ingress, "whitelist-source-range");
  return readList(text ?? "").map((source) =>
    source.includes("/") ? source : `${source}/${source.includes(":") ? 128 : 32}`,
  );
}

/** Share of the canary, of a total. */
export function canaryWeight(ingress: DumpIngress): { readonly weight: number; readonly total: number } {
  const number = (name: string, byDefault: number) => {
    const text = nginxAnnotation(ingress, name);
    if (text === undefined) return byDefault;
    if (/^\d{1,6}$/.test(text)) return Number(text);
    throw new Unsupported("unsupported", `Its ${name} ${quote(text)} is not a number.`);
  };
  const total = number("canary-weight-total", 100);
  const weight = Math.min(number("canary-weight", 0), total);
  if (total > 999) {
    throw new Unsupported("unsupported", `Its canary-weight-total is ${total}; weights are at most 999.`);
  }
  return { weight, total };
}
