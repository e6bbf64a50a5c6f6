import { type Evaluation, evaluate, matchesPattern, parseRequest, type Request, withScheme } from "../alb";
import type { Tenant } from "../model";
import type { IngressPlan, LoadBalancerPlan, PlannedRule } from "../plan";
import { loadBalancersForHost } from "./claims";

/*
 * Also runs in a browser, in the report: nothing that is used here may need Node.
 */

/** What an explanation needs to know of a fleet. A valid fleet is one; so is what the report's page carries. */
export interface ExplainableFleet {
  readonly plan: { readonly loadBalancers: readonly ExplainableLoadBalancer[] };
  readonly fleet: {
    readonly platform: { readonly defaults: { readonly loadBalancer?: string | undefined } };
    readonly tenants: readonly Pick<Tenant, "name" | "hosts" | "loadBalancer" | "status">[];
  };
}

export interface ExplainableLoadBalancer extends Pick<LoadBalancerPlan, "key" | "name" | "protocol" | "listeners"> {
  readonly ingresses: readonly Pick<IngressPlan, "hosts">[];
}

/** A request, the load balancer that gets it, and what that does. */
export interface Explanation extends Evaluation<PlannedRule> {
  /** With its scheme. */
  readonly url: string;
  /** The scheme, where none was given. */
  readonly assumedScheme: "http" | "https" | undefined;
  readonly request: Request;
  readonly loadBalancer: ExplainableLoadBalancer;
  /** Every load balancer on which a tenant claims the host. */
  readonly claiming: readonly ExplainableLoadBalancer[];
  /** The tenant whose host it is: that of the rule, or the one whose host a pool answers. */
  readonly tenant: string | undefined;
}

/**
 * Explains which rule answers a request, on the given load balancer or the one that it is most likely sent to.
 *
 * @param givenUrl absolute; without a scheme, https where the load balancer speaks HTTPS, else http
 * @param sourceIp the client's address; undefined when it is not known
 * @throws RequestError when the URL or the address is not valid
 */
export function explainRequest(
  valid: ExplainableFleet,
  givenUrl: string,
  sourceIp?: string,
  onLoadBalancer?: ExplainableLoadBalancer,
): Explanation {
  const secure = parseRequest(withScheme(givenUrl, "https"), sourceIp);
  const claiming = loadBalancersForHost(valid.plan, secure.host);
  const loadBalancer = onLoadBalancer ?? likeliest(valid, claiming, secure);
  const scheme = loadBalancer.protocol === "HTTPS" ? "https" : "http";
  const url = withScheme(givenUrl, scheme);
  const assumedScheme = url === givenUrl ? undefined : scheme;
  const request = parseRequest(url, sourceIp);
  const evaluation = evaluate(loadBalancer, request);
  const tenant =
    evaluation.rule?.pool !== undefined && claiming.includes(loadBalancer)
      ? ownerOf(valid.fleet.tenants, request.host)?.name
      : (evaluation.rule?.tenant ?? undefined);
  return { url, assumedScheme, request, loadBalancer, claiming, tenant, ...evaluation };
}

/**
 * The load balancer that a request is most likely sent to; where DNS points to is not written in a fleet. For a host
 * that a tenant claims it is the tenant's home. A host that nobody claims is answered by a pool, or gets the default
 * action wherever it arrives: one that listens on the port stands for all, the fleet's default one before others.
 */
function likeliest(
  { fleet, plan }: ExplainableFleet,
  claiming: readonly ExplainableLoadBalancer[],
  request: Request,
): ExplainableLoadBalancer {
  const home = ownerOf(fleet.tenants, request.host)?.loadBalancer;
  if (claiming.length > 0) return claiming.find(({ key }) => key === home) ?? claiming[0]!;
  const evaluations = plan.loadBalancers.map((one) => ({ one, ...evaluate(one, request) }));
  const listening = evaluations.filter(({ listener }) => listener !== null).map(({ one }) => one);
  // A pool answers it in the place of the default action.
  const pooling = evaluations.filter(({ rule }) => rule !== null).map(({ one }) => one);
  const [candidates] = [pooling, listening, plan.loadBalancers].filter(({ length }) => length > 0) as [
    typeof listening,
  ];
  return candidates.find(({ key }) => key === fleet.platform.defaults.loadBalancer) ?? candidates[0]!;
}

/** The tenant whose claim on a host is the most specific: the host itself, else the wildcard with the most labels. */
function ownerOf<T extends Pick<Tenant, "hosts">>(tenants: readonly T[], host: string): T | undefined {
  let owner: T | undefined;
  let longest = 0;
  for (const tenant of tenants) {
    for (const claim of tenant.hosts) {
      if (claim === host) return tenant;
      if (claim.length > longest && matchesPattern(claim, host)) [owner, longest] = [tenant, claim.length];
    }
  }
  return owner;
}
