/**
 * Reads Ingresses as the AWS Load Balancer Controller does, and says which listeners and rules it makes of them.
 *
 * The oracle for the plan and the stacks: it knows the Kubernetes objects only, shares no code with `modules/`, and
 * is held against what the real controller made of the Ingresses in `__tests__/controller/recorded`. Whatever would
 * stop the real controller for the whole group throws here.
 */

/** Objects as the API server stores them; of each, what the controller looks at. */
export interface ControllerInput {
  readonly ingressClassParams: readonly IngressClassParams[];
  readonly ingresses: readonly Ingress[];
  readonly targetGroups: readonly { readonly name: string; readonly arn: string }[];
}

export interface IngressClassParams {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly group: { readonly name: string };
    readonly loadBalancerName: string;
    readonly scheme: string;
    readonly certificateArn?: readonly string[];
    readonly sslRedirectPort?: string;
    readonly namespaceSelector?: { readonly matchLabels: Readonly<Record<string, string>> };
  };
}

export interface Ingress {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly annotations: Readonly<Record<string, string>>;
  };
  readonly spec: {
    readonly ingressClassName: string;
    readonly defaultBackend?: Backend;
    readonly rules?: readonly {
      readonly host?: string;
      readonly http?: { readonly paths: readonly IngressPath[] };
    }[];
  };
}

interface Backend {
  readonly service: { readonly name: string; readonly port: { readonly name?: string } };
}

interface IngressPath {
  readonly backend: Backend;
  readonly path?: string;
  readonly pathType: string;
}

export interface ReadLoadBalancer {
  readonly name: string;
  readonly scheme: string;
  /** Ordered by port. */
  readonly listeners: readonly ReadListener[];
}

export interface ReadListener {
  readonly port: number;
  readonly protocol: string;
  readonly default: ReadAction;
  readonly rules: readonly ReadRule[];
}

export interface ReadRule {
  readonly priority: number;
  /** `namespace/name`. */
  readonly ingress: string;
  /** Values by field: `host-header`, `path-pattern`, `source-ip`. */
  readonly conditions: Readonly<Record<string, readonly string[]>>;
  readonly action: ReadAction;
}

export type ReadAction =
  | {
      readonly type: "forward";
      readonly targetGroups: readonly { readonly name: string; readonly weight: number }[];
      readonly stickinessSeconds?: number;
    }
  | {
      readonly type: "fixed-response";
      readonly statusCode: number;
      readonly contentType: string;
      readonly body: string;
    }
  | ({ readonly type: "redirect"; readonly statusCode: number } & RedirectParts);

interface RedirectParts {
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly port: string;
  readonly protocol: string;
}

/** Thrown where the controller stops and leaves the whole group as it is. */
export class ControllerError extends Error {}

