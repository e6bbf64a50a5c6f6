import { coversPattern, patternsOverlap } from "../alb";
import { orderPaths, pathPatterns, patternsAsWritten, type TypedPath } from "../controller";
import { compareText } from "../findings";
import type { FixedResponseConfig, RedirectInput } from "../model";
import { onlyToHttps } from "./answer";
import { Unsupported } from "./problem";
import type { ResolvedAnswer } from "./services";
import type { Member } from "./today";

/** One rule that takes part in answering a host, in the controller's order. */
export interface HostRule {
  readonly member: Member;
  readonly paths: readonly TypedPath[];
  readonly sourceIps: readonly string[];
  readonly answer: ResolvedAnswer;
}

/** What a tenant answers, in the format's terms but with the Services' ids. */
export interface Behaviour {
  readonly allowedCidrs?: readonly string[];
  /** What other sources get today, where a rule says it; then it must be what they get tomorrow. */
  readonly refusal?: FixedResponseConfig;
  readonly routes: readonly Route[];
  readonly catchAll: CatchAll;
}

export type Route = TypedPath & { readonly answer: RouteAnswer };
export type RouteAnswer = Exclude<ResolvedAnswer, { kind: "fixed-response" }>;
export type CatchAll =
  | RouteAnswer
  | {
      readonly kind: "status";
      readonly status: "maintenance" | "suspended";
      readonly response: FixedResponseConfig;
    };

/** The behaviour of a host, and rules that answer nothing today and are left out. */
export interface HostBehaviour {
  readonly behaviour: Behaviour;
  readonly dead: readonly { readonly member: Member; readonly path: string }[];
}

/**
 * Says the rules of one host as a tenant.
 *
 * @param https the load balancer has certificates, so that it redirects to HTTPS by itself
 * @throws Unsupported when a tenant cannot answer the same
 */
export function behaviourOf(host: string, rules: readonly HostRule[], https: boolean): HostBehaviour {
  const effective = rules.filter(({ answer }) => !(https && answer.kind === "redirect" && onlyToHttps(answer, host)));
  if (effective.length === 0) {
    throw new Unsupported(
      "no-tenant",
      "It only redirects to HTTPS, which the load balancer does by itself for every host.",
    );
  }
  const { alive, dead } = dropDead(effective.flatMap(onePathEach));
  const { allowedCidrs, refusal, rules: open } = takeSources(alive);
  const last = open.at(-1);
  if (last === undefined || !isCatchAll(last)) {
    throw new Unsupported("unsupported", "No rule answers every path, and a tenant answers every path.");
  }
  const routes = open.slice(0, -1).map(({ path, answer }): Route => ({ ...path, answer: routeAnswer(answer) }));
  const catchAll = catchAllOf(last.answer, routes, allowedCidrs);
  const behaviour = {
    ...(allowedCidrs && { allowedCidrs }),
    ...(refusal && { refusal }),
    routes: inOrder(routes),
    catchAll,
  };
  return { behaviour, dead };
}

interface PathRule extends Omit<HostRule, "paths"> {
  readonly path: TypedPath;
}

/** The format reads a path of several slashes at its end differently; then its patterns are written themselves. */
function onePathEach({ paths, ...rest }: HostRule): PathRule[] {
  return paths.flatMap((path): PathRule[] => {
    const patterns = patternsAsWritten(path);
    if (sameTexts(patterns, pathPatterns(path))) return [{ ...rest, path }];
    return patterns.map((pattern) => ({ ...rest, path: { path: pattern, pathType: "ImplementationSpecific" } }));
  });
}

/** Rules that an earlier one takes every request from. */
function dropDead(rules: readonly PathRule[]): { alive: PathRule[]; dead: { member: Member; path: string }[] } {
  const alive: PathRule[] = [];
  const dead: { member: Member; path: string }[] = [];
  for (const rule of rules) {
    const covered = alive.some(
      (earlier) =>
        (earlier.sourceIps.length === 0 || sameTexts(earlier.sourceIps, rule.sourceIps)) &&
        pathPatterns(rule.path).every((inner) =>
          pathPatterns(earlier.path).some((outer) => coversPattern(outer, inner)),
        ),
    );
    if (covered) dead.push({ member: rule.member, path: rule.path.path });
    else alive.push(rule);
  }
  return { alive, dead };
}

