import {
  type Action,
  type FixedResponseAction,
  type ForwardAction,
  type RedirectAction,
  redirectAction,
  type TargetGroup,
} from "../alb";
import { FIXED_RESPONSE_CONTENT_TYPES } from "../aws";
import { field, isObject, type JsonObject, parseJson } from "./go-json";
import type { Result } from "./result";

/** A target group as an annotation names it: one that exists, or the one that the controller makes of a Service. */
export type NamedTargetGroup = TargetGroup &
  (
    | { readonly kind: "arn"; readonly arn: string }
    | { readonly kind: "name" }
    | { readonly kind: "service"; readonly service: string; readonly port: string | number }
  );

/** Why an annotation has no action. `field` and `value` say where and what; `value` is as it was found. */
export interface ActionProblem {
  readonly kind:
    | "missing-annotation"
    | "invalid-json"
    | "unknown-type"
    | "missing-field"
    | "invalid-field"
    | "conflicting-fields";
  /** As the controller writes it, such as `redirectConfig.statusCode`. */
  readonly field?: string;
  readonly value?: unknown;
  /** Whether the controller then changes nothing any more on the whole group's ALB; else the rule answers 503. */
  readonly stopsGroup: boolean;
}

export type ReadAction = Action<NamedTargetGroup>;

/**
 * The action that an annotation `actions.<backend>` says, as the controller reads it (pkg/ingress/config_types.go and
 * enhanced_backend_builder.go). What AWS would refuse is a problem too: the controller then stops just the same.
 */
export function readAction(text: string | undefined): Result<ReadAction, ActionProblem> {
  if (text === undefined) return { ok: false, error: { kind: "missing-annotation", stopsGroup: false } };
  try {
    return { ok: true, value: actionOf(text) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, error: error.problem };
    throw error;
  }
}

/** Where an ARN is shown a target group has its name: `arn:aws:…:targetgroup/<name>/<id>`. */
export function targetGroupNameOf(arn: string): string {
  return arn.split("/")[1] ?? arn;
}

/** Carries a problem out of the reading of nested values. */
class Refusal extends Error {
  readonly problem: ActionProblem;

  constructor(kind: ActionProblem["kind"], where?: string, value?: unknown) {
    super(kind);
    this.problem = {
      kind,
      ...(where !== undefined && { field: where }),
      ...(value !== undefined && { value }),
      stopsGroup: true,
    };
  }
}

function actionOf(text: string): ReadAction {
  const value = parseJson(text)?.value;
  if (!isObject(value)) throw new Refusal("invalid-json", undefined, text);
  const type = optional(value, "type", isText);
  switch (type) {
    case "forward":
      return forwardOf(value);
    case "fixed-response":
      return fixedResponseOf(required(value, "fixedResponseConfig", isObject));
    case "redirect":
      return redirectOf(required(value, "redirectConfig", isObject));
    default:
      throw new Refusal("unknown-type", "type", type ?? "");
  }
}

function forwardOf(action: JsonObject): ForwardAction<NamedTargetGroup> {
  const config = optional(action, "forwardConfig", isObject);
  const simple = ["targetGroupARN", "targetGroupName"].some((key) => field(action, key) !== undefined);
  if (config === undefined) {
    if (!simple) throw new Refusal("missing-field", "targetGroupARN");
    return { type: "forward", targetGroups: [{ ...identityOf(action, ""), weight: 1 }] };
  }
  if (simple) throw new Refusal("conflicting-fields", "forwardConfig");
  const groups = required(config, "targetGroups", Array.isArray, "forwardConfig.");
  if (groups.length === 0) throw new Refusal("missing-field", "forwardConfig.targetGroups");
  const targetGroups = groups.map((group, index) => weightedOf(group, index, groups.length));
  const stickinessSeconds = stickinessOf(config);
  return { type: "forward", targetGroups, ...(stickinessSeconds !== undefined && { stickinessSeconds }) };
}

