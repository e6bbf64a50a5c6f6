import { countWildcards } from "../alb";
import {
  actionsAnnotationKey,
  conditionsAnnotationKey,
  GROUP_ORDER_KEY,
  MANAGED_BY_LABEL,
  type PathType,
  pathPatterns,
  readConditions,
  TENANT_LABEL,
  USE_ANNOTATION,
} from "../controller";
import { type DnsRecord, ROUTING_KEYS, readDnsRecord } from "../external-dns";
import { compareText } from "../findings";
import { type AnswerView, answerOf, quote } from "./ingress-action";
import { at, list, text, textMap } from "./values";

/** What a tenant is on one load balancer, read from its Ingresses; every text is one that may be shown. */
export interface TenantView {
  readonly status: "active" | "maintenance" | "suspended";
  /** All hosts, sorted. */
  readonly hosts: readonly string[];
  /** By path, in the order in which they are tried. */
  readonly routes: ReadonlyMap<string, RouteView>;
  /** CIDRs that the tenant is limited to, sorted; empty: everybody. */
  readonly sources: readonly string[];
  /** `group.order` by Ingress. */
  readonly orders: ReadonlyMap<string, string>;
  readonly ingressClasses: readonly string[];
  /** Hosts in `spec.tls`, sorted. */
  readonly tlsHosts: readonly string[];
  /** How its hosts take part in DNS; of Ingresses that say different things, the one to which most leads. */
  readonly dns: DnsRecord | undefined;
  /** Labels and annotations that are not the generator's own, as `label x` and `annotation y`. */
  readonly metadata: ReadonlyMap<string, string>;
}

/** What answers one path of a tenant. */
export interface RouteView extends AnswerView {
  readonly patterns: readonly string[];
}

/** The name of the answer to everything that no route takes. */
export const CATCH_ALL_ROUTE = "answer";
const EVERY_PATH = "/*";

/** What an Ingress says of one path pattern: a part of a listener rule. */
interface RuleView {
  readonly pattern: string;
  readonly backend: string;
  readonly hosts: readonly string[];
  readonly sources: readonly string[];
  /** Conditions beside hosts and sources, and what can't be read, in words. */
  readonly conditions: readonly string[];
  readonly answer: AnswerView;
}

/** @param ingresses values of `kubernetes_ingress_v1`, without what must not be shown */
export function viewTenant(ingresses: readonly unknown[]): TenantView {
  const rules = ingresses.flatMap(readRules);
  const hosts = sorted(rules.flatMap((rule) => rule.hosts));
  return {
    status: statusOf(rules),
    hosts,
    routes: readRoutes(rules, hosts),
    sources: sorted(rules.flatMap((rule) => rule.sources)),
    orders: new Map(
      ingresses.map((ingress) => [nameOf(ingress), text(at(annotations(ingress), GROUP_ORDER_KEY)) || "0"]),
    ),
    ingressClasses: sorted(ingresses.map((ingress) => text(at(ingress, "spec", 0, "ingress_class_name")))),
    tlsHosts: sorted(
      ingresses.flatMap((ingress) => list(at(ingress, "spec", 0, "tls")).flatMap((tls) => texts(at(tls, "hosts")))),
    ),
    dns: strongest(ingresses.map((ingress) => readDnsRecord(Object.fromEntries(textMap(annotations(ingress)))))),
    metadata: joinValues(ingresses.flatMap(readMetadata)),
  };
}

function strongest(records: readonly DnsRecord[]): DnsRecord | undefined {
  const strength = (record: DnsRecord) =>
    record.kind === "hidden" ? -1 : record.kind === "simple" ? Number.POSITIVE_INFINITY : record.weight;
  return [...records].sort((a, b) => strength(b) - strength(a))[0];
}

/** `namespace/name` of an Ingress. */
export function nameOf(ingress: unknown): string {
  const metadata = at(ingress, "metadata", 0);
  return `${text(at(metadata, "namespace"))}/${text(at(metadata, "name"))}`;
}

function annotations(ingress: unknown): unknown {
  return at(ingress, "metadata", 0, "annotations");
}

function readRules(ingress: unknown): RuleView[] {
  return list(at(ingress, "spec", 0, "rule")).flatMap((rule) => {
    const paths = list(at(rule, "http", 0, "path"));
    if (paths.length === 0) return [pooled(text(at(rule, "host")))];
    return paths.flatMap((path) => {
      const service = at(path, "backend", 0, "service", 0);
      const backend = text(at(service, "name"));
      const { paths: further, ...conditions } = conditionsOf(
        at(annotations(ingress), conditionsAnnotationKey(backend)),
      );
      const host = text(at(rule, "host"));
      const view = {
        backend,
        ...conditions,
        hosts: host === "" ? conditions.hosts : [host, ...conditions.hosts],
        answer: readBackend(service, backend, ingress),
      };
      const own = { path: text(at(path, "path")), pathType: text(at(path, "path_type")) as PathType };
      const patterns = [...pathPatterns(own), ...further];
      // Without a path condition a rule answers every path.
      return (patterns.length === 0 ? [EVERY_PATH] : patterns).map((pattern) => ({ ...view, pattern }));
    });
  });
}

/** A host without rules is answered by a rule that covers it, that of the load balancer's pool. */
function pooled(host: string): RuleView {
  const words = "answer as the pool does";
  const answer = { words, source: words };
  const hosts = host === "" ? [] : [host];
  return { pattern: EVERY_PATH, backend: "", hosts, sources: [], conditions: [], answer };
}

