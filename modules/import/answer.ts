import { redirectAction } from "../alb";
import { FIXED_RESPONSE_CONTENT_TYPES } from "../aws";
import { quote } from "../findings";
import type { FixedResponseConfig, RedirectInput } from "../model";
import { albAnnotation, STOPS_THE_GROUP } from "./annotations";
import type { Backend, DumpIngress } from "./dump";
import { field, isObject, parseObject, textField } from "./go-json";

/** What a rule answers, in the words of the dump: services are not named yet. */
export type Answer =
  | {
      readonly kind: "forward";
      readonly targets: readonly Target[];
      /** Seconds for which a client stays with one target group. */
      readonly stickinessSeconds: number;
    }
  | { readonly kind: "redirect"; readonly redirect: RedirectInput }
  | { readonly kind: "fixed-response"; readonly response: FixedResponseConfig };

export interface Target {
  readonly backend: Backend;
  readonly weight: number;
}

/** A backend of this port is an action of an annotation (pkg/ingress/enhanced_backend_builder.go). */
const USE_ANNOTATION = "use-annotation";

/** Something that cannot be read or said; its message says what, as a sentence. */
export class Unsayable extends Error {}

/** What `read` gives; undefined when it is unsayable, which then is one of the problems. */
export function attempt<T>(problems: Set<string>, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Unsayable)) throw error;
    problems.add(error.message);
    return undefined;
  }
}

/**
 * What a backend answers: the Service itself, or the action that an annotation describes.
 *
 * @throws Unsayable
 */
export function answerOf(ingress: DumpIngress, backend: Backend): Answer {
  if (backend.port !== USE_ANNOTATION) return forwardTo(backend);
  const name = `actions.${backend.service}`;
  const text = albAnnotation(ingress.annotations, name);
  if (text === undefined) throw new Unsayable(`There is no annotation ${quote(name)}: the rule answers 503.`);
  const action = parseObject(text);
  if (action === undefined) throw blocking(name, "is not a JSON object");
  switch (textField(action, "type")) {
    case "forward":
      return forwardAction(action, name);
    case "redirect":
      return { kind: "redirect", redirect: redirectOf(field(action, "redirectConfig"), name) };
    case "fixed-response":
      return { kind: "fixed-response", response: responseOf(field(action, "fixedResponseConfig"), name) };
    default:
      throw blocking(name, `has the unknown type ${quote(String(field(action, "type")))}`);
  }
}

/** Malformed actions pass the admission webhook and then stop the group. */
function blocking(name: string, what: string): Unsayable {
  return new Unsayable(`The annotation ${quote(name)} ${what}, ${STOPS_THE_GROUP}.`);
}

function forwardTo(backend: Backend): Answer {
  if (backend.port === "") throw new Unsayable(`The backend ${quote(backend.service)} names no port.`);
  return { kind: "forward", targets: [{ backend, weight: 1 }], stickinessSeconds: 0 };
}

function forwardAction(action: object, name: string): Answer {
  const config = field(action, "forwardConfig");
  const groups = isObject(config) ? field(config, "targetGroups") : [action];
  if (!Array.isArray(groups) || groups.length === 0) throw blocking(name, "names no target group");
  const targets = groups.map((group) => targetOf(group, name));
  if (new Set(targets.map(({ backend }) => `${backend.service}:${backend.port}`)).size < targets.length) {
    throw new Unsayable(`The annotation ${quote(name)} names a Service twice.`);
  }
  if (targets.every(({ weight }) => weight === 0)) throw new Unsayable(`In ${quote(name)} every weight is 0.`);
  return { kind: "forward", targets, stickinessSeconds: stickinessOf(config) };
}

function targetOf(group: unknown, name: string): Target {
  if (!isObject(group)) throw blocking(name, "has a target group that is no object");
  const service = textField(group, "serviceName");
  if (service === undefined) {
    const arn = textField(group, "targetGroupARN") ?? textField(group, "targetGroupName");
    if (arn === undefined) throw blocking(name, "names no target group");
    throw new Unsayable(
      `It forwards to a target group that was made elsewhere (${quote(arn)}); the format has only Services.`,
    );
  }
  const weight = field(group, "weight") ?? 1;
  if (typeof weight !== "number" || !Number.isInteger(weight)) throw blocking(name, "has a weight that is no number");
  const port = field(group, "servicePort");
  if (typeof port !== "number" && (typeof port !== "string" || port === "")) throw blocking(name, "names no port");
  // The controller reads "80" as the number (normalizeServicePortForBackwardsCompatibility).
  return { backend: { service, port: /^\d+$/.test(String(port)) ? Number(port) : port }, weight };
}

function stickinessOf(config: unknown): number {
  const stickiness = isObject(config) ? field(config, "targetGroupStickinessConfig") : undefined;
  if (!isObject(stickiness) || field(stickiness, "enabled") !== true) return 0;
  const seconds = field(stickiness, "durationSeconds");
  return typeof seconds === "number" ? seconds : 0;
}

function redirectOf(config: unknown, name: string): RedirectInput {
  if (!isObject(config)) throw blocking(name, "has no redirectConfig");
  const status = /^HTTP_(30[12])$/.exec(textField(config, "statusCode") ?? "")?.[1];
  if (status === undefined) throw blocking(name, "has a statusCode other than HTTP_301 and HTTP_302");
  const statusCode = status === "301" ? 301 : 302;
  const unchanged: Record<string, unknown> = { ...redirectAction({ statusCode }) };
  const part = (key: string) => {
    const value = textField(config, key);
    return value === unchanged[key] ? undefined : value;
  };
  const port = part("port");
  return {
    host: part("host"),
    path: part("path"),
    query: part("query"),
    port: port !== undefined && /^\d+$/.test(port) ? Number(port) : port,
    protocol: part("protocol") as RedirectInput["protocol"],
    statusCode,
  };
}

function responseOf(config: unknown, name: string): FixedResponseConfig {
  if (!isObject(config)) throw blocking(name, "has no fixedResponseConfig");
  const statusCode = textField(config, "statusCode");
  if (statusCode === undefined || !/^\d{3}$/.test(statusCode)) throw blocking(name, "has a statusCode that is no text");
  const given = textField(config, "contentType") ?? "text/plain";
  const contentType = FIXED_RESPONSE_CONTENT_TYPES.find((type) => type === given);
  if (contentType === undefined) throw blocking(name, `has the content type ${quote(given)}`);
  return { statusCode: Number(statusCode), contentType, body: textField(config, "messageBody") ?? "" };
}

/** Whether a redirect only leads from HTTP to HTTPS: on an HTTPS listener the controller leaves such a rule out. */
export function onlyToHttps(answer: Answer): boolean {
  if (answer.kind !== "redirect") return false;
  const { host, path, query, port, protocol } = answer.redirect;
  return protocol === "HTTPS" && (port === 443 || port === undefined) && [host, path, query].every(isUndefined);
}

function isUndefined(value: unknown): boolean {
  return value === undefined;
}
