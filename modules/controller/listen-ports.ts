/** A port on which an Ingress listens. */
export interface ListenPort {
  readonly protocol: "HTTP" | "HTTPS";
  readonly port: number;
}

/**
 * The ports that `listen-ports` names (pkg/ingress/model_build_listener.go). Keys are compared with their case.
 *
 * @returns undefined when it is malformed or empty, which stops the controller for the whole group
 */
export function parseListenPorts(text: string): readonly ListenPort[] | undefined {
  let entries: unknown;
  try {
    entries = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(entries) || entries.length === 0) return undefined;
  const ports = new Map<number, ListenPort["protocol"]>();
  for (const entry of entries) {
    if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return undefined;
    for (const [protocol, port] of Object.entries(entry)) {
      if (protocol !== "HTTP" && protocol !== "HTTPS") return undefined;
      if (typeof port !== "number" || !Number.isInteger(port) || port < 1 || port > 65535) return undefined;
      ports.set(port, protocol);
    }
  }
  return [...ports].map(([port, protocol]) => ({ port, protocol }));
}

/** Without `listen-ports`: HTTPS 443 where a certificate is named, else HTTP 80. */
export function defaultListenPorts(hasCertificate: boolean): readonly ListenPort[] {
  return [hasCertificate ? { protocol: "HTTPS", port: 443 } : { protocol: "HTTP", port: 80 }];
}
