import { compareText } from "../findings";
import { at, list, text } from "./values";

/** How a rule answers, in words. Two answers are the same when `source` is, whatever the words say. */
export interface AnswerView {
  readonly words: string;
  /** The annotation as it stands in the plan (as far as it may be shown). */
  readonly source: string;
}

/** Longer bodies, texts of annotations and the like are cut. */
const MAX_QUOTED = 60;

/**
 * The answer that the annotation `actions.<backend>` gives, in the controller's own terms
 * (pkg/ingress/enhanced_backend_builder.go).
 */
export function readAction(annotation: unknown): AnswerView {
  if (annotation === undefined || annotation === null) {
    return { words: "has no action and answers 503", source: "" };
  }
  const source = text(annotation);
  if (typeof annotation !== "string") return { words: `answers ${source}`, source };
  try {
    return { words: describe(JSON.parse(annotation) as unknown), source: canonical(JSON.parse(annotation)) };
  } catch {
    return { words: `has an action that the controller can't read: ${quote(source)}`, source };
  }
}

function describe(action: unknown): string {
  switch (at(action, "type")) {
    case "forward":
      return `forwards to ${describeForward(action)}`;
    case "fixed-response":
      return describeFixedResponse(at(action, "fixedResponseConfig"));
    case "redirect":
      return describeRedirect(at(action, "redirectConfig"));
    default:
      return `has an action of type ${quote(text(at(action, "type")))}`;
  }
}

function describeForward(action: unknown): string {
  const config = at(action, "forwardConfig");
  const groups = config === undefined ? [action] : list(at(config, "targetGroups"));
  const [only, ...others] = groups.map(targetGroup);
  const names =
    others.length === 0
      ? (only ?? "nothing")
      : groups.map((group, index) => `${[only, ...others][index]} (${text(at(group, "weight") ?? 1)})`).join(", ");
  const stickiness = at(config, "targetGroupStickinessConfig");
  const sticky = at(stickiness, "enabled") === true ? `, sticky for ${text(at(stickiness, "durationSeconds"))} s` : "";
  return names + sticky;
}

function targetGroup(group: unknown): string {
  const arn = text(at(group, "targetGroupARN"));
  const [, name] = /:targetgroup\/([^/]+)\//.exec(arn) ?? [];
  return name ?? (arn || text(at(group, "targetGroupName")) || `Service ${text(at(group, "serviceName"))}`);
}

function describeFixedResponse(config: unknown): string {
  const body = text(at(config, "messageBody"));
  return `responds ${text(at(config, "statusCode"))}${body === "" ? "" : ` ${quote(body)}`}`;
}

/** Parts that are left out stay as they are. */
function describeRedirect(config: unknown): string {
  const part = (key: string, same: string) => text(at(config, key)) || same;
  const status = text(at(config, "statusCode")).replace(/^HTTP_/, "");
  const target = `${part("protocol", "#{protocol}").toLowerCase()}://${part("host", "#{host}")}:${part("port", "#{port}")}`;
  return `redirects ${status} to ${target}${part("path", "/#{path}")}?${part("query", "#{query}")}`;
}

/** A text of others in quotation marks, cut. */
export function quote(value: string): string {
  return JSON.stringify(value.length > MAX_QUOTED ? `${value.slice(0, MAX_QUOTED)}…` : value);
}

/** The same for the same content: the order of keys says nothing, and differs between Terraform and the generator. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => compareText(a, b)))
      : inner,
  );
}