/** The load balancers that the controller makes, by name. */
export function readIngresses(input: ControllerInput): ReadLoadBalancer[] {
  const groups = new Map<string, IngressClassParams[]>();
  for (const params of input.ingressClassParams) {
    const { name } = params.spec.group;
    groups.set(name, [...(groups.get(name) ?? []), params]);
  }
  return [...groups.values()]
    .map((classes) => readGroup(classes, input))
    .filter((group) => group !== undefined)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What the parameters of a member's class say. */
type ParamsOf = (member: Ingress) => IngressClassParams["spec"];

/** @param classes of all of them the Ingresses are in one group */
function readGroup(classes: readonly IngressClassParams[], input: ControllerInput): ReadLoadBalancer | undefined {
  const byClass = new Map(classes.map((params) => [params.metadata.name, params]));
  const paramsOf: ParamsOf = ({ spec }) => byClass.get(spec.ingressClassName)!.spec;
  const members = input.ingresses
    .filter(({ spec }) => byClass.has(spec.ingressClassName))
    .map((ingress) => ({ ingress, id: idOf(ingress), order: groupOrder(ingress) }))
    .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
    .map(({ ingress }) => ingress);
  const [params] = classes;
  // Without a member there is no load balancer.
  if (members.length === 0 || params === undefined) return undefined;
  for (const member of members) checkNamespace(member, paramsOf(member));
  const targetGroupNames = new Map(input.targetGroups.map(({ name, arn }) => [arn, name]));
  return {
    name: params.spec.loadBalancerName,
    scheme: params.spec.scheme,
    listeners: listenPorts(members, paramsOf).map((listener) =>
      readListener(listener, members, sslRedirectPort(members, paramsOf), targetGroupNames),
    ),
  };
}

function checkNamespace(ingress: Ingress, spec: IngressClassParams["spec"]): void {
  const required = spec.namespaceSelector?.matchLabels["kubernetes.io/metadata.name"];
  if (required === undefined || required === ingress.metadata.namespace) return;
  throw new ControllerError(`${idOf(ingress)}: the namespace is not selected by the IngressClassParams`);
}

function idOf({ metadata }: Ingress): string {
  return `${metadata.namespace}/${metadata.name}`;
}

function annotation({ metadata }: Ingress, name: string): string | undefined {
  return metadata.annotations[`alb.ingress.kubernetes.io/${name}`];
}

function groupOrder(ingress: Ingress): number {
  const text = annotation(ingress, "group.order") ?? "0";
  const order = Number(text);
  if (/^-?\d+$/.test(text) && order >= -1000 && order <= 1000) return order;
  throw new ControllerError(`${idOf(ingress)}: group.order ${text}`);
}

interface ListenPort {
  readonly port: number;
  readonly protocol: string;
  readonly members: ReadonlySet<Ingress>;
}

/** Every member has its own ports; a listener has the rules of those members that listen there. */
function listenPorts(members: readonly Ingress[], paramsOf: ParamsOf): ListenPort[] {
  const ports = new Map<number, { protocol: string; members: Set<Ingress> }>();
  for (const member of members) {
    const given = annotation(member, "listen-ports");
    const entries: Record<string, number>[] =
      given !== undefined
        ? JSON.parse(given)
        : [(paramsOf(member).certificateArn ?? []).length > 0 ? { HTTPS: 443 } : { HTTP: 80 }];
    for (const [protocol, port] of entries.flatMap((entry) => Object.entries(entry))) {
      const known = ports.get(port);
      if (known === undefined) ports.set(port, { protocol, members: new Set([member]) });
      else if (known.protocol === protocol) known.members.add(member);
      else throw new ControllerError(`conflicting protocols on port ${port}`);
    }
  }
  return [...ports].map(([port, rest]) => ({ port, ...rest })).sort((a, b) => a.port - b.port);
}

/** One member that has it speaks for the whole group (buildSSLRedirectConfig). */
function sslRedirectPort(members: readonly Ingress[], paramsOf: ParamsOf): string | undefined {
  const ports = new Set(
    members
      .map((member) => paramsOf(member).sslRedirectPort ?? annotation(member, "ssl-redirect"))
      .filter((port) => port !== undefined),
  );
  if (ports.size > 1) throw new ControllerError(`conflicting sslRedirect ports ${[...ports]}`);
  return [...ports][0];
}

function readListener(
  { port, protocol, members: listening }: ListenPort,
  members: readonly Ingress[],
  redirectPort: string | undefined,
  targetGroupNames: ReadonlyMap<string, string>,
): ReadListener {
  if (redirectPort !== undefined && protocol === "HTTP") {
    const toHttps = {
      host: "#{host}",
      path: "/#{path}",
      query: "#{query}",
      port: redirectPort,
      protocol: "HTTPS",
    };
    return { port, protocol, rules: [], default: { type: "redirect", statusCode: 301, ...toHttps } };
  }
  const here = members.filter((member) => listening.has(member));
  const rules = here.flatMap((member) => readRules(member, targetGroupNames));
  return {
    port,
    protocol,
    default: defaultAction(here, targetGroupNames),
    rules: withoutOvershadowed(rules.filter((rule) => !isLoop(rule, port, protocol))).map((rule, index) => ({
      priority: index + 1,
      ...rule,
    })),
  };
}

function defaultAction(members: readonly Ingress[], targetGroupNames: ReadonlyMap<string, string>): ReadAction {
  const [first, second] = members.filter(({ spec }) => spec.defaultBackend !== undefined);
  if (second !== undefined) throw new ControllerError(`${idOf(second)}: a second default backend in the group`);
  if (first?.spec.defaultBackend !== undefined) return readAction(first, first.spec.defaultBackend, targetGroupNames);
  return { type: "fixed-response", statusCode: 404, contentType: "text/plain", body: "" };
}

type UnnumberedRule = Omit<ReadRule, "priority">;

function readRules(ingress: Ingress, targetGroupNames: ReadonlyMap<string, string>): UnnumberedRule[] {
  return (ingress.spec.rules ?? []).flatMap((rule) =>
    sortPaths(rule.http?.paths ?? []).map((path) => ({
      ingress: idOf(ingress),
      conditions: readConditions(ingress, rule.host, path),
      action: readAction(ingress, path.backend, targetGroupNames),
    })),
  );
}

/** Exact, Prefix with the longest first, ImplementationSpecific; the sort keeps the order of equals. */
function sortPaths(paths: readonly IngressPath[]): IngressPath[] {
  const rank = ({ pathType }: IngressPath) => ["Exact", "Prefix", "ImplementationSpecific"].indexOf(pathType);
  const length = ({ path, pathType }: IngressPath) => (pathType === "Prefix" ? (path ?? "").length : 0);
  return [...paths].sort((a, b) => rank(a) - rank(b) || length(b) - length(a));
}

function readConditions(ingress: Ingress, host: string | undefined, path: IngressPath): ReadRule["conditions"] {
  const values: Record<string, string[]> = {};
  const add = (field: string, more: readonly string[]) => {
    if (more.length > 0) values[field] = [...(values[field] ?? []), ...more];
  };
  add("host-header", host === undefined || host === "" ? [] : [host]);
  add("path-pattern", patternsOf(path));
  const further = annotation(ingress, `conditions.${path.backend.service.name}`);
  for (const condition of further === undefined ? [] : JSON.parse(further)) {
    const key = {
      "host-header": "hostHeaderConfig",
      "path-pattern": "pathPatternConfig",
      "source-ip": "sourceIpConfig",
    }[condition.field as string];
    const more = key === undefined ? undefined : condition[key]?.values;
    if (!Array.isArray(more) || more.length === 0) throw new ControllerError(`${idOf(ingress)}: conditions ${further}`);
    add(condition.field, more);
  }
  const all = Object.values(values).flat();
  if (all.length === 0) return { "path-pattern": ["/*"] };
  const wildcards = [...(values["host-header"] ?? []), ...(values["path-pattern"] ?? [])]
    .join("")
    .replace(/[^*?]/g, "");
  if (all.length > 5) throw new ControllerError(`${idOf(ingress)}: ${all.length} condition values in a rule`);
  if (wildcards.length > 5) throw new ControllerError(`${idOf(ingress)}: ${wildcards.length} wildcards in a rule`);
  return values;
}

function patternsOf({ path = "", pathType }: IngressPath): string[] {
  if (pathType === "ImplementationSpecific") return path === "" ? [] : [path];
  if (/[*?]/.test(path)) throw new ControllerError(`${pathType} path ${path} contains a wildcard`);
  if (pathType === "Exact") return [path];
  if (path === "/") return ["/*"];
  const bare = path.endsWith("/") ? path.slice(0, -1) : path;
  return [bare, `${bare}/*`];
}

function readAction(ingress: Ingress, { service }: Backend, targetGroupNames: ReadonlyMap<string, string>): ReadAction {
  if (service.port.name !== "use-annotation") throw new ControllerError(`${idOf(ingress)}: backend ${service.name}`);
  const text = annotation(ingress, `actions.${service.name}`);
  // The controller then answers 503; no test means that.
  if (text === undefined) throw new ControllerError(`${idOf(ingress)}: no action for ${service.name}`);
  const action = JSON.parse(text);
  switch (action.type) {
    case "forward":
      return readForward(action, targetGroupNames);
    case "fixed-response": {
      const { statusCode, contentType = "", messageBody = "" } = action.fixedResponseConfig;
      if (typeof statusCode !== "string") throw new ControllerError(`${idOf(ingress)}: the statusCode is no text`);
      return { type: "fixed-response", statusCode: Number(statusCode), contentType, body: messageBody };
    }
    case "redirect": {
      const { statusCode, ...parts } = action.redirectConfig;
      const status = /^HTTP_(30[12])$/.exec(statusCode)?.[1];
      if (status === undefined) throw new ControllerError(`${idOf(ingress)}: redirect status ${statusCode}`);
      return { type: "redirect", ...redirectParts(parts), statusCode: Number(status) };
    }
    default:
      throw new ControllerError(`${idOf(ingress)}: unknown action type ${action.type}`);
  }
}

/** A part that is absent stays as it is in the request. */
export function redirectParts(given: Partial<RedirectParts>): RedirectParts {
  const {
    host = "#{host}",
    path = "/#{path}",
    query = "#{query}",
    port = "#{port}",
    protocol = "#{protocol}",
    ...unknown
  } = given;
  if (Object.keys(unknown).length > 0) throw new ControllerError(`unknown keys ${Object.keys(unknown)} in a redirect`);
  return { host, path, query, port, protocol };
}

interface ForwardInput {
  readonly targetGroupARN?: string;
  readonly forwardConfig?: {
    readonly targetGroups: readonly { readonly targetGroupARN: string; readonly weight?: number }[];
    readonly targetGroupStickinessConfig?: { readonly enabled?: boolean; readonly durationSeconds?: number };
  };
}

function readForward(
  { targetGroupARN, forwardConfig }: ForwardInput,
  targetGroupNames: ReadonlyMap<string, string>,
): ReadAction {
  const entries = forwardConfig?.targetGroups ?? [{ targetGroupARN: targetGroupARN ?? "" }];
  if (entries.length > 5) throw new ControllerError(`${entries.length} target groups in an action`);
  const targetGroups = entries.map(({ targetGroupARN: arn, weight = 1 }) => {
    const name = targetGroupNames.get(arn);
    if (name === undefined) throw new ControllerError(`no target group has the ARN ${arn}`);
    return { name, weight };
  });
  const { enabled, durationSeconds } = forwardConfig?.targetGroupStickinessConfig ?? {};
  return enabled === true
    ? { type: "forward", targetGroups, stickinessSeconds: durationSeconds }
    : { type: "forward", targetGroups };
}

/** A redirect to where the same rule answers again is left out (pkg/ingress/rule_optimizer.go). */
function isLoop({ conditions, action }: UnnumberedRule, port: number, protocol: string): boolean {
  if (action.type !== "redirect") return false;
  const unchanged = (value: string, placeholder: string, same: readonly string[]) =>
    value === placeholder || same.includes(value);
  return (
    unchanged(action.host, "#{host}", conditions["host-header"] ?? []) &&
    unchanged(action.path, "/#{path}", conditions["path-pattern"] ?? []) &&
    unchanged(action.port, "#{port}", [String(port)]) &&
    unchanged(action.protocol, "#{protocol}", [protocol]) &&
    unchanged(action.query, "#{query}", [])
  );
}

/** So is a rule behind a redirect that takes all its requests; compared as sets of texts, `/*` as everything. */
function withoutOvershadowed(rules: readonly UnnumberedRule[]): UnnumberedRule[] {
  const kept: UnnumberedRule[] = [];
  for (const rule of rules) {
    if (!kept.some((earlier) => earlier.action.type === "redirect" && overshadows(earlier, rule))) kept.push(rule);
  }
  return kept;
}

function overshadows({ conditions: before }: UnnumberedRule, { conditions: after }: UnnumberedRule): boolean {
  if (Object.keys(before).some((field) => field !== "host-header" && field !== "path-pattern")) return false;
  const covers = (field: string, everything?: string) => {
    const outer = before[field] ?? [];
    const inner = after[field] ?? [];
    if (outer.length === 0 || (everything !== undefined && outer.includes(everything))) return true;
    return inner.length > 0 && inner.every((value) => outer.includes(value));
  };
  return covers("host-header") && covers("path-pattern", "/*");
}
