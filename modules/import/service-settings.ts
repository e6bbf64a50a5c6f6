import { readInteger, readMap, TARGET_GROUP_DEFAULTS } from "../controller";
import { quote } from "../findings";
import { serviceDefaults } from "../model";
import { type Settings, settingsIn } from "./annotations";
import { Assumed } from "./draft-text";
import { ALL_KINDS, type Dump, type DumpService } from "./dump";
import type { Backend } from "./dump-schemas";
import { stopping, Unsupported } from "./problem";
import type { Member } from "./today";

/** The target group of a Service's port as one Ingress wants it: fields of `services.<name>`, defaults left out. */
export interface WantedService {
  /** `namespace/name:port`. */
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly port: number | string;
  readonly config: Readonly<Record<string, unknown>> | Assumed;
  /** ARN of the target group that was made by hand and that the service replaces. */
  readonly replaces?: string;
}

/** What tells about Services and target groups. */
export interface Evidence extends Pick<Dump, "services" | "bindings"> {
  /**
   * Health checks that the Pods have already, as settings, by `namespace/name`, where nobody else makes any; without
   * one it is to be decided. Undefined where the controller's default holds.
   */
  readonly probes?: ReadonlyMap<string, Settings>;
}

/**
 * Reads what a backend's target group is like. Annotations of the Service beat those of the Ingress.
 *
 * @throws Unsupported
 */
export function wantedService(member: Member, backend: Backend, evidence: Evidence): WantedService {
  if (backend.targetGroup !== undefined) return boundService(backend.targetGroup, evidence);
  const { namespace } = member.ingress;
  const { services } = evidence;
  const id = `${namespace}/${backend.service}`;
  const service = services?.get(id);
  if (services !== undefined && service === undefined) {
    throw new Unsupported("missing-backend", `There is no Service ${quote(id)} in the input.`);
  }
  const probe = evidence.probes?.get(id);
  const annotations = evidence.probes === undefined ? (service?.annotations ?? new Map()) : new Map();
  const settings = new Map([...(probe ?? []), ...member.settings, ...settingsIn(annotations)]);
  const authType = service && (settings.get("auth-type") ?? "none");
  if (authType !== undefined && authType !== "none") {
    const message = `Clients log in at the load balancer (auth-type of the Service ${quote(id)}).`;
    throw new Unsupported("unsupported", message);
  }
  const port = portOf(backend, service, id);
  const targetType = targetTypeOf(member, settings, service);
  const type = targetType instanceof Assumed ? targetType.value : targetType;
  const config = withoutDefaults({
    namespace,
    name: backend.service,
    port: port.port,
    targetPort: type === "ip" ? port.targetPort : undefined,
    protocol: oneOf(settings, "backend-protocol", ["HTTP", "HTTPS"]) ?? TARGET_GROUP_DEFAULTS.protocol,
    protocolVersion:
      oneOf(settings, "backend-protocol-version", ["HTTP1", "HTTP2", "GRPC"]) ?? TARGET_GROUP_DEFAULTS.protocolVersion,
    targetType,
    ipAddressType: addressTypeOf(service, settings),
    healthCheck: {
      ...healthCheckOf(settings, type === "instance", service),
      ...(evidence.probes !== undefined && probe === undefined && { path: UNSEEN_PROBE }),
    },
    ...attributesOf(settings),
  });
  return {
    id: `${id}:${port.port}`,
    namespace,
    name: backend.service,
    port: port.port,
    config: service === undefined && evidence.probes === undefined ? new Assumed(config, UNSEEN_SERVICE) : config,
  };
}

const UNSEEN_PROBE = new Assumed(
  "/",
  "what the load balancer asks to see whether a Pod is healthy, nginx asks nothing; the readiness probe's path (with the Deployments in the input it is taken from there)",
);

const UNSEEN_SERVICE = `the Service is not in the input: its own annotations beat those of the Ingresses, and may ask clients to log in (${ALL_KINDS})`;

