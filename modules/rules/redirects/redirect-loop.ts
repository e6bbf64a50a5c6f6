import { matchesPattern, redirectAction } from "../../alb";
import { CATCH_ALL, orderPaths, pathPatterns } from "../../controller";
import type { UncodedFinding } from "../../findings";
import type { RedirectInput, Tenant } from "../../model";
import { loadBalancersOf, protocolOf } from "../../plan";
import { ClaimIndex } from "../support/claims";
import { inPlatform, inTenant, type RuleContext } from "../support/context";
import { defineRule } from "../support/define-rule";
import {
  type RedirectPlace,
  redirectsOf,
  UNKNOWN_HOST_REDIRECT,
  unknownHostRedirect,
} from "../support/redirect-places";

/** No redirect leads back to itself, also not by way of others, and each changes something. */
export const redirectLoop = defineRule({
  code: "redirect-loop",
  severity: "error",
  summary: "a redirect that leads back to itself, also by way of other tenants, or changes nothing",
  valid: [
    { tenants: { acme: { hosts: ["acme.shop.example"], redirect: { host: "www.acme.example", statusCode: 302 } } } },
  ],
  invalid: [{ tenants: { acme: { hosts: ["acme.shop.example"], redirect: { path: "/shop", statusCode: 302 } } } }],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    const browser = new Browser(context);
    for (const tenant of context.tenants) {
      for (const place of redirectsOf(tenant)) {
        const problem = changesNothing(place.redirect)
          ? UNCHANGED
          : browser.isCaught(tenant, place)
            ? CAUGHT
            : browser.isLeftOut(tenant, place)
              ? LEFT_OUT
              : undefined;
        if (problem !== undefined) findings.push(inTenant(context, tenant, place.path, problem));
      }
    }
    const ofUnknownHosts = unknownHostRedirect(context.platform);
    if (ofUnknownHosts === undefined) return findings;
    const problem = changesNothing(ofUnknownHosts)
      ? UNCHANGED
      : browser.catchesUnknownHosts(ofUnknownHosts)
        ? CAUGHT
        : undefined;
    if (problem !== undefined) findings.push(inPlatform(context, UNKNOWN_HOST_REDIRECT, problem));
    return findings;
  },
});

