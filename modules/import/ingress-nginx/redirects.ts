import { quote } from "../../findings";
import type { RedirectInput } from "../../model";
import type { DumpIngress } from "../dump";
import { Unsupported } from "../problem";
import { nginxAnnotation } from "./annotations";

/**
 * Where an Ingress redirects all its paths; undefined when it does not. The temporary redirect comes first
 * (internal/ingress/annotations/redirect).
 *
 * @throws Unsupported
 */
export function redirectOf(ingress: DumpIngress): RedirectInput | undefined {
  const temporary = nginxAnnotation(ingress, "temporal-redirect");
  const permanent = nginxAnnotation(ingress, "permanent-redirect");
  const url = temporary ?? permanent;
  if (url === undefined) return undefined;
  const [name, byDefault] = temporary === undefined ? ["permanent", 301] : ["temporal", 302];
  const statusCode = Number(nginxAnnotation(ingress, `${name}-redirect-code`) ?? byDefault);
  if (statusCode !== 301 && statusCode !== 302) {
    throw new Unsupported("unsupported", `It redirects with ${statusCode}; ALB redirects with 301 and 302 only.`);
  }
  return { ...targetOf(url), statusCode };
}

const URL_PARTS = /^(https?):\/\/([^/?#$:]+|\$host)(?::(\d{1,5}))?(\$request_uri|\/[^?#$]*)?(?:\?([^#$]*))?$/;

/** A URL, in which nginx knows variables: the host and the whole rest of the request have a counterpart. */
function targetOf(url: string): Omit<RedirectInput, "statusCode"> {
  const [, scheme, host, port, path, query] = URL_PARTS.exec(url) ?? [];
  if (scheme === undefined) {
    throw new Unsupported("unsupported", `It redirects to ${quote(url)}, which a redirect of ALB cannot say.`);
  }
  const protocol = scheme === "https" ? "HTTPS" : "HTTP";
  const keepsRest = path === "$request_uri";
  return {
    protocol,
    host: host === "$host" ? undefined : host,
    port: port === undefined ? (protocol === "HTTPS" ? 443 : 80) : Number(port),
    path: keepsRest ? undefined : (path ?? "/"),
    query: keepsRest ? undefined : (query ?? ""),
  };
}
