import type { TypedPath } from "../../controller";
import { compareText } from "../../findings";
import { type Answer, backendText } from "../answer";
import type { Dump, DumpIngress } from "../dump";
import type { Backend } from "../dump-schemas";
import { at, attempt, type Problem, type Reason, type Step, Unsupported } from "../problem";
import type { Group, ListenerRules, Member } from "../today";
import type { TodayRule } from "../today-rules";
import { canaryWeight, isOn, lostSettings, nginxAnnotation, sourcesOf, targetGroupSettings } from "./annotations";
import { HostLocations } from "./host-locations";
import { EXACT_RANK, type Location, locationOf, oldestFirst, rankOf } from "./locations";
import { type NginxOrigin, nginxOrigins } from "./origins";
import { redirectOf } from "./redirects";

/** What ingress-nginx makes of its Ingresses today: one group, which moves to a new load balancer. */
export interface NginxToday {
  readonly origins: ReadonlyMap<DumpIngress, NginxOrigin>;
  readonly groups: readonly Group[];
}

const GROUP = "ingress-nginx";

/** Reads the Ingresses of ingress-nginx. A host is brought along with all of its Ingresses, or not at all. */
export function nginxToday(dump: Dump): Step<NginxToday> {
  const origins = nginxOrigins(dump);
  const ingresses = dump.ingresses.filter((one) => origins.get(one)?.kind === "nginx").sort(oldestFirst);
  const canaries = canariesOf(ingresses);
  const hosts = new HostLocations(ingresses);
  const read = ingresses.map((ingress) => memberOf(ingress, hosts, canaries));
  const members = read.map(({ value }) => value).sort(canariesLast);
  const groups =
    members.length === 0 ? [] : [{ name: undefined, controller: "ingress-nginx" as const, members, standing }];
  return { value: { origins, groups }, problems: read.flatMap(({ problems }) => problems) };
}

/** By name, so that a tenant is called after what it is, and not after its canary. */
function canariesLast({ ingress: a }: Member, { ingress: b }: Member): number {
  return Number(isOn(a, "canary")) - Number(isOn(b, "canary")) || compareText(a.id, b.id);
}

/** Rules in the order in which nginx prefers their paths; it listens on both ports alike. */
function standing(members: readonly Member[]): ListenerRules {
  const rules = members.flatMap((member) => member.rules.map((rule) => ({ ...rule, member })));
  const sorted = [...rules].sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || oldestFirst(a.ingress, b.ingress));
  return {
    https: sorted,
    http: sorted.filter(({ member }) => member.listeners.http),
    redirectsHttp: false,
  };
}

function memberOf(ingress: DumpIngress, hosts: HostLocations, canaries: Canaries): Step<Member> {
  const settings = attempt(() => targetGroupSettings(ingress));
  const redirect = attempt(() => redirectOf(ingress));
  const rules = rulesOf(ingress, redirect.value, hosts, canaries);
  const value: Member = {
    ingress,
    oldGroup: GROUP,
    settings: settings.value ?? new Map(),
    params: undefined,
    groupHostname: undefined,
    order: 0,
    listeners: { http: !redirectsHttp(ingress, hosts.tls), https: true },
    rules: rules.value,
  };
  const reasons = [...lostSettings(ingress), ...settings.reasons, ...redirect.reasons, ...defaultBackend(ingress)];
  return { value, problems: [...at(ingress.id, reasons), ...rules.problems] };
}

/** Hosts with TLS redirect to HTTPS unless it is switched off. */
function redirectsHttp(ingress: DumpIngress, tls: ReadonlySet<string>): boolean {
  if (isOn(ingress, "force-ssl-redirect")) return true;
  if (nginxAnnotation(ingress, "ssl-redirect") === "false") return false;
  return ingress.rules.every(({ host }) => host !== undefined && tls.has(host));
}

function defaultBackend({ defaultBackend: backend, rules }: DumpIngress): Reason[] {
  if (backend === undefined || rules.length > 0) return [];
  const message = "It answers all hosts that no rule names; in the fleet responses.unknownHost does that.";
  return [{ code: "default-backend", message }];
}

