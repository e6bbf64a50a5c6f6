import { coversPattern, patternsOverlap } from "../alb";
import { CATCH_ALL, orderPaths, pathPatterns, patternsAsWritten, type TypedPath } from "../controller";
import { compareText, quote } from "../findings";
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
  /** What other sources get today where a rule says it: it must be what they get tomorrow. */
  readonly refusals: readonly FixedResponseConfig[];
  /** Sources to which something is limited without a word of the host's rules for the others. */
  readonly newlyRefused: readonly { readonly sources: readonly string[]; readonly path: TypedPath }[];
  readonly routes: readonly Route[];
  readonly catchAll: ResolvedAnswer;
}

export interface Route extends TypedPath {
  readonly answer: ResolvedAnswer;
  readonly allowedCidrs?: readonly string[];
}

/** The behaviour of a host, and rules that answer nothing today and are left out. */
export interface HostBehaviour {
  readonly behaviour: Behaviour;
  readonly dead: readonly { readonly member: Member; readonly path: string }[];
}

/** Who has the host on a load balancer of today. */
export interface HostPlace {
  readonly host: string;
  /** The load balancer has certificates, so that it redirects to HTTPS by itself. */
  readonly https: boolean;
  /** What answers paths that no rule of the host has; undefined when another rule would, or a default backend. */
  readonly byDefault: FixedResponseConfig | undefined;
}

/**
 * Says the rules of one host as a tenant.
 *
 * @throws Unsupported when a tenant cannot answer the same
 */
export function behaviourOf({ host, https, byDefault }: HostPlace, rules: readonly HostRule[]): HostBehaviour {
  const effective = rules.filter(({ answer }) => !(https && answer.kind === "redirect" && onlyToHttps(answer, host)));
  if (effective.length === 0) {
    throw new Unsupported(
      "no-tenant",
      "It only redirects to HTTPS, which the load balancer does by itself for every host.",
    );
  }
  const { alive, dead } = dropDead(effective.flatMap(onePathEach));
  const limited = withRefusals(alive);
  if (!limited.some(isCatchAll)) {
    if (byDefault === undefined) {
      const message =
        "No rule answers every path, and what answers the others today is not the ALB's default answer; a tenant answers every path.";
      throw new Unsupported("unsupported", message);
    }
    limited.push({
      path: CATCH_ALL,
      sourceIps: [],
      answer: { kind: "fixed-response", response: byDefault },
      isDefault: true,
    });
  }
  const sources = ofWholeTenant(limited);
  const last = limited.at(-1)!;
  if (sources !== undefined) {
    const refusals = last.refusal === undefined ? [] : [last.refusal];
    const routes = limited.slice(0, -1).map(({ path, answer }): Route => ({ ...path, answer }));
    const newlyRefused = refusals.length > 0 ? [] : [{ sources, path: CATCH_ALL }];
    return {
      behaviour: { allowedCidrs: sources, refusals, newlyRefused, routes: inOrder(routes), catchAll: last.answer },
      dead,
    };
  }
  const routes = limited.slice(0, -1).map((rule, index) => routeOf(rule, limited.slice(index + 1)));
  return {
    behaviour: {
      refusals: routes.flatMap(({ refusals }) => refusals),
      newlyRefused: routes.flatMap(({ newlyRefused }) => newlyRefused),
      routes: inOrder(routes.map(({ route }) => route)),
      catchAll: last.answer,
    },
    dead,
  };
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
        coversPath(earlier.path, rule.path),
    );
    if (covered) dead.push({ member: rule.member, path: rule.path.path });
    else alive.push(rule);
  }
  return { alive, dead };
}

/** A rule with what sources get that it does not let in, if the rule behind it says so. */
interface LimitedRule extends Omit<PathRule, "member"> {
  readonly refusal?: FixedResponseConfig;
  /** No Ingress says it. */
  readonly isDefault?: boolean;
}

/** A fixed response for the same path, behind a rule for some sources, is what the others get. */
function withRefusals(rules: readonly PathRule[]): LimitedRule[] {
  const limited: LimitedRule[] = [];
  for (const { path, sourceIps, answer } of rules) {
    const before = limited.at(-1);
    const isRefusal =
      before !== undefined &&
      before.sourceIps.length > 0 &&
      before.refusal === undefined &&
      sourceIps.length === 0 &&
      sameTexts(pathPatterns(before.path), pathPatterns(path));
    if (isRefusal && answer.kind === "fixed-response")
      limited[limited.length - 1] = { ...before, refusal: answer.response };
    else limited.push({ path, sourceIps, answer });
  }
  return limited;
}

