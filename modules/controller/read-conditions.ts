import type { ObservedConditions } from "../alb";
import { field, isObject, type JsonObject, parseJson } from "./go-json";
import type { Result } from "./result";

/** Why conditions can't be read. The admission webhook refuses them; past it they stop the group. */
export interface ConditionsProblem {
  readonly kind: "invalid-json" | "missing-field" | "invalid-field";
  /** As the controller writes it, such as `[0].hostHeaderConfig.values`. */
  readonly field?: string;
  readonly value?: unknown;
  readonly stopsGroup: true;
}

const NONE: ObservedConditions = { hosts: [], paths: [], sourceIps: [] };

/** By the field of a condition: where its values stand, and the list that they go to. */
const PLAIN = {
  "host-header": { config: "hostHeaderConfig", list: "hosts" },
  "path-pattern": { config: "pathPatternConfig", list: "paths" },
  "source-ip": { config: "sourceIPConfig", list: "sourceIps" },
} as const;

/**
 * The conditions that an annotation `conditions.<backend>` adds to the host and path of a rule, as the controller
 * reads it (pkg/ingress/config_types.go). Those of other kinds, and regular expressions, are kept as JSON.
 */
export function readConditions(text: string | undefined): Result<ObservedConditions, ConditionsProblem> {
  if (text === undefined) return { ok: true, value: NONE };
  const parsed = parseJson(text)?.value;
  if (!Array.isArray(parsed)) return problem("invalid-json", undefined, text);
  const lists = { hosts: [] as string[], paths: [] as string[], sourceIps: [] as string[] };
  const other: string[] = [];
  for (const [index, condition] of parsed.entries()) {
    if (!isObject(condition)) return problem("invalid-field", `[${index}]`, condition);
    const kind = field(condition, "field");
    if (!isPlain(kind)) {
      other.push(JSON.stringify(condition));
      continue;
    }
    const { config, list } = PLAIN[kind];
    const where = `[${index}].${config}`;
    const values = field(condition, config);
    if (values === undefined) return problem("missing-field", where);
    if (!isObject(values)) return problem("invalid-field", where, values);
    if (hasRegex(values)) {
      other.push(JSON.stringify(condition));
      continue;
    }
    const texts = field(values, "values");
    if (texts === undefined || (Array.isArray(texts) && texts.length === 0)) {
      return problem("missing-field", `${where}.values`);
    }
    if (!isTexts(texts)) return problem("invalid-field", `${where}.values`, texts);
    lists[list].push(...texts);
  }
  return { ok: true, value: { ...lists, ...(other.length > 0 && { other }) } };
}

function isPlain(kind: unknown): kind is keyof typeof PLAIN {
  return typeof kind === "string" && Object.hasOwn(PLAIN, kind);
}

function hasRegex(config: JsonObject): boolean {
  const regexes = field(config, "regexValues");
  return Array.isArray(regexes) && regexes.length > 0;
}

function isTexts(values: unknown): values is string[] {
  return Array.isArray(values) && values.every((value) => typeof value === "string");
}

function problem(
  kind: ConditionsProblem["kind"],
  where?: string,
  value?: unknown,
): Result<ObservedConditions, ConditionsProblem> {
  const about = { ...(where !== undefined && { field: where }), ...(value !== undefined && { value }) };
  return { ok: false, error: { kind, ...about, stopsGroup: true } };
}