function weightedOf(group: unknown, index: number, count: number): NamedTargetGroup {
  const where = `forwardConfig.targetGroups[${index}]`;
  if (!isObject(group)) throw new Refusal("invalid-field", where, group);
  const weight = optional(group, "weight", isInteger, `${where}.`);
  if (weight === undefined && count > 1) throw new Refusal("missing-field", `${where}.weight`);
  return { ...identityOf(group, `${where}.`), weight: weight ?? 1 };
}

type Identity = NamedTargetGroup extends infer Group ? (Group extends unknown ? Omit<Group, "weight"> : never) : never;

/** Precisely one of ARN, name and Service. */
function identityOf(group: JsonObject, where: string): Identity {
  const arn = optional(group, "targetGroupARN", isText, where);
  const name = optional(group, "targetGroupName", isText, where);
  const service = where === "" ? undefined : optional(group, "serviceName", isText, where);
  const given = [arn, name, service].filter((one) => one !== undefined);
  if (given.length === 0) throw new Refusal("missing-field", `${where}targetGroupARN`);
  if (given.length > 1) throw new Refusal("conflicting-fields", `${where}targetGroupARN`);
  if (arn !== undefined) return { kind: "arn", name: targetGroupNameOf(arn), arn };
  if (service === undefined) return { kind: "name", name: name ?? "" };
  const written = required(group, "servicePort", isPort, where);
  // "80" is the number (normalizeServicePortForBackwardsCompatibility).
  const port = /^\d+$/.test(String(written)) ? Number(written) : written;
  return { kind: "service", name: `Service ${service}:${port}`, service, port };
}

function stickinessOf(config: JsonObject): number | undefined {
  const where = "forwardConfig.targetGroupStickinessConfig";
  const stickiness = optional(config, "targetGroupStickinessConfig", isObject, "forwardConfig.");
  if (stickiness === undefined || optional(stickiness, "enabled", isBoolean, `${where}.`) !== true) return undefined;
  return required(stickiness, "durationSeconds", isInteger, `${where}.`);
}

function fixedResponseOf(config: JsonObject): FixedResponseAction {
  const where = "fixedResponseConfig.";
  const statusCode = required(config, "statusCode", isText, where);
  if (!/^[245]\d\d$/.test(statusCode)) throw new Refusal("invalid-field", `${where}statusCode`, statusCode);
  const contentType = optional(config, "contentType", isText, where) ?? "text/plain";
  if (!FIXED_RESPONSE_CONTENT_TYPES.some((type) => type === contentType)) {
    throw new Refusal("invalid-field", `${where}contentType`, contentType);
  }
  const body = optional(config, "messageBody", isText, where) ?? "";
  return { type: "fixed-response", statusCode: Number(statusCode), contentType, body };
}

function redirectOf(config: JsonObject): RedirectAction {
  const where = "redirectConfig.";
  const status = required(config, "statusCode", isText, where);
  if (status !== "HTTP_301" && status !== "HTTP_302") throw new Refusal("invalid-field", `${where}statusCode`, status);
  const part = (key: string) => optional(config, key, isText, where);
  return redirectAction({
    host: part("host"),
    path: part("path"),
    query: part("query"),
    port: part("port"),
    protocol: part("protocol"),
    statusCode: status === "HTTP_301" ? 301 : 302,
  });
}

type Guard<T> = (value: unknown) => value is T;

/** A value of the right type, or none: Go refuses any other. */
function optional<T>(object: JsonObject, key: string, guard: Guard<T>, where = ""): T | undefined {
  const value = field(object, key);
  if (value === undefined || guard(value)) return value;
  throw new Refusal("invalid-field", where + key, value);
}

function required<T>(object: JsonObject, key: string, guard: Guard<T>, where = ""): T {
  const value = optional(object, key, guard, where);
  if (value === undefined || value === "") throw new Refusal("missing-field", where + key);
  return value;
}

const isText: Guard<string> = (value) => typeof value === "string";
const isBoolean: Guard<boolean> = (value) => typeof value === "boolean";
const isInteger: Guard<number> = (value): value is number => Number.isInteger(value);
const isPort: Guard<string | number> = (value): value is string | number => isText(value) || isInteger(value);
