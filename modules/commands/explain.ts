import { nearest, type Tenant, tenantFile } from "../model";
import {
  type Evaluation,
  evaluate,
  type LoadBalancerPlan,
  loadBalancersForHost,
  matchesPattern,
  parseRequest,
  type RedirectAction,
  type Request,
  RequestError,
  redirectLocation,
  summarizePassedOver,
} from "../plan";
import { escapeControls, type Style, styleFor } from "../terminal";
import { print, printJson, UsageError } from "./output";
import { actionJson, describeAction, ruleJson, selectLoadBalancers } from "./routes";
import { type FleetOptions, loadValidFleet, type ValidFleet } from "./valid-fleet";

export interface ExplainOptions extends FleetOptions {
  readonly sourceIp?: string;
  readonly lb?: string;
}

/** `tenantry explain`: which rule answers a request, and why no earlier one does. */
export function explain(url: string, options: ExplainOptions): number {
  const request = readRequest(url, options.sourceIp);
  const valid = loadValidFleet(options);
  if (valid === undefined) return 1;
  const explanation = explainRequest(valid, url, request, options.lb);
  if (options.json) printJson(explanationJson(explanation));
  else print(explanationText(explanation, valid, styleFor(process.stdout)));
  return 0;
}

/** A request, the load balancer that gets it, and what that does. */
interface Explanation extends Evaluation {
  readonly url: string;
  readonly request: Request;
  readonly loadBalancer: LoadBalancerPlan;
  /** Every load balancer on which a tenant claims the host. */
  readonly claiming: readonly LoadBalancerPlan[];
}

function readRequest(url: string, sourceIp: string | undefined): Request {
  try {
    return parseRequest(url, sourceIp);
  } catch (error) {
    throw error instanceof RequestError ? new UsageError(error.message) : error;
  }
}

function explainRequest(valid: ValidFleet, url: string, request: Request, lb: string | undefined): Explanation {
  const claiming = loadBalancersForHost(valid.plan, request.host);
  const loadBalancer = lb === undefined ? likeliest(valid, claiming, request) : selectLoadBalancers(valid.plan, lb)[0]!;
  return { url, request, loadBalancer, claiming, ...evaluate(loadBalancer, request) };
}

/**
 * The load balancer that a request is most likely sent to; where DNS points to is not written in a fleet. For a host
 * that a tenant claims it is the tenant's home. A host that nobody claims gets the default action wherever it
 * arrives: one that listens on the port stands for all, the fleet's default one before others.
 */
function likeliest(
  { fleet, plan }: ValidFleet,
  claiming: readonly LoadBalancerPlan[],
  request: Request,
): LoadBalancerPlan {
  const home = ownerOf(fleet.tenants, request.host)?.loadBalancer;
  if (claiming.length > 0) return claiming.find(({ key }) => key === home) ?? claiming[0]!;
  const listening = plan.loadBalancers.filter((one) => evaluate(one, request).listener !== null);
  const candidates = listening.length > 0 ? listening : plan.loadBalancers;
  return candidates.find(({ key }) => key === fleet.platform.defaults.loadBalancer) ?? candidates[0]!;
}

/** The tenant whose claim on a host is the most specific: the host itself, else the wildcard with the most labels. */
function ownerOf(tenants: readonly Tenant[], host: string): Tenant | undefined {
  let owner: Tenant | undefined;
  let longest = 0;
  for (const tenant of tenants) {
    for (const claim of tenant.hosts) {
      if (claim === host) return tenant;
      if (claim.length > longest && matchesPattern(claim, host)) [owner, longest] = [tenant, claim.length];
    }
  }
  return owner;
}

function explanationJson({ url, loadBalancer, listener, rule, action, passedOver }: Explanation): object {
  return {
    url,
    loadBalancer: loadBalancer.key,
    listener,
    rule: rule === null ? null : ruleJson(rule),
    action: action === null ? null : actionJson(action),
    passedOver,
  };
}

function explanationText(explanation: Explanation, valid: ValidFleet, style: Style): string {
  const lines = [...answerLines(explanation), ...hintLines(explanation, valid), ...thenLines(explanation, valid)];
  const width = Math.max(...lines.map(([label]) => label.length));
  return [
    style.bold(escapeControls(explanation.url)),
    `  ${style.green("→")} ${escapeControls(answer(explanation))}`,
    "",
    ...lines.map(([label, text]) => `  ${style.dim(label.padEnd(width))}  ${escapeControls(text)}`),
    "",
  ].join("\n");
}

