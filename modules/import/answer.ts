import type { FixedResponseAction, RedirectAction } from "../alb";
import { FIXED_RESPONSE_CONTENT_TYPES } from "../aws";
import { type ActionProblem, type NamedTargetGroup, type ReadAction, readAction, USE_ANNOTATION } from "../controller";
import { quote } from "../findings";
import type { FixedResponseConfig, RedirectInput } from "../model";
import type { Settings } from "./annotations";
import type { Backend } from "./dump-schemas";
import { stopping, Unsupported } from "./problem";

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

/**
 * What a backend answers: the Service itself, or the action that an annotation describes.
 *
 * @throws Unsupported
 */
export function answerOf(settings: Settings, backend: Backend): Answer {
  if (backend.resource !== undefined) {
    throw stopping(`Its backend is ${quote(backend.resource)}, and the controller knows Services only`);
  }
  if (backend.port === "") throw stopping(`Its backend ${quote(backend.service)} names no port`);
  if (backend.port !== USE_ANNOTATION) {
    return { kind: "forward", targets: [{ backend, weight: 1 }], stickinessSeconds: 0 };
  }
  const name = `actions.${backend.service}`;
  const action = readAction(settings.get(name));
  if (!action.ok) throw unreadable(name, action.error);
  return inFormat(action.value, name);
}

function unreadable(name: string, problem: ActionProblem): Unsupported {
  if (!problem.stopsGroup) {
    return new Unsupported("unsupported", `There is no annotation ${quote(name)}: the rule answers 503.`);
  }
  return stopping(`The annotation ${quote(name)} ${whatIsWrong(problem)}`);
}

function whatIsWrong({ kind, field = "", value }: ActionProblem): string {
  switch (kind) {
    case "missing-field":
      return `has no ${field}`;
    case "unknown-type":
      return `has the unknown type ${quote(value)}`;
    case "conflicting-fields":
      return `has more than ${field}, which excludes the rest`;
    case "invalid-field":
      return `has ${quote(value)} as ${field}, not a valid value`;
    default:
      return "is not a JSON object";
  }
}

function inFormat(action: ReadAction, name: string): Answer {
  switch (action.type) {
    case "redirect":
      return { kind: "redirect", redirect: redirectInput(action) };
    case "fixed-response":
      return { kind: "fixed-response", response: responseConfig(action) };
    case "forward":
      return forwardTo(action.targetGroups, action.stickinessSeconds ?? 0, name);
  }
}

function forwardTo(groups: readonly NamedTargetGroup[], stickinessSeconds: number, name: string): Answer {
  const targets = groups.map((group): Target => ({ backend: backendOf(group), weight: group.weight }));
  if (new Set(targets.map(({ backend }) => backendText(backend))).size < targets.length) {
    throw new Unsupported("unsupported", `The annotation ${quote(name)} names a Service twice.`);
  }
  if (targets.every(({ weight }) => weight === 0)) {
    throw new Unsupported("unsupported", `In ${quote(name)} every weight is 0.`);
  }
  return { kind: "forward", targets, stickinessSeconds };
}

function backendOf(group: NamedTargetGroup): Backend {
  switch (group.kind) {
    case "service":
      return { service: group.service, port: group.port };
    case "arn":
      return { service: "", port: "", targetGroup: group.arn };
    case "name":
      return { service: "", port: "", targetGroup: group.name };
  }
}

/** Tells backends apart. */
export function backendText({ service, port, targetGroup }: Backend): string {
  return targetGroup ?? `${service}:${port}`;
}

/** The parts of a redirect that change something. */
function redirectInput({ host, path, query, port, protocol, statusCode }: RedirectAction): RedirectInput {
  const changed = (value: string, placeholder: string) => (value === placeholder ? undefined : value);
  const toPort = changed(port, "#{port}");
  return {
    host: changed(host, "#{host}"),
    path: changed(path, "/#{path}"),
    query: changed(query, "#{query}"),
    port: toPort !== undefined && /^\d+$/.test(toPort) ? Number(toPort) : toPort,
    protocol: changed(protocol, "#{protocol}") as RedirectInput["protocol"],
    statusCode,
  };
}

function responseConfig({ statusCode, contentType: given, body }: FixedResponseAction): FixedResponseConfig {
  // The controller's reader lets through these only.
  const contentType = FIXED_RESPONSE_CONTENT_TYPES.find((type) => type === given) ?? "text/plain";
  return { statusCode, contentType, body };
}

/**
 * Whether a redirect leads to the same place by HTTPS, which a load balancer with certificates does by itself.
 *
 * @param host that was asked for, which the redirect may name
 */
export function onlyToHttps(answer: Answer, host: string): boolean {
  if (answer.kind !== "redirect") return false;
  const { redirect } = answer;
  const toPort = redirect.port === undefined || redirect.port === 443;
  const toHost = redirect.host === undefined || redirect.host === host;
  return redirect.protocol === "HTTPS" && toPort && toHost && [redirect.path, redirect.query].every(isUndefined);
}

function isUndefined(value: unknown): boolean {
  return value === undefined;
}
