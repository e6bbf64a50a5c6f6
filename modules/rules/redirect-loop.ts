import type { Finding } from "../findings";
import type { RedirectInput, Tenant } from "../model";
import { CATCH_ALL, loadBalancersOf, matchesPattern, orderRoutes, pathPatterns, redirectAction } from "../plan";
import { ClaimIndex } from "./claims";
import { type RedirectPlace, redirectsOf } from "./redirects";
import { inTenant, type Rule, type RuleContext } from "./rule";

/** No redirect leads back to itself, also not by way of others, and each changes something. */
export const redirectLoop: Rule = (context) => {
  const findings: Finding[] = [];
  const browser = new Browser(context);
  for (const tenant of context.tenants) {
    for (const place of redirectsOf(tenant)) {
      const problem = changesNothing(place.redirect) ? UNCHANGED : browser.isCaught(tenant, place) ? CAUGHT : undefined;
      if (problem !== undefined) findings.push(inTenant(context, tenant, place.path, problem));
    }
  }
  return findings;
};

const UNCHANGED = {
  code: "redirect-loop",
  message: "The redirect changes neither host, path, port nor protocol, so it leads back to itself.",
  help: "Change at least one of host, path, port and protocol.",
};
const CAUGHT = {
  code: "redirect-loop",
  message: "Following the redirect does not end: each place sends on to another, until browsers give up.",
  help: "Send to a host or path that neither this redirect answers nor one that leads back here.",
};

/** AWS refuses a redirect in which only the query changes as a loop, whatever other rules answer before it. */
function changesNothing(redirect: RedirectInput): boolean {
  const { type: _, statusCode: __, query: ___, ...parts } = redirectAction(redirect);
  return Object.entries(parts).every(([name, value]) => value === `#{${name}}` || value === "/#{path}");
}

/** Where a client is sent. */
interface Place {
  readonly protocol: string;
  readonly host: string;
  readonly port: string;
  readonly path: string;
}

const HTTP = { protocol: "HTTP", port: "80" };
const HTTPS = { protocol: "HTTPS", port: "443" };

/** Browsers give up after this many. */
const MAX_REDIRECTS = 20;

/** Follows redirects through the tenants of a fleet. */
class Browser {
  readonly #context: RuleContext;
  readonly #claims: ClaimIndex;
  readonly #routes = new Map<Tenant, ReturnType<typeof routesOf>>();

  constructor(context: RuleContext) {
    this.#context = context;
    this.#claims = new ClaimIndex(context.claims);
  }

  /** Whether some request that a redirect answers is redirected for ever. */
  isCaught(tenant: Tenant, { redirect, at }: RedirectPlace): boolean {
    // A redirect does not look at which of the hosts it is, but at most whether it is an exact one.
    const hosts = [false, true].map((wildcard) => tenant.hosts.find((host) => host.startsWith("*.") === wildcard));
    const starts = hosts.flatMap((host) => (host === undefined ? [] : pathPatterns(at).map((path) => [host, path])));
    const requests = this.#listeners(tenant).flatMap((listener) =>
      starts.map(([host, path]) => ({ ...listener, host: example(host!), path: example(path!) })),
    );
    return requests.some((request) => {
      let place: Place = request;
      // An example that another route answers says nothing about this one.
      if (this.#answer(place) !== redirect) return false;
      for (let count = 0; count < MAX_REDIRECTS; count++) {
        const next = this.#answer(place);
        if (next === undefined) return false;
        place = follow(next, place);
      }
      return true;
    });
  }

  /** The redirect that answers a request, if one does. */
  #answer({ protocol, host, port, path }: Place): RedirectInput | undefined {
    const tenant = this.#claims.find(host.toLowerCase())?.tenant;
    if (tenant === undefined) return undefined;
    const isHeard = this.#listeners(tenant).some(
      (own) =>
        (protocol === own.protocol && port === own.port) ||
        // The listener on port 80 sends everything back to port 443.
        (own.protocol === "HTTPS" && protocol === "HTTP" && port === "80"),
    );
    if (!isHeard) return undefined;
    const routes = this.#routes.get(tenant) ?? routesOf(tenant);
    this.#routes.set(tenant, routes);
    return routes.find(({ patterns }) => patterns.some((pattern) => matchesPattern(pattern, path)))?.redirect;
  }

  /** Where a tenant's rules are, on each of its load balancers: the name may lead to any of them. */
  #listeners(tenant: Tenant): Pick<Place, "protocol" | "port">[] {
    const isPlain = new Set(
      loadBalancersOf(tenant).map((key) => this.#context.platform?.loadBalancers[key]?.certificates.length === 0),
    );
    return [...(isPlain.size === 0 ? [false] : isPlain)].map((plain) => (plain ? HTTP : HTTPS));
  }
}

/** A tenant's answers in the order of its rules. */
function routesOf(tenant: Tenant) {
  const ordered = [...orderRoutes(tenant.routes), { ...CATCH_ALL, redirect: tenant.redirect }];
  return ordered.map((route) => ({ patterns: pathPatterns(route), redirect: route.redirect }));
}

function follow(redirect: RedirectInput, from: Place): Place {
  const action = redirectAction(redirect);
  const fill = (text: string) =>
    text
      .replaceAll("#{host}", from.host)
      .replaceAll("#{path}", from.path.slice(1))
      .replaceAll("#{port}", from.port)
      .replaceAll("#{protocol}", from.protocol);
  return {
    protocol: fill(action.protocol),
    host: fill(action.host),
    port: fill(action.port),
    path: fill(action.path),
  };
}

/** A text that a pattern matches. */
function example(pattern: string): string {
  return pattern.replaceAll(/[*?]/g, "x");
}