function rulesOf(
  ingress: DumpIngress,
  redirect: ReturnType<typeof redirectOf>,
  hosts: HostLocations,
  canaries: Canaries,
): Step<readonly TodayRule[]> {
  const problems: Problem[] = [];
  const aliases = (nginxAnnotation(ingress, "server-alias") ?? "").split(",").map((one) => one.trim());
  /** The rule, and behind it what other sources get: the search for a location does not go on. */
  const rule = (
    names: readonly string[],
    path: TypedPath,
    rank: number,
    answer: Answer | undefined,
    // Who is refused where a redirect leads may be refused at once.
    guard = ingress,
  ): TodayRule[] => {
    const sourceIps = allowedSources(guard);
    const open = { ingress, hosts: names, paths: [path], sourceIps: [], hasOtherConditions: false, rank };
    if (sourceIps.length === 0) return [{ ...open, answer }];
    return [
      { ...open, sourceIps, answer },
      { ...open, answer: FORBIDDEN },
    ];
  };
  const value = ingress.rules.flatMap(({ host, paths }): TodayRule[] => {
    const isFirst = hosts.isFirst(host ?? "", ingress);
    const names = [...new Set([host ?? "", ...(isFirst ? aliases : [])])].filter((name) => name !== "");
    problems.push(...hostProblems(ingress.id, host, names));
    if (isOn(ingress, "canary")) return rule(names, { path: "/", pathType: "Prefix" }, 0, undefined);
    const found = paths.flatMap((one): TodayRule[] => {
      const location = locationOf(one);
      const answer = attempt(() => redirectTo(redirect) ?? canaries.answer(ingress, one.backend));
      problems.push(...at(ingress.id, answer.reasons, { ...(host !== undefined && { host }), path: one.path }));
      return [
        ...rule(names, location.path, rankOf(location), answer.value),
        ...slashRedirect(location, hosts.has(host ?? "", location.text.slice(0, -1))).flatMap((go) =>
          rule(names, go.path, EXACT_RANK + 1, go.answer, hosts.ownerOf(host ?? "", go.to)),
        ),
      ];
    });
    // The root that nobody names belongs to the Ingress that names the host first.
    const hasRest = isFirst && !hosts.has(host ?? "", "/");
    const rest = hasRest ? rule(names, { path: "/", pathType: "Prefix" }, 0, restOf(ingress, redirect, canaries)) : [];
    return [
      ...appRoot(ingress, hosts.ownerOf(host ?? "", "/") === ingress).flatMap((go) =>
        rule(names, go.path, EXACT_RANK - 1, go.answer, hosts.ownerOf(host ?? "", go.to)),
      ),
      ...found,
      ...rest,
    ];
  });
  return { value, problems };
}

/** Who is let in, sorted; nobody is kept out when there are none. */
function allowedSources(ingress: DumpIngress): string[] {
  // nginx redirects before it looks at the source.
  const redirects = attempt(() => redirectOf(ingress)).value !== undefined;
  return redirects ? [] : [...new Set(sourcesOf(ingress))].sort();
}

const FORBIDDEN: Answer = {
  kind: "fixed-response",
  response: { statusCode: 403, contentType: "text/plain", body: "Forbidden" },
};

/** What ingress-nginx's own default backend says. */
const NOT_FOUND: Answer = {
  kind: "fixed-response",
  response: { statusCode: 404, contentType: "text/plain", body: "Not found" },
};

function hostProblems(ingress: string, host: string | undefined, names: readonly string[]): Problem[] {
  if (host === undefined) {
    return [{ ingress, code: "unsupported", message: "A rule is for any host; a tenant names hosts." }];
  }
  const regex = names.find((name) => name.startsWith("~"));
  if (regex === undefined) return [];
  return [
    { ingress, code: "unsupported", message: "A server-alias is a regular expression; tenants name hosts.", host },
  ];
}

