import { UserError } from "../errors";
import { canonicalAddress } from "./source-ip";
import type { Protocol } from "./types";

/** A request as ALB sees it. */
export interface Request {
  readonly protocol: Protocol;
  readonly port: number;
  /** Lower case, in A-labels. */
  readonly host: string;
  /** Without the query, in the spelling that clients send. */
  readonly path: string;
  /** The client's address; undefined when it is not known. */
  readonly sourceIp?: string | undefined;
}

/** A URL or source IP that is no request to a load balancer. Its message is meant for the user. */
export class RequestError extends UserError {
  override readonly name = "RequestError";
  override readonly code = "invalid-request";
}

/**
 * Reads a URL as clients do before they send it (WHATWG URL): Unicode hosts become A-labels, `/./` and `/../` are
 * resolved, spaces and the like are percent-encoded. Escapes stay as they are written, since ALB compares paths by
 * character: `/%7Euser` and `/~user` are two paths.
 *
 * @param url absolute, http or https; the port defaults to the scheme's
 * @param sourceIp the client's IPv4 or IPv6 address
 * @throws RequestError when either is not valid
 *
 * @example
 * parseRequest("https://acme.shop.example/api/x", "10.0.0.1");
 * // { protocol: "HTTPS", port: 443, host: "acme.shop.example", path: "/api/x", sourceIp: "10.0.0.1" }
 */
export function parseRequest(url: string, sourceIp?: string): Request {
  const { protocol, port, hostname, pathname, username, password } = parseUrl(url);
  if (protocol !== "http:" && protocol !== "https:") {
    throw new RequestError(
      `The URL ${quote(url)} has the scheme ${protocol.slice(0, -1)}; a load balancer answers http and https.`,
    );
  }
  if (username !== "" || password !== "") {
    throw new RequestError("The URL contains a user name or password. Remove it: rules do not look at it.");
  }
  if (hostname.includes("*")) {
    throw new RequestError(
      `The URL ${quote(url)} has a pattern for a host. Write one host name, such as x.shop.example.`,
    );
  }
  return {
    protocol: protocol === "https:" ? "HTTPS" : "HTTP",
    port: port === "" ? (protocol === "https:" ? 443 : 80) : Number(port),
    host: hostname,
    path: pathname,
    sourceIp: sourceIp === undefined ? undefined : parseAddress(sourceIp),
  };
}

/**
 * Completes a URL that begins with its host, as people paste it: acme.shop.example/path. Everything else, also a word
 * without a dot, stays as it is.
 */
export function withScheme(url: string, scheme: "http" | "https"): string {
  return /^\s*[^\s/?#@:\\]+\.[^\s/?#@:\\]+(?::\d+)?(?:[/?#].*)?$/.test(url) ? `${scheme}://${url.trim()}` : url;
}

function parseUrl(url: string): URL {
  // Without this, acme.shop.example:443/api would be a URL of the scheme acme.shop.example.
  if (!/^\s*[a-z][a-z0-9+.-]*:\/\//i.test(url)) {
    throw new RequestError(`The URL ${quote(url)} has no scheme. Write https://acme.shop.example/path.`);
  }
  try {
    return new URL(url);
  } catch {
    throw new RequestError(`The URL ${quote(url)} is not valid. Write https://acme.shop.example/path.`);
  }
}

function parseAddress(text: string): string {
  const address = canonicalAddress(text);
  if (address === undefined) {
    throw new RequestError(
      `The source IP ${quote(text)} is no IPv4 or IPv6 address. Write one address, such as 203.0.113.7.`,
    );
  }
  return address;
}

function quote(text: string): string {
  return JSON.stringify(text);
}
