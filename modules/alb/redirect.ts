import type { RedirectAction } from "./types";

/** The parts of a redirect; one that is left out stays as it is in the request. */
export interface RedirectParts {
  readonly host?: string | undefined;
  readonly path?: string | undefined;
  readonly query?: string | undefined;
  readonly port?: string | number | undefined;
  readonly protocol?: string | undefined;
  readonly statusCode: 301 | 302;
}

/** A redirect with ALB's placeholders for every part that stays as it is. */
export function redirectAction({ host, path, query, port, protocol, statusCode }: RedirectParts): RedirectAction {
  return {
    type: "redirect",
    host: host ?? "#{host}",
    path: path ?? "/#{path}",
    query: query ?? "#{query}",
    port: String(port ?? "#{port}"),
    protocol: protocol ?? "#{protocol}",
    statusCode,
  };
}

/**
 * Where a redirect sends a request, as ALB fills in its placeholders; a URL in its normal form wherever it is one.
 *
 * @param url of the request, valid (see parseRequest)
 *
 * @example
 * redirectLocation(toHttps, "http://acme.shop.example/a?b=1"); // "https://acme.shop.example/a?b=1"
 */
export function redirectLocation(redirect: RedirectAction, url: string): string {
  const { protocol, hostname, port, pathname, search } = new URL(url);
  const values: Readonly<Record<string, string>> = {
    protocol: protocol.slice(0, -1),
    host: hostname,
    port: port || (protocol === "https:" ? "443" : "80"),
    path: pathname.slice(1),
    query: search.slice(1),
  };
  const fill = (text: string) => text.replace(/#\{(\w+)\}/g, (placeholder, name) => values[name] ?? placeholder);
  const query = fill(redirect.query);
  const place = `${fill(redirect.protocol).toLowerCase()}://${fill(redirect.host)}:${fill(redirect.port)}`;
  const location = `${place}${fill(redirect.path)}${query === "" ? "" : `?${query}`}`;
  return URL.canParse(location) ? new URL(location).href : location;
}
