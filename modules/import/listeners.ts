import { defaultListenPorts, type ListenPort, parseListenPorts, readFlag, readInteger, readList } from "../controller";
import { quote } from "../findings";
import type { Settings } from "./annotations";
import { stopping, Unsupported } from "./problem";

/** Where an Ingress listens: the two places that a load balancer of the fleet has. */
export interface Listeners {
  /** HTTP on port 80. */
  readonly http: boolean;
  /** HTTPS on port 443. */
  readonly https: boolean;
}

/**
 * The listeners of an Ingress.
 *
 * @param groupPorts ports that its group's load balancer has, as the controller reports them; empty when it does not
 * @throws Unsupported
 */
export function listenersOf(settings: Settings, groupPorts: ReadonlySet<number>): Listeners {
  const ports = portsOf(settings, groupPorts);
  const has = (protocol: ListenPort["protocol"], wanted: number) =>
    ports.some((one) => one.protocol === protocol && one.port === wanted);
  const others = ports.filter(
    ({ protocol, port }) => !(protocol === "HTTP" && port === 80) && !(protocol === "HTTPS" && port === 443),
  );
  if (others.length === 0) return { http: has("HTTP", 80), https: has("HTTPS", 443) };
  const names = others.map(({ protocol, port }) => `${protocol} ${port}`).join(", ");
  throw new Unsupported(
    "unsupported",
    `It listens on ${names.slice(0, 200)}; a load balancer of the fleet has HTTP 80 and HTTPS 443 only.`,
  );
}

function portsOf(settings: Settings, groupPorts: ReadonlySet<number>): readonly ListenPort[] {
  const text = settings.get("listen-ports");
  if (text !== undefined) {
    const ports = parseListenPorts(text);
    if (ports === undefined) throw stopping(`Its listen-ports ${quote(text)} cannot be read`);
    return ports;
  }
  const named = readList(settings.get("certificate-arn") ?? "").length > 0;
  const made = readFlag(settings.get("create-acm-cert") ?? "false") === true;
  // Parameters that are not in the input may name a certificate: then the load balancer has no port 80 at all.
  const reported = groupPorts.has(443) && !groupPorts.has(80);
  return defaultListenPorts(named || made || reported);
}

/** The port to which the whole group's HTTP redirects; undefined when it does not, or the value is malformed. */
export function sslRedirectPort(settings: Settings): number | undefined {
  return readInteger(settings.get("ssl-redirect") ?? "");
}