type Line = readonly [label: string, text: string];

function answer({ action, url }: Explanation): string {
  if (action === null) return "nothing answers";
  if (action.type !== "redirect") return describeAction(action);
  const location = destination(action, url);
  return location === undefined ? describeAction(action) : `redirect ${action.statusCode} to ${location}`;
}

/** Who answers, by which rule, and why none before it. */
function answerLines({ loadBalancer, listener, rule, passedOver }: Explanation): Line[] {
  const { key, name } = loadBalancer;
  const lines: Line[] = [];
  if (rule !== null) lines.push(["tenant", `${rule.tenant} (${tenantFile(rule.tenant)})`]);
  lines.push([
    "load balancer",
    listener === null ? `${key} (${name})` : `${key} (${name}), ${listener.protocol} ${listener.port}`,
  ]);
  if (rule !== null) {
    const { hosts, paths, sourceIps } = rule.conditions;
    const sources = sourceIps.length === 0 ? "" : ` from ${sourceIps.join(", ")}`;
    lines.push(["rule", `${rule.priority}: ${hosts.join(", ")} ${paths.join(", ")}${sources}`]);
  } else if (listener !== null) lines.push(["rule", "none, the listener's default action"]);
  for (const { from, to, why } of summarizePassedOver(passedOver)) {
    lines.push([from === to ? `not rule ${from}` : `not rules ${from}–${to}`, why]);
  }
  return lines;
}

/** What a person may not expect. */
function hintLines({ request, loadBalancer, claiming, listener, rule }: Explanation, { fleet }: ValidFleet): Line[] {
  const hints: string[] = [];
  const keys = (loadBalancers: readonly LoadBalancerPlan[]) => loadBalancers.map(({ key }) => key).join(", ");
  if (listener === null) {
    const ports = loadBalancer.listeners.map(({ protocol, port }) => `${protocol} ${port}`);
    hints.push(`It listens on ${ports.join(" and ")} only.`);
  }
  if (claiming.length === 0) {
    const near = nearest(
      request.host,
      fleet.tenants.flatMap(({ hosts }) => hosts),
    );
    hints.push(`No tenant claims ${request.host}${near === undefined ? "" : `. Did you mean ${near}?`}`);
  } else if (!claiming.includes(loadBalancer)) {
    hints.push(`The host is served by ${keys(claiming)}, not here.`);
  } else if (claiming.length > 1) {
    const others = claiming.filter((one) => one !== loadBalancer);
    hints.push(`Also served by ${keys(others)}, if DNS points there: see --lb.`);
  }
  const status = fleet.tenants.find(({ name }) => name === rule?.tenant)?.status ?? "active";
  if (status !== "active") hints.push(`The tenant's status is ${status}.`);
  return hints.map((hint) => ["note", hint]);
}

/** Browsers give up after some twenty; nobody reads that many. */
const MOST_REDIRECTS = 10;

/** Where redirects lead, and who answers there. */
function thenLines(first: Explanation, valid: ValidFleet): Line[] {
  const lines: Line[] = [];
  let here = first;
  for (let hops = 0; here.action?.type === "redirect" && hops < MOST_REDIRECTS; hops++) {
    const next = afterRedirect(here, here.action, valid);
    if (next === undefined) break;
    const { claiming, rule } = next;
    const who = rule === null ? "" : ` (rule ${rule.priority} of ${next.loadBalancer.key}, tenant ${rule.tenant})`;
    lines.push(["then", claiming.length === 0 ? "leaves this fleet: no tenant claims that host" : answer(next) + who]);
    if (claiming.length === 0) break;
    here = next;
  }
  return lines;
}

/** What the client asks for next; undefined when the redirect leads to no address of a load balancer. */
function afterRedirect(
  { url, request, loadBalancer }: Explanation,
  action: RedirectAction,
  valid: ValidFleet,
): Explanation | undefined {
  const location = destination(action, url);
  if (location === undefined) return undefined;
  const next = parseRequest(location, request.sourceIp);
  // The same name leads to the same load balancer.
  return explainRequest(valid, location, next, next.host === request.host ? loadBalancer.key : undefined);
}

/** Where a redirect leads; undefined when no load balancer could be asked for that. */
function destination(action: RedirectAction, url: string): string | undefined {
  const location = redirectLocation(action, url);
  try {
    parseRequest(location);
    return location;
  } catch (error) {
    if (error instanceof RequestError) return undefined;
    throw error;
  }
}
