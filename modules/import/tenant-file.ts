import { type FixedResponseConfig, respondDefaults } from "../model";
import { formatJson } from "../source";
import type { Route } from "./host-behaviour";
import { metadataOf } from "./metadata";
import type { ResolvedAnswer } from "./services";
import type { NamedTenant, TenantDraft } from "./tenants";

/** What the names in a tenant's file stand for. */
export interface Surroundings {
  /** Keys of services, by id. */
  readonly services: ReadonlyMap<string, string>;
  readonly defaults: { readonly loadBalancer?: string | undefined; readonly service?: string | undefined };
  readonly $schema: string | undefined;
}

/** The text of a tenant's file: the shortest that says it. */
export function tenantText(tenant: NamedTenant, { services, defaults, $schema }: Surroundings): string {
  const { hosts, behaviour, loadBalancer, order } = tenant;
  const { catchAll, routes, allowedCidrs } = behaviour;
  const single = defaults.loadBalancer === undefined || loadBalancer === defaults.loadBalancer;
  const answer = answerFields(catchAll, services);
  const content = {
    $schema,
    hosts,
    loadBalancer: single ? undefined : loadBalancer,
    alsoOn: tenant.alsoOnKeys.length === 0 ? undefined : tenant.alsoOnKeys,
    order: order === 0 ? undefined : order,
    ...answer,
    // The only service, or the default one, need not be named.
    ...("service" in answer && (services.size === 1 || answer.service === defaults.service) && { service: undefined }),
    routes: routes.length === 0 ? undefined : routes.map((route) => routeFields(route, services)),
    allowedCidrs,
    annotations: metadataOf(tenant.members).annotations,
  };
  const from = tenant.members.map(({ ingress }) => ingress.id).join(", ");
  return `// Imported from ${from}.\n${formatJson(content)}`;
}

function routeFields(route: Route, services: ReadonlyMap<string, string>): object {
  const { path, pathType, answer, allowedCidrs } = route;
  const written = pathType === "Prefix" ? undefined : pathType;
  return { path, pathType: written, ...answerFields(answer, services), allowedCidrs };
}

function answerFields(answer: ResolvedAnswer, services: ReadonlyMap<string, string>): Record<string, unknown> {
  if (answer.kind === "redirect") return { redirect: answer.redirect };
  if (answer.kind === "fixed-response") return { respond: respondOf(answer.response) };
  const only = onlyService(answer, services);
  if (only !== undefined) return { service: only };
  return {
    weights: Object.fromEntries(Object.entries(answer.weights).map(([id, weight]) => [services.get(id)!, weight])),
  };
}

/** Without what the format says by itself. */
function respondOf({ statusCode, contentType, body }: FixedResponseConfig): object {
  const defaults = respondDefaults();
  return {
    statusCode,
    contentType: contentType === defaults.contentType ? undefined : contentType,
    body: body === defaults.body ? undefined : body,
  };
}

/** The key of the one service that a forward goes to. */
export function onlyService(
  answer: TenantDraft["behaviour"]["catchAll"],
  services: ReadonlyMap<string, string>,
): string | undefined {
  if (answer.kind !== "forward") return undefined;
  const [first, ...others] = Object.keys(answer.weights);
  return others.length === 0 ? services.get(first!) : undefined;
}
