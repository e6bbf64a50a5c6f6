import type { ObservedConditions } from "../alb";
import { CATCH_ALL, orderAsWritten, patternsAsWritten, readConditions, type TypedPath } from "../controller";
import { quote } from "../findings";
import type { Settings } from "./annotations";
import { type Answer, answerOf } from "./answer";
import type { DumpIngress } from "./dump";
import type { Backend } from "./dump-schemas";
import { at, attempt, type Problem, type Step, stopping, Unsupported } from "./problem";

/** A listener rule that the controller makes of an Ingress today. */
export interface TodayRule {
  readonly ingress: DumpIngress;
  /** Empty: any host. */
  readonly hosts: readonly string[];
  /** A request's path matches one of them. */
  readonly paths: readonly TypedPath[];
  readonly sourceIps: readonly string[];
  /** It has conditions that the format does not know. */
  readonly hasOtherConditions: boolean;
  /** Place among a host's rules where the controller sorts them by path: lower ones first. */
  readonly rank?: number;
  /** Undefined when it cannot be read or said. */
  readonly answer: Answer | undefined;
}

/** The rules of an Ingress in the controller's order: rule by rule, in each Exact, Prefix, ImplementationSpecific. */
export function todayRules(ingress: DumpIngress, settings: Settings): Step<readonly TodayRule[]> {
  const problems: Problem[] = [];
  const value = ingress.rules.flatMap((rule) =>
    orderAsWritten(rule.paths).map(({ backend, ...path }): TodayRule => {
      const checked = attempt(() => checkPath(path));
      const conditions = attempt(() => conditionsOf(settings, backend));
      const answer = attempt(() => answerOf(settings, backend));
      const { hosts: more = [], paths: further = [], sourceIps = [] } = conditions.value ?? {};
      const hosts = [...new Set([...(rule.host === undefined ? [] : [rule.host]), ...more])];
      const anyHost =
        hosts.length > 0
          ? []
          : [{ code: "unsupported", message: "This rule is for any host; a tenant names hosts." } as const];
      const place = { ...(rule.host !== undefined && { host: rule.host }), path: path.path };
      const reasons = [...checked.reasons, ...conditions.reasons, ...anyHost, ...answer.reasons];
      problems.push(...at(ingress.id, reasons, place));
      const own = path.path === "" ? [] : [path];
      const paths = [...own, ...further.map(implementationSpecific)];
      return {
        ingress,
        hosts,
        paths: paths.length === 0 ? [CATCH_ALL] : paths,
        sourceIps: [...new Set(sourceIps)].sort(),
        hasOtherConditions: conditions.value === undefined,
        answer: answer.value,
      };
    }),
  );
  return { value, problems };
}

/** The path patterns of a rule. */
export function rulePatterns({ paths }: Pick<TodayRule, "paths">): string[] {
  return paths.flatMap(patternsAsWritten);
}

function implementationSpecific(path: string): TypedPath {
  return { path, pathType: "ImplementationSpecific" };
}

function checkPath({ path, pathType }: TypedPath): void {
  if (pathType !== "ImplementationSpecific" && /[*?]/.test(path)) {
    throw stopping(`The path ${quote(path)} of type ${pathType} contains a wildcard`);
  }
}

/** @throws Unsupported for conditions that the format does not know */
function conditionsOf(settings: Settings, backend: Backend): ObservedConditions {
  const name = `conditions.${backend.service}`;
  const conditions = readConditions(settings.get(name));
  if (!conditions.ok) {
    const { field, value } = conditions.error;
    const where = field === undefined ? "is not a JSON list" : `has no valid ${field}`;
    const found = value === undefined || field === undefined ? "" : ` but ${quote(value)}`;
    throw stopping(`The annotation ${quote(name)} ${where}${found}`);
  }
  const [other] = conditions.value.other ?? [];
  if (other === undefined) return conditions.value;
  const message = `The annotation ${quote(name)} has a condition that tenants do not have: ${quote(other)}.`;
  throw new Unsupported("unsupported", message);
}
