import { quote } from "../findings";
import { albAnnotation, parsePairs } from "./annotations";
import { Unsayable } from "./answer";
import { Assumed } from "./draft-text";
import type { Backend, DumpIngress, DumpService } from "./dump";

/** The target group of a Service's port as one Ingress wants it: fields of `services.<name>`, defaults left out. */
export interface WantedService {
  /** `namespace/name:port`. */
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly port: number | string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** By `namespace/name`; undefined when no dump of Services was given. */
export type Services = ReadonlyMap<string, DumpService> | undefined;

/**
 * Reads what a backend's target group is like. Annotations of the Service beat those of the Ingress.
 *
 * @throws Unsayable
 */
export function wantedService(ingress: DumpIngress, backend: Backend, services: Services): WantedService {
  const id = `${ingress.namespace}/${backend.service}`;
  const service = services?.get(id);
  if (services !== undefined && service === undefined) {
    throw new Unsayable(`There is no Service ${quote(id)} in the dump of Services.`);
  }
  const authType = service && (albAnnotation(service.annotations, "auth-type") ?? "none");
  if (authType !== undefined && authType !== "none") {
    throw new Unsayable(`Clients log in at the load balancer (auth-type of the Service ${quote(id)}).`);
  }
  const port = portOf(backend, service, id);
  const annotations = new Map([...ingress.annotations, ...(service?.annotations ?? [])]);
  const targetType = oneOf(annotations, "target-type", ["ip", "instance"]);
  const protocolVersion = oneOf(annotations, "backend-protocol-version", ["HTTP1", "HTTP2", "GRPC"]);
  const config = {
    namespace: ingress.namespace,
    name: backend.service,
    port: port.port,
    targetPort: targetType === "ip" ? port.targetPort : undefined,
    protocol: unless("HTTP", oneOf(annotations, "backend-protocol", ["HTTP", "HTTPS"])),
    protocolVersion: unless("HTTP1", protocolVersion),
    targetType: targetType === undefined ? ASSUMED_TARGET_TYPE : unless("ip", targetType),
    healthCheck: healthCheckOf(annotations),
    ...attributesOf(annotations),
  };
  return { id: `${id}:${port.port}`, namespace: ingress.namespace, name: backend.service, port: port.port, config };
}

const ASSUMED_TARGET_TYPE = new Assumed(
  "instance",
  "no Ingress says ip or instance; the controller's default, unless it runs with --default-target-type",
);

function portOf(backend: Backend, service: DumpService | undefined, id: string) {
  if (service === undefined) {
    const decision = "the port of the Pods; without --services taken to be the Service's own";
    return { port: backend.port, targetPort: new Assumed(backend.port, decision) };
  }
  const found = service.ports.find(
    ({ port, name }) => backend.port === (typeof backend.port === "number" ? port : name),
  );
  if (found === undefined) throw new Unsayable(`The Service ${quote(id)} has no port ${quote(String(backend.port))}.`);
  // Kubernetes' default is the Service's own port, and so is the format's.
  return { port: found.port, targetPort: unless(found.port, found.targetPort) };
}

function healthCheckOf(annotations: ReadonlyMap<string, string>): Record<string, unknown> | undefined {
  const port = albAnnotation(annotations, "healthcheck-port") ?? "traffic-port";
  if (port !== "traffic-port" && !/^\d+$/.test(port)) {
    throw new Unsayable(`Its health checks go to the port named ${quote(port)}; the format has numbers only.`);
  }
  const healthCheck = {
    path: albAnnotation(annotations, "healthcheck-path"),
    port: port === "traffic-port" ? undefined : Number(port),
    protocol: oneOf(annotations, "healthcheck-protocol", ["HTTP", "HTTPS"]),
    interval: unless(15, numberOf(annotations, "healthcheck-interval-seconds")),
    timeout: unless(5, numberOf(annotations, "healthcheck-timeout-seconds")),
    healthyThreshold: unless(2, numberOf(annotations, "healthy-threshold-count")),
    unhealthyThreshold: unless(2, numberOf(annotations, "unhealthy-threshold-count")),
    matcher: albAnnotation(annotations, "success-codes"),
  };
  return Object.values(healthCheck).every((value) => value === undefined) ? undefined : healthCheck;
}

/** Attributes that have a field; of every other one, it is said that it would be lost. */
const READ_ATTRIBUTES = [
  "deregistration_delay.timeout_seconds",
  "load_balancing.algorithm.type",
  "load_balancing.cross_zone.enabled",
  "slow_start.duration_seconds",
  "stickiness.app_cookie.cookie_name",
  "stickiness.app_cookie.duration_seconds",
  "stickiness.enabled",
  "stickiness.lb_cookie.duration_seconds",
  "stickiness.type",
];

function attributesOf(annotations: ReadonlyMap<string, string>): Record<string, unknown> {
  const attributes = parsePairs(albAnnotation(annotations, "target-group-attributes") ?? "");
  if (attributes === undefined) throw new Unsayable("Its target-group-attributes cannot be read.");
  const unknown = [...attributes.keys()].find((name) => !READ_ATTRIBUTES.includes(name));
  if (unknown !== undefined)
    throw new Unsayable(`The format has no field for the attribute ${quote(unknown)} of a target group.`);
  const seconds = (name: string, byDefault?: number) =>
    unless(byDefault, attributes.has(name) ? toNumber(attributes.get(name)!, name) : undefined);
  const crossZone = attributes.get("load_balancing.cross_zone.enabled");
  return {
    deregistrationDelay: seconds("deregistration_delay.timeout_seconds", 300),
    slowStart: seconds("slow_start.duration_seconds", 0),
    stickiness: attributes.get("stickiness.enabled") === "true" ? stickinessOf(attributes, seconds) : undefined,
    algorithm: unless("round_robin", attributes.get("load_balancing.algorithm.type")),
    crossZone: crossZone === "true" ? true : crossZone === "false" ? false : undefined,
  };
}

function stickinessOf(
  attributes: ReadonlyMap<string, string>,
  seconds: (name: string, byDefault?: number) => number | undefined,
): Record<string, unknown> {
  const type = attributes.get("stickiness.type") ?? "lb_cookie";
  return {
    type,
    durationSeconds: seconds(`stickiness.${type}.duration_seconds`, 86400),
    cookieName: type === "app_cookie" ? attributes.get("stickiness.app_cookie.cookie_name") : undefined,
  };
}

function oneOf(annotations: ReadonlyMap<string, string>, name: string, known: readonly string[]): string | undefined {
  const value = albAnnotation(annotations, name);
  if (value === undefined || known.includes(value)) return value;
  throw new Unsayable(`Its ${name} is ${quote(value)}; the format has ${known.join(", ")}.`);
}

function numberOf(annotations: ReadonlyMap<string, string>, name: string): number | undefined {
  const value = albAnnotation(annotations, name);
  return value === undefined ? undefined : toNumber(value, name);
}

function toNumber(text: string, name: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Unsayable(`Its ${name} ${quote(text)} is not a number.`);
}

/** What need not be written, because it is the default. */
function unless<T>(byDefault: unknown, value: T): T | undefined {
  return value === byDefault ? undefined : value;
}
