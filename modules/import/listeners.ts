import { quote } from "../findings";
import { albAnnotation, STOPS_THE_GROUP } from "./annotations";
import { isObject, parseArray } from "./go-json";

/** Where an Ingress listens: the two places that a load balancer of the fleet has. */
export interface Listeners {
  /** HTTP on port 80. */
  readonly http: boolean;
  /** HTTPS on port 443. */
  readonly https: boolean;
}

/** Reads `listen-ports`; without it, HTTPS 443 where a certificate is named, else HTTP 80. */
export function listenersOf(annotations: ReadonlyMap<string, string>): { listeners: Listeners; problem?: string } {
  const text = albAnnotation(annotations, "listen-ports");
  if (text === undefined) {
    const https = albAnnotation(annotations, "certificate-arn") !== undefined;
    return { listeners: { http: !https, https } };
  }
  const entries = parseArray(text);
  if (entries === undefined || entries.length === 0 || !entries.every(isObject)) {
    const problem = `Its listen-ports ${quote(text)} cannot be read, ${STOPS_THE_GROUP}.`;
    return { listeners: { http: false, https: false }, problem };
  }
  const ports = new Set(
    entries.flatMap((entry) => Object.entries(entry).map(([protocol, port]) => `${protocol} ${port}`)),
  );
  const listeners = { http: ports.has("HTTP 80"), https: ports.has("HTTPS 443") };
  const others = [...ports].filter((port) => port !== "HTTP 80" && port !== "HTTPS 443");
  if (others.length === 0) return { listeners };
  return {
    listeners,
    problem: `It listens on ${others.join(", ").slice(0, 200)}; a load balancer of the fleet has HTTP 80 and HTTPS 443 only.`,
  };
}