function redirectTo(redirect: ReturnType<typeof redirectOf>): Answer | undefined {
  return redirect && { kind: "redirect", redirect };
}

interface Going {
  readonly path: TypedPath;
  /** Where it leads on the same host. */
  readonly to: string;
  readonly answer: Answer;
}

/** A location that ends with a slash sends the same without it there (ngx_http_core_module, location). */
function slashRedirect({ text, path }: Location, hasBare: boolean): Going[] {
  const bare = text.slice(0, -1);
  if (path.pathType !== "ImplementationSpecific" || !text.endsWith("/") || text === "/" || hasBare) return [];
  return [
    {
      path: { path: bare, pathType: "Exact" },
      to: text,
      answer: { kind: "redirect", redirect: { path: text, statusCode: 301 } },
    },
  ];
}

/** Whoever asks for the root is sent to another path. */
function appRoot(ingress: DumpIngress, hasRoot: boolean): Going[] {
  const path = nginxAnnotation(ingress, "app-root");
  if (path === undefined || !hasRoot) return [];
  return [
    {
      path: { path: "/", pathType: "Exact" },
      to: path,
      answer: { kind: "redirect", redirect: { path, query: "", statusCode: 302 } },
    },
  ];
}

/** What answers the paths of a host that none of its rules has: its first Ingress says it. */
function restOf(ingress: DumpIngress, redirect: ReturnType<typeof redirectOf>, canaries: Canaries): Answer {
  const backend = ingress.defaultBackend;
  return redirectTo(redirect) ?? (backend === undefined ? NOT_FOUND : canaries.answer(ingress, backend));
}

/** Backends that get a share of another one's requests. */
interface Canaries {
  /** @throws Unsupported */
  answer(ingress: DumpIngress, backend: Backend): Answer;
}

/**
 * A canary's backend gets its share of all requests to the backend that has the same host and path, on whatever host
 * they come (controller.go, mergeAlternativeBackends).
 */
function canariesOf(ingresses: readonly DumpIngress[]): Canaries {
  const primary = new Map<string, string>();
  const place = (host: string | undefined, path: string, pathType: string) =>
    JSON.stringify([host, path || "/", pathType]);
  const key = ({ namespace }: DumpIngress, backend: Backend) => `${namespace} ${backendText(backend)}`;
  for (const ingress of ingresses) {
    if (isOn(ingress, "canary")) continue;
    for (const { host, paths } of ingress.rules) {
      for (const { path, pathType, backend } of paths) {
        const where = place(host, path, pathType);
        if (!primary.has(where)) primary.set(where, key(ingress, backend));
      }
    }
  }
  const shares = new Map<string, { backend: Backend; ingress: DumpIngress }[]>();
  for (const ingress of ingresses) {
    if (!isOn(ingress, "canary")) continue;
    for (const { host, paths } of ingress.rules) {
      for (const { path, pathType, backend } of paths) {
        const of = primary.get(place(host, path, pathType));
        if (of === undefined || of === key(ingress, backend)) continue;
        const before = shares.get(of) ?? [];
        if (before.some((one) => backendText(one.backend) === backendText(backend))) continue;
        shares.set(of, [...before, { backend, ingress }]);
      }
    }
  }
  return {
    answer(ingress, backend) {
      if (backend.resource !== undefined) throw new Unsupported("unsupported", "Its backend is not a Service.");
      const [canary, another] = shares.get(key(ingress, backend)) ?? [];
      if (another !== undefined) throw new Unsupported("unsupported", "It has more than one canary.");
      const { weight, total } = canary === undefined ? { weight: 0, total: 1 } : canaryWeight(canary.ingress);
      const targets = [
        { backend, weight: total - weight },
        ...(canary === undefined ? [] : [{ backend: canary.backend, weight }]),
      ].filter((target) => target.weight > 0);
      const single = targets.length === 1 ? [{ ...targets[0]!, weight: 1 }] : targets;
      return { kind: "forward", targets: single, stickinessSeconds: 0 };
    },
  };
}