/** Sources are a tenant's, not a rule's: all rules have the same, but for one behind them that refuses the others. */
function takeSources(rules: readonly PathRule[]): {
  allowedCidrs?: readonly string[];
  refusal?: FixedResponseConfig;
  rules: readonly PathRule[];
} {
  const sources = rules.find(({ sourceIps }) => sourceIps.length > 0)?.sourceIps;
  if (sources === undefined) return { rules };
  const last = rules.at(-1)!;
  const refusal =
    last.sourceIps.length === 0 && isCatchAll(last) && last.answer.kind === "fixed-response" ? last.answer : undefined;
  const limited = refusal === undefined ? rules : rules.slice(0, -1);
  if (!limited.every(({ sourceIps }) => sameTexts(sourceIps, sources))) {
    const message = "Its rules are for different sources; allowedCidrs hold for a whole tenant.";
    throw new Unsupported("unsupported", message);
  }
  return { allowedCidrs: sources, ...(refusal && { refusal: refusal.response }), rules: limited };
}

function isCatchAll({ path }: PathRule): boolean {
  return pathPatterns(path).some((pattern) => coversPattern(pattern, "/*"));
}

function routeAnswer(answer: ResolvedAnswer): RouteAnswer {
  if (answer.kind !== "fixed-response") return answer;
  const message = "A path has a fixed response; only a whole tenant can have one, as its status.";
  throw new Unsupported("unsupported", message);
}

function catchAllOf(
  answer: ResolvedAnswer,
  routes: readonly Route[],
  allowedCidrs: readonly string[] | undefined,
): CatchAll {
  if (answer.kind === "fixed-response") {
    if (routes.length > 0 || allowedCidrs !== undefined) {
      const message = "A fixed response answers what its other rules leave; a tenant's status answers everything.";
      throw new Unsupported("unsupported", message);
    }
    // A server's error stands for maintenance, everything else for a tenant that is shut.
    const status = answer.response.statusCode >= 500 ? "maintenance" : "suspended";
    return { kind: "status", status, response: answer.response };
  }
  if (answer.kind === "redirect" && routes.length > 0) {
    const message = "A redirect answers what its other paths leave; a tenant that redirects has no routes.";
    throw new Unsupported("unsupported", message);
  }
  return answer;
}

/**
 * The routes so that the format's order (Exact, Prefix, ImplementationSpecific) answers as today's does. Where it
 * would not, all are written as ImplementationSpecific, whose order is kept.
 */
function inOrder(routes: readonly Route[]): readonly Route[] {
  const ordered = orderPaths(routes);
  const swapped = routes.some((route, index) =>
    routes
      .slice(index + 1)
      .some((later) => ordered.indexOf(later) < ordered.indexOf(route) && pathsOverlap(route, later)),
  );
  if (!swapped) return routes;
  const written: Route[] = [];
  for (const { answer, ...at } of routes) {
    for (const path of pathPatterns(at)) {
      // One of the two patterns of a Prefix may be covered where the Prefix as a whole is not.
      if (written.some((earlier) => coversPattern(earlier.path, path))) continue;
      written.push({ path, pathType: "ImplementationSpecific", answer });
    }
  }
  return written;
}

/** Whether a request can match both. */
export function pathsOverlap(a: TypedPath, b: TypedPath): boolean {
  return patternsAsWritten(a).some((one) => patternsAsWritten(b).some((other) => patternsOverlap(one, other)));
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index]);
}

/** Behaviours as one text, to see which hosts answer alike. */
export function behaviourKey({ allowedCidrs, refusal, routes, catchAll }: Behaviour): string {
  return JSON.stringify([
    allowedCidrs ?? null,
    refusal ?? null,
    routes.map((route) => [route.path, route.pathType, answerKey(route.answer)]),
    answerKey(catchAll),
  ]);
}

/** Equal for equal answers. */
function answerKey(answer: ResolvedAnswer | CatchAll): string {
  switch (answer.kind) {
    case "forward":
      return JSON.stringify([
        answer.stickinessSeconds,
        Object.entries(answer.weights).sort(([a], [b]) => compareText(a, b)),
      ]);
    case "redirect":
      return JSON.stringify(redirectParts(answer.redirect));
    case "fixed-response":
    case "status":
      return JSON.stringify(answer.response);
  }
}

function redirectParts({ host, path, query, port, protocol, statusCode }: RedirectInput): unknown[] {
  return [host, path, query, port, protocol, statusCode];
}