/** A target group that was made by hand: the binding tells which Service fills it. */
function boundService(targetGroup: string, { bindings, services }: Evidence): WantedService {
  const binding = bindings?.get(targetGroup);
  if (binding === undefined) {
    throw new Unsupported(
      "missing-backend",
      `It forwards to a target group that was made elsewhere (${quote(targetGroup)}), and no TargetGroupBinding in the input tells which Service fills it: ${ALL_KINDS}`,
    );
  }
  const { namespace, service: name } = binding;
  const service = services?.get(`${namespace}/${name}`);
  const port = portOf({ service: name, port: binding.port }, service, `${namespace}/${name}`);
  const type = binding.targetType ?? new Assumed("ip", "the binding does not say; the target group does");
  const config = withoutDefaults({
    namespace,
    name,
    port: port.port,
    targetPort: type === "instance" ? undefined : port.targetPort,
    targetType: type,
  });
  const look = `aws elbv2 describe-target-groups --target-group-arns ${targetGroup}`;
  const decision = `protocol, health check and attributes of the target group that was made by hand: ${look}`;
  return {
    id: `${namespace}/${name}:${port.port}`,
    namespace,
    name,
    port: port.port,
    config: new Assumed(config, decision),
    replaces: targetGroup,
  };
}

function portOf(backend: Backend, service: DumpService | undefined, id: string) {
  if (service === undefined) {
    const decision = "the port of the Pods; without the Service taken to be the Service's own";
    return { port: backend.port, targetPort: new Assumed(backend.port, decision) };
  }
  const found = service.ports.find(
    ({ port, name }) => backend.port === (typeof backend.port === "number" ? port : name),
  );
  if (found === undefined) {
    const message = `The Service ${quote(id)} has no port ${quote(String(backend.port))}.`;
    throw new Unsupported("missing-backend", message);
  }
  // Kubernetes' default is the Service's own port, and so is the format's.
  return { port: found.port, targetPort: found.targetPort === found.port ? undefined : found.targetPort };
}

/** Parameters of the class beat the annotations; without any of them the kind of Service leaves one possibility, or two. */
function targetTypeOf({ params }: Member, settings: Settings, service: DumpService | undefined): unknown {
  const ofClass = typeof params === "object" ? params.targetType : undefined;
  const said = ofClass ?? oneOf(settings, "target-type", ["ip", "instance"]);
  const isClusterIp = service?.type === "ClusterIP";
  if (said === "instance" && isClusterIp) {
    throw stopping(`Its target-type is instance, and the Service ${quote(service.id)} has no node port (ClusterIP)`);
  }
  if (said !== undefined) return said;
  // A Service without a node port can only be reached by the addresses of its Pods.
  if (isClusterIp) return "ip";
  return new Assumed(
    "instance",
    "no Ingress says ip or instance; the controller's default, unless it runs with --default-target-type",
  );
}

/** The target group has the family of the Service's addresses, IPv6 if it has both. */
function addressTypeOf(service: DumpService | undefined, settings: Settings): unknown {
  if (service?.ipFamilies.includes("IPv6") === true) return "ipv6";
  const dualstack = settings.get("ip-address-type")?.startsWith("dualstack") === true;
  // On a load balancer of IPv4 alone the controller refuses other Services.
  if (service !== undefined || !dualstack) return undefined;
  return new Assumed("ipv4", "ipv6 where the Service has ipFamilies IPv6; it is not in the input");
}

function healthCheckOf(
  settings: Settings,
  byNode: boolean,
  service: DumpService | undefined,
): Readonly<Record<string, unknown>> {
  const { interval, timeout, healthyThreshold, unhealthyThreshold } = TARGET_GROUP_DEFAULTS.healthCheck;
  return {
    path: settings.get("healthcheck-path"),
    port: healthCheckPort(settings.get("healthcheck-port"), byNode, service),
    protocol: oneOf(settings, "healthcheck-protocol", ["HTTP", "HTTPS"]),
    interval: numberOf(settings, "healthcheck-interval-seconds") ?? interval,
    timeout: numberOf(settings, "healthcheck-timeout-seconds") ?? timeout,
    healthyThreshold: numberOf(settings, "healthy-threshold-count") ?? healthyThreshold,
    unhealthyThreshold: numberOf(settings, "unhealthy-threshold-count") ?? unhealthyThreshold,
    matcher: settings.get("success-codes"),
  };
}