/** The sources of all rules, where they are the same and who is not among them ends at one refusal; else undefined. */
function ofWholeTenant(rules: readonly LimitedRule[]): readonly string[] | undefined {
  const last = rules.at(-1)!;
  const isOne = rules.every(
    ({ sourceIps, refusal }) =>
      sameTexts(sourceIps, last.sourceIps) &&
      (refusal === undefined || JSON.stringify(refusal) === JSON.stringify(last.refusal)),
  );
  if (last.sourceIps.length === 0) return undefined;
  if (isOne) return last.sourceIps;
  const message = "Its rules are for different sources, and so is the one that answers all other paths.";
  throw new Unsupported("unsupported", message);
}

interface LimitedRoute {
  readonly route: Route;
  readonly refusals: Behaviour["refusals"];
  readonly newlyRefused: Behaviour["newlyRefused"];
}

function routeOf({ path, answer, sourceIps, refusal }: LimitedRule, later: readonly LimitedRule[]): LimitedRoute {
  if (sourceIps.length === 0) return { route: { ...path, answer }, refusals: [], newlyRefused: [] };
  const route = { ...path, answer, allowedCidrs: sourceIps };
  if (refusal !== undefined) return { route, refusals: [refusal], newlyRefused: [] };
  const refusals: FixedResponseConfig[] = [];
  const newlyRefused: LimitedRoute["newlyRefused"][number][] = [];
  for (const next of restOf(path, later)) {
    if (next.answer.kind !== "fixed-response" || next.sourceIps.length > 0) {
      const message = `The path ${quote(path.path)} is for some sources, and another rule answers the others; a route with allowedCidrs refuses them.`;
      throw new Unsupported("unsupported", message);
    }
    if (next.isDefault === true) newlyRefused.push({ sources: sourceIps, path });
    else refusals.push(next.answer.response);
  }
  return { route, refusals, newlyRefused };
}

/** The rules that share out what one leaves of its path: up to the first that takes all of it, as the last one does. */
function restOf(path: TypedPath, later: readonly LimitedRule[]): readonly LimitedRule[] {
  const takesAll = (rule: LimitedRule) => rule.sourceIps.length === 0 && coversPath(rule.path, path);
  return later.slice(0, later.findIndex(takesAll) + 1).filter((rule) => pathsOverlap(rule.path, path));
}

function isCatchAll({ path }: Pick<PathRule, "path">): boolean {
  return coversPath(path, CATCH_ALL);
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
  for (const route of routes) {
    for (const path of pathPatterns(route)) {
      // One of the two patterns of a Prefix may be covered where the Prefix as a whole is not.
      if (written.some((earlier) => coversPattern(earlier.path, path))) continue;
      written.push({ ...route, path, pathType: "ImplementationSpecific" });
    }
  }
  return written;
}

/** Whether one takes every request that the other takes. */
function coversPath(outer: TypedPath, inner: TypedPath): boolean {
  return pathPatterns(inner).every((text) => pathPatterns(outer).some((pattern) => coversPattern(pattern, text)));
}

/** Whether a request can match both. */
export function pathsOverlap(a: TypedPath, b: TypedPath): boolean {
  return patternsAsWritten(a).some((one) => patternsAsWritten(b).some((other) => patternsOverlap(one, other)));
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index]);
}

/** Behaviours as one text, to see which hosts answer alike. */
export function behaviourKey({ allowedCidrs, refusals, routes, catchAll }: Behaviour): string {
  return JSON.stringify([
    allowedCidrs ?? null,
    refusals,
    routes.map((route) => [route.path, route.pathType, route.allowedCidrs ?? null, answerKey(route.answer)]),
    answerKey(catchAll),
  ]);
}

/** Equal for equal answers. */
function answerKey(answer: ResolvedAnswer): string {
  switch (answer.kind) {
    case "forward":
      return JSON.stringify([
        answer.stickinessSeconds,
        Object.entries(answer.weights).sort(([a], [b]) => compareText(a, b)),
      ]);
    case "redirect":
      return JSON.stringify(redirectParts(answer.redirect));
    case "fixed-response":
      return JSON.stringify(answer.response);
  }
}

function redirectParts({ host, path, query, port, protocol, statusCode }: RedirectInput): unknown[] {
  return [host, path, query, port, protocol, statusCode];
}