const UNCHANGED = {
  message: "The redirect changes neither host, path, port nor protocol, so it leads back to itself.",
  help: "Change at least one of host, path, port and protocol.",
};
const CAUGHT = {
  message: "Following the redirect does not end: each place sends on to another, until browsers give up.",
  help: "Send to a host or path that neither this redirect answers nor one that leads back here.",
};
const LEFT_OUT = {
  message:
    "The redirect leads to one of the route's own paths, so the controller takes it for a loop and leaves it out.",
  help: "Send to another path, or let the route match only what is below: ImplementationSpecific /old/* instead of Prefix /old.",
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

type Listener = Pick<Place, "protocol" | "port">;

/** A host that no tenant can claim: `invalid` is nobody's domain (RFC 2606). */
const UNKNOWN_HOST = "unknown-host.invalid";

const HTTP = { protocol: "HTTP", port: "80" };
const HTTPS = { protocol: "HTTPS", port: "443" };

/** Browsers give up after this many. */
const MAX_REDIRECTS = 20;

/** Follows redirects through the tenants of a fleet. */
class Browser {
  readonly #context: RuleContext;
  /** Made when the first redirect is followed: most fleets have none. */
  #claims: ClaimIndex | undefined;
  readonly #routes = new Map<Tenant, ReturnType<typeof routesOf>>();

  constructor(context: RuleContext) {
    this.#context = context;
  }

  /** Whether some request that a redirect answers is redirected for ever. */
  isCaught(tenant: Tenant, { redirect, at }: RedirectPlace): boolean {
    // A redirect does not look at which of the hosts it is, but at most whether it is an exact one.
    const hosts = [false, true].map((wildcard) => tenant.hosts.find((host) => host.startsWith("*.") === wildcard));
    const paths = pathPatterns(at).flatMap(examplePaths);
    const starts = hosts.flatMap((host) => (host === undefined ? [] : paths.map((path) => [host, path])));
    const requests = this.#listeners(tenant).flatMap((listener) =>
      starts.map(([host, path]) => ({ ...listener, host: exampleHost(host!), path: path! })),
    );
    return requests.some((request) => {
      // An example that another route answers says nothing about this one.
      let answer = this.#answer(request);
      if (answer?.redirect !== redirect) return false;
      for (let count = 0; count < MAX_REDIRECTS && answer !== undefined; count++) {
        answer = this.#answer(follow(answer.redirect, answer.asked));
      }
      return answer !== undefined;
    });
  }

  /**
   * Whether the controller makes no rule of a redirect, silently, since what it changes is in the rule's own
   * conditions; that another rule answers there before does not count (pkg/ingress/rule_optimizer.go).
   */
  isLeftOut(tenant: Tenant, { redirect, at }: RedirectPlace): boolean {
    const { host, path, query, port, protocol } = redirectAction(redirect);
    return (
      (host === "#{host}" || tenant.hosts.includes(host)) &&
      (path === "/#{path}" || pathPatterns(at).includes(path)) &&
      query === "#{query}" &&
      this.#listeners(tenant).some(
        (own) => ["#{port}", own.port].includes(port) && ["#{protocol}", own.protocol].includes(protocol),
      )
    );
  }

  /** Whether a client that asks for a host that no tenant claims is redirected for ever. */
  catchesUnknownHosts(redirect: RedirectInput): boolean {
    const listeners = this.#listenersOf(Object.keys(this.#context.platform?.loadBalancers ?? {}));
    return listeners.some((listener) => {
      let here: Place | undefined = { ...listener, host: UNKNOWN_HOST, path: "/x" };
      for (let count = 0; count <= MAX_REDIRECTS && here !== undefined; count++) {
        // A name that is made of an unknown one is unknown as well. Where any other leads to, DNS decides.
        if (here.host.includes(UNKNOWN_HOST)) {
          const asked = arrival(here, listeners);
          here = asked && follow(redirect, asked);
        } else {
          const answer = this.#answer(here);
          here = answer && follow(answer.redirect, answer.asked);
        }
      }
      return here !== undefined;
    });
  }

  /** The redirect that answers a request, if one does, and where it is asked for: maybe on HTTPS only. */
  #answer(request: Place): { redirect: RedirectInput; asked: Place } | undefined {
    this.#claims ??= new ClaimIndex(this.#context.claims);
    const tenant = this.#claims.find(request.host.toLowerCase())?.tenant;
    if (tenant === undefined) return undefined;
    const asked = arrival(request, this.#listeners(tenant));
    if (asked === undefined) return undefined;
    const routes = this.#routes.get(tenant) ?? routesOf(tenant);
    this.#routes.set(tenant, routes);
    const route = routes.find(({ patterns }) => patterns.some((pattern) => matchesPattern(pattern, asked.path)));
    return route?.redirect === undefined ? undefined : { redirect: route.redirect, asked };
  }

  /** Where a tenant's rules are, on each of its load balancers: the name may lead to any of them. */
  #listeners(tenant: Tenant): Listener[] {
    return this.#listenersOf(loadBalancersOf(tenant));
  }

  #listenersOf(loadBalancers: readonly string[]): Listener[] {
    const protocols = new Set(
      loadBalancers.map((key) => {
        const config = this.#context.platform?.loadBalancers[key];
        return config === undefined ? "HTTPS" : protocolOf(config);
      }),
    );
    return [...(protocols.size === 0 ? ["HTTPS"] : protocols)].map((protocol) => (protocol === "HTTP" ? HTTP : HTTPS));
  }
}

/** Where a request is answered in the end: maybe on HTTPS only. Undefined when nobody listens there. */
function arrival(request: Place, listeners: readonly Listener[]): Place | undefined {
  const isHeard = (at: Listener) =>
    listeners.some(({ protocol, port }) => protocol === at.protocol && port === at.port);
  // Beside a listener on port 443, the one on port 80 sends everything there.
  const isSentOn = !isHeard(request) && request.protocol === HTTP.protocol && request.port === HTTP.port;
  const asked = isSentOn ? { ...request, ...HTTPS } : request;
  return isHeard(asked) ? asked : undefined;
}

/** A tenant's answers in the order of its rules. */
function routesOf(tenant: Tenant) {
  const ordered = [...orderPaths(tenant.routes), { ...CATCH_ALL, redirect: tenant.redirect }];
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

/** A host that a pattern matches, and that nobody claims by itself. */
function exampleHost(pattern: string): string {
  return pattern.replace("*", "x-any-x");
}

/** Paths that a pattern matches, different enough for routes that answer some of them before. */
function examplePaths(pattern: string): string[] {
  const paths = ["x", "", "x-any-x/x"].map((text) => pattern.replaceAll("*", text).replaceAll("?", "x"));
  return [...new Set(paths)];
}