/** A port's name is one of the Service, not of the Pods (buildTargetGroupHealthCheckPort). */
function healthCheckPort(text: string | undefined, byNode: boolean, service: DumpService | undefined): unknown {
  const { port } = TARGET_GROUP_DEFAULTS.healthCheck;
  if (text === undefined || text === port) return port;
  const number = readInteger(text);
  if (number !== undefined) return number;
  if (service === undefined) {
    return new Assumed(port, `the number behind the Service's port named ${quote(text)}, which is not in the input`);
  }
  const found = service.ports.find(({ name }) => name === text);
  const behind = byNode ? found?.nodePort : found?.targetPort;
  if (typeof behind === "number") return behind;
  throw stopping(
    found === undefined
      ? `Its health checks go to the port ${quote(text)}, which the Service ${quote(service.id)} does not have`
      : `Its health checks go to the port ${quote(text)} of the Service ${quote(service.id)}, behind which is not a number`,
  );
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

function attributesOf(settings: Settings): Readonly<Record<string, unknown>> {
  const attributes = readMap(settings.get("target-group-attributes") ?? "");
  if (attributes === undefined) throw stopping("Its target-group-attributes cannot be read");
  const unknown = [...attributes.keys()].find((name) => !READ_ATTRIBUTES.includes(name));
  if (unknown !== undefined) {
    throw new Unsupported(
      "unsupported",
      `The format has no field for the attribute ${quote(unknown)} of a target group.`,
    );
  }
  const crossZone = attributes.get("load_balancing.cross_zone.enabled");
  return {
    deregistrationDelay:
      numberOf(attributes, "deregistration_delay.timeout_seconds") ?? TARGET_GROUP_DEFAULTS.deregistrationDelay,
    slowStart: numberOf(attributes, "slow_start.duration_seconds") ?? TARGET_GROUP_DEFAULTS.slowStart,
    stickiness: attributes.get("stickiness.enabled") === "true" ? stickinessOf(attributes) : undefined,
    algorithm: attributes.get("load_balancing.algorithm.type") ?? TARGET_GROUP_DEFAULTS.algorithm,
    crossZone: crossZone === "true" ? true : crossZone === "false" ? false : undefined,
  };
}

function stickinessOf(attributes: ReadonlyMap<string, string>): Readonly<Record<string, unknown>> {
  const type = attributes.get("stickiness.type") ?? TARGET_GROUP_DEFAULTS.stickinessType;
  const byDefault = TARGET_GROUP_DEFAULTS.stickinessSeconds;
  return {
    type,
    durationSeconds: numberOf(attributes, `stickiness.${type}.duration_seconds`) ?? byDefault,
    cookieName: type === "app_cookie" ? attributes.get("stickiness.app_cookie.cookie_name") : undefined,
  };
}

function oneOf(settings: Settings, name: string, known: readonly string[]): string | undefined {
  const value = settings.get(name);
  if (value === undefined || known.includes(value)) return value;
  throw stopping(`Its ${name} is ${quote(value)}, not one of ${known.join(", ")}`);
}

function numberOf(values: ReadonlyMap<string, string>, name: string): number | undefined {
  const text = values.get(name);
  if (text === undefined) return undefined;
  const number = readInteger(text);
  if (number === undefined) throw stopping(`Its ${name} ${quote(text)} is not a number`);
  return number;
}

/** A service without what the format says by itself; an object of which nothing is left is left out as well. */
function withoutDefaults(config: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const defaults: Readonly<Record<string, unknown>> = serviceDefaults();
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => {
      if (isPlain(value) && isPlain(defaults[name])) return [name, nonEmpty(differing(value, defaults[name]))];
      return [name, IDENTIFYING.includes(name) || value !== defaults[name] ? value : undefined];
    }),
  );
}

/** Fields that say which Service it is. */
const IDENTIFYING = ["namespace", "name", "port", "targetPort"];

function differing(value: object, defaults: object): object {
  const byName = new Map<string, unknown>(Object.entries(defaults));
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, name !== "type" && one === byName.get(name) ? undefined : one]),
  );
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && !(value instanceof Assumed);
}

function nonEmpty(value: object): object | undefined {
  return Object.values(value).every((one) => one === undefined) ? undefined : value;
}
