import {
  describeAction,
  describeConditions,
  parseRequest,
  type RedirectAction,
  RequestError,
  redirectLocation,
  summarizePassedOver,
} from "../alb";
import { nearest } from "../model";
import { ruleOwner } from "../plan";
import { PLATFORM_FILE, tenantFile } from "../source";
import {
  type ExplainableFleet,
  type ExplainableLoadBalancer,
  type Explanation,
  explainRequest,
} from "./explain-request";

/** Who answers and why, what a person may not expect, and where redirects lead. */
export function explanationLines(explanation: Explanation, valid: ExplainableFleet): Line[] {
  return [...answerLines(explanation), ...hintLines(explanation, valid), ...thenLines(explanation, valid)];
}

/** A line of an explanation for people. */
export type Line = readonly [label: string, text: string];

/** What answers, in a few words. */
export function answer({ action, url }: Explanation): string {
  if (action === null) return "nothing answers";
  if (action.type !== "redirect") return describeAction(action);
  const location = destination(action, url);
  return location === undefined ? describeAction(action) : `redirect ${action.statusCode} to ${location}`;
}

/** Who answers, by which rule, and why none before it. */
function answerLines(explanation: Explanation): Line[] {
  const { assumedScheme, loadBalancer, listener, rule, passedOver, tenant } = explanation;
  const { key, name } = loadBalancer;
  const lines: Line[] = [];
  if (assumedScheme !== undefined) {
    lines.push(["scheme", `${assumedScheme}, as none was given and ${key} speaks ${loadBalancer.protocol}`]);
  }
  if (tenant !== undefined) lines.push(["tenant", `${tenant} (${tenantFile(tenant)})`]);
  if (rule?.pool !== undefined) lines.push(["pool", `${rule.pool} (${PLATFORM_FILE})`]);
  lines.push([
    "load balancer",
    listener === null ? `${key} (${name})` : `${key} (${name}), ${listener.protocol} ${listener.port}`,
  ]);
  if (rule !== null) {
    lines.push(["rule", `${rule.priority}: ${describeConditions(rule.conditions)}`]);
  } else if (listener !== null) lines.push(["rule", "none, the listener's default action"]);
  for (const { from, to, why } of summarizePassedOver(passedOver)) {
    lines.push([from === to ? `not rule ${from}` : `not rules ${from}–${to}`, why]);
  }
  return lines;
}

/** What a person may not expect. */
function hintLines(
  { request, loadBalancer, claiming, listener, rule, tenant }: Explanation,
  { fleet }: ExplainableFleet,
): Line[] {
  const hints: string[] = [];
  const keys = (loadBalancers: readonly ExplainableLoadBalancer[]) => loadBalancers.map(({ key }) => key).join(", ");
  if (listener === null) {
    const ports = loadBalancer.listeners.map(({ protocol, port }) => `${protocol} ${port}`);
    hints.push(`${loadBalancer.key} listens on ${ports.join(" and ")} only.`);
  }
  if (claiming.length === 0) {
    const near = nearest(
      request.host,
      fleet.tenants.flatMap(({ hosts }) => hosts),
    );
    hints.push(`No tenant claims ${request.host}.${near === undefined ? "" : ` Did you mean ${near}?`}`);
    if (rule?.pool !== undefined && rule.action.type === "forward") {
      hints.push(`The pool answers every name below ${rule.pool} that has no rule of its own.`);
    }
  } else if (!claiming.includes(loadBalancer)) {
    hints.push(`The host is served by ${keys(claiming)}, not here.`);
  } else if (claiming.length > 1) {
    const others = claiming.filter((one) => one !== loadBalancer);
    hints.push(`Also served by ${keys(others)}, if DNS points there: see --lb.`);
  }
  if (rule?.pool !== undefined && tenant !== undefined) {
    hints.push("The pool answers: the tenant has no rule of its own for this host.");
  }
  const status = fleet.tenants.find(({ name }) => name === tenant)?.status ?? "active";
  if (status !== "active") hints.push(`The tenant's status is ${status}.`);
  return hints.map((hint) => ["note", hint]);
}

/** Browsers give up after some twenty; nobody reads that many. */
const MOST_REDIRECTS = 10;

/** Where redirects lead, and who answers there. */
function thenLines(first: Explanation, valid: ExplainableFleet): Line[] {
  const lines: Line[] = [];
  const seen = new Set([first.url]);
  let here = first;
  for (let hops = 0; here.action?.type === "redirect" && hops < MOST_REDIRECTS; hops++) {
    const next = afterRedirect(here, here.action, valid);
    if (next === undefined) break;
    if (seen.has(next.url)) return [...lines, ["then", `back to ${next.url}: these redirects never end`]];
    seen.add(next.url);
    const { claiming, rule } = next;
    const owner = rule === null ? "" : rule.tenant === null ? ruleOwner(rule) : `tenant ${rule.tenant}`;
    const who = rule === null ? "" : ` (rule ${rule.priority} of ${next.loadBalancer.key}, ${owner})`;
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
  valid: ExplainableFleet,
): Explanation | undefined {
  const location = destination(action, url);
  if (location === undefined) return undefined;
  // The same name leads to the same load balancer.
  const stays = parseRequest(location).host === request.host;
  return explainRequest(valid, location, request.sourceIp, stays ? loadBalancer : undefined);
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