function readBackend(service: unknown, backend: string, ingress: unknown): AnswerView {
  const port = at(service, "port", 0);
  if (at(port, "name") === USE_ANNOTATION) return answerOf(at(annotations(ingress), actionsAnnotationKey(backend)));
  const words = `forward to Service ${backend}:${text(at(port, "name")) || text(at(port, "number"))}`;
  return { words, source: words };
}

interface FurtherConditions extends Pick<RuleView, "hosts" | "sources" | "conditions"> {
  readonly paths: readonly string[];
}

function conditionsOf(annotation: unknown): FurtherConditions {
  const known = annotation === undefined || annotation === null || typeof annotation === "string";
  const read = known ? readConditions(annotation ?? undefined) : undefined;
  if (read === undefined || !read.ok) {
    const shown = text(annotation);
    return { hosts: [], paths: [], sources: [], conditions: [read === undefined ? shown : quote(shown)] };
  }
  const { hosts, paths, sourceIps, other = [] } = read.value;
  return { hosts, paths, sources: sourceIps, conditions: other.map(quote) };
}

/** The state in which the generator's only backend says that it answers every request itself. */
function statusOf(rules: readonly RuleView[]): TenantView["status"] {
  const [backend] = new Set(rules.map((rule) => rule.backend));
  const inState = rules.every((rule) => rule.backend === backend);
  return inState && (backend === "maintenance" || backend === "suspended") ? backend : "active";
}

function readRoutes(rules: readonly RuleView[], allHosts: readonly string[]): Map<string, RouteView> {
  const byPattern = new Map<string, RuleView[]>();
  for (const rule of rules) {
    const known = byPattern.get(rule.pattern);
    if (known === undefined) byPattern.set(rule.pattern, [rule]);
    else known.push(rule);
  }
  const answers = new Map([...byPattern].map(([pattern, ofPattern]) => [pattern, joinAnswers(ofPattern, allHosts)]));
  return new Map([...answers].flatMap(([pattern, answer]) => nameRoute(pattern, answer, answers)));
}

/**
 * A route under the name that people know. Routes with one answer share rules, and a rule may have one of the two
 * patterns of a Prefix only: how they are packed changes with other routes and is not told.
 */
function nameRoute(
  pattern: string,
  answer: AnswerView,
  answers: ReadonlyMap<string, AnswerView>,
): [name: string, route: RouteView][] {
  const route = { ...answer, patterns: [pattern] };
  if (pattern === EVERY_PATH) return [[CATCH_ALL_ROUTE, route]];
  const isSame = (other: AnswerView | undefined) => other?.words === answer.words && other.source === answer.source;
  if (pattern.endsWith("/*") && isSame(answers.get(pattern.slice(0, -2)))) return [];
  const below = `${pattern}/*`;
  if (isSame(answers.get(below))) return [[`route ${pattern} (Prefix)`, { ...answer, patterns: [pattern, below] }]];
  const pathType: PathType = countWildcards(pattern) === 0 ? "Exact" : "ImplementationSpecific";
  return [[`route ${pattern} (${pathType})`, route]];
}

/** Rules that differ only in hosts or sources are one answer: the generator packs them as ALB's limits allow. */
function joinAnswers(rules: readonly RuleView[], allHosts: readonly string[]): AnswerView {
  const limited = rules.some((rule) => rule.sources.length > 0);
  const hostsOfAnswer = new Map<string, { words: string; source: string; hosts: string[] }>();
  for (const { answer, sources, conditions, hosts } of rules) {
    const who = !limited ? "" : sources.length > 0 ? "from the allowed sources: " : "from elsewhere: ";
    const when = conditions.length === 0 ? "" : ` if ${conditions.join(" and ")}`;
    const words = `${who}${answer.words}${when}`;
    const key = `${words} ${answer.source}`;
    const known = hostsOfAnswer.get(key);
    if (known === undefined) hostsOfAnswer.set(key, { words, source: answer.source, hosts: [...hosts] });
    else known.hosts.push(...hosts);
  }
  const answers = [...hostsOfAnswer.values()].map(({ words, source, hosts }) => {
    const where = sorted(hosts);
    const only = where.length === allHosts.length ? "" : ` (only ${where.join(", ") || "without a host"})`;
    return { words: `${words}${only}`, source };
  });
  return {
    words: answers.map(({ words }) => words).join("; "),
    source: answers.map(({ source }) => source).join("\n"),
  };
}

/** What the generator writes itself. */
const OWN_KEYS: ReadonlySet<string> = new Set([MANAGED_BY_LABEL, TENANT_LABEL, GROUP_ORDER_KEY, ...ROUTING_KEYS]);
const OWN_PREFIXES = [actionsAnnotationKey(""), conditionsAnnotationKey("")];

function isOwn(key: string): boolean {
  return OWN_KEYS.has(key) || OWN_PREFIXES.some((prefix) => key.startsWith(prefix));
}

/** A tenant's Ingresses have the same metadata, unless somebody has edited one of them. */
function joinValues(entries: readonly [string, string][]): Map<string, string> {
  const byKey = new Map<string, Set<string>>();
  for (const [key, value] of entries) byKey.set(key, (byKey.get(key) ?? new Set<string>()).add(value));
  return new Map([...byKey].map(([key, values]) => [key, [...values].join(" or ")]));
}

function readMetadata(ingress: unknown): [string, string][] {
  const metadata = at(ingress, "metadata", 0);
  const entries = (kind: string, map: unknown) =>
    [...textMap(map)].filter(([key]) => !isOwn(key)).map(([key, value]): [string, string] => [`${kind} ${key}`, value]);
  return [...entries("label", at(metadata, "labels")), ...entries("annotation", annotations(ingress))];
}

function texts(value: unknown): string[] {
  return list(value).map(text);
}

/** Without what stands in it twice. */
function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort(compareText);
}
