import { CATCH_ALL, orderPaths, type TypedPath } from "../controller";
import { quote } from "../findings";
import { albAnnotation, STOPS_THE_GROUP } from "./annotations";
import { type Answer, answerOf, attempt, Unsayable } from "./answer";
import type { Backend, DumpIngress } from "./dump";
import { field, isObject, parseArray, textField } from "./go-json";

/** A listener rule that the controller makes of an Ingress today. */
export interface OldRule {
  readonly ingress: DumpIngress;
  /** Empty: any host. */
  readonly hosts: readonly string[];
  /** A request's path matches one of them. */
  readonly paths: readonly TypedPath[];
  readonly sourceIps: readonly string[];
  /** Undefined when it cannot be read or said. */
  readonly answer: Answer | undefined;
}

/** The rules of one Ingress, and why some cannot be said. */
export interface OldRules {
  readonly rules: readonly OldRule[];
  readonly problems: readonly string[];
}

/** The rules of an Ingress in the controller's order: rule by rule, in each Exact, Prefix, ImplementationSpecific. */
export function oldRulesOf(ingress: DumpIngress): OldRules {
  const problems = new Set<string>();
  const rules = ingress.rules.flatMap((rule) =>
    orderPaths(rule.paths).map(({ backend, ...path }): OldRule => {
      attempt(problems, () => checkPath(path));
      const conditions = attempt(problems, () => conditionsOf(ingress, backend));
      const hosts = [...(rule.host === undefined ? [] : [rule.host]), ...(conditions?.hosts ?? [])];
      if (hosts.length === 0) problems.add(`A rule (path ${quote(path.path)}) is for any host.`);
      const own = path.path === "" ? [] : [path];
      const further = (conditions?.paths ?? []).map(implementationSpecific);
      return {
        ingress,
        hosts: [...new Set(hosts)],
        paths: own.length + further.length === 0 ? [CATCH_ALL] : [...own, ...further],
        sourceIps: [...new Set(conditions?.sourceIps ?? [])].sort(),
        answer: attempt(problems, () => answerOf(ingress, backend)),
      };
    }),
  );
  return { rules, problems: [...problems] };
}

function implementationSpecific(path: string): TypedPath {
  return { path, pathType: "ImplementationSpecific" };
}

function checkPath({ path, pathType }: TypedPath): void {
  if (pathType !== "ImplementationSpecific" && /[*?]/.test(path)) {
    throw new Unsayable(`The path ${quote(path)} of type ${pathType} contains a wildcard, ${STOPS_THE_GROUP}.`);
  }
}

interface Conditions {
  readonly hosts: readonly string[];
  readonly paths: readonly string[];
  readonly sourceIps: readonly string[];
}

/** Where the values of a condition stand, by its field; what is missing here the format cannot say. */
const CONFIG_OF_FIELD = {
  "host-header": "hostHeaderConfig",
  "path-pattern": "pathPatternConfig",
  "source-ip": "sourceIpConfig",
} as const;

function conditionsOf(ingress: DumpIngress, backend: Backend): Conditions {
  const values = { "host-header": [] as string[], "path-pattern": [] as string[], "source-ip": [] as string[] };
  const name = `conditions.${backend.service}`;
  const text = albAnnotation(ingress.annotations, name);
  const conditions = text === undefined ? [] : parseArray(text);
  if (conditions === undefined) {
    throw new Unsayable(`The annotation ${quote(name)} is not a JSON list, ${STOPS_THE_GROUP}.`);
  }
  for (const condition of conditions) {
    const kind = isObject(condition) ? (textField(condition, "field") ?? "") : "";
    if (!Object.hasOwn(CONFIG_OF_FIELD, kind)) {
      throw new Unsayable(`The annotation ${quote(name)} has a condition on ${quote(kind)}; tenants have none.`);
    }
    const known = kind as keyof typeof CONFIG_OF_FIELD;
    const config = field(condition as object, CONFIG_OF_FIELD[known]);
    const list = isObject(config) ? field(config, "values") : undefined;
    if (!Array.isArray(list) || !list.every((value) => typeof value === "string")) {
      throw new Unsayable(`The annotation ${quote(name)} has a condition without plain values.`);
    }
    values[known].push(...list);
  }
  return { hosts: values["host-header"], paths: values["path-pattern"], sourceIps: values["source-ip"] };
}
