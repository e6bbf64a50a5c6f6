import { coversPattern } from "../../alb";
import { CATCH_ALL, orderPaths, pathPatterns, type TypedPath } from "../../controller";
import type { UncodedFinding } from "../../findings";
import type { RouteInput, Tenant } from "../../model";
import { inTenant, isWrongInTenant, locateInTenant } from "../support/context";
import { defineRule } from "../support/define-rule";
import { pathProblem } from "../support/route-paths";

/**
 * Every route, and the catch-all behind them, can be reached: none is covered by one before it. One that only several
 * together cover is not looked for, and nearly impossible: what an Exact path matches is one path, which one of them
 * must match; before a Prefix there are Exact paths and longer prefixes only, none of which reaches all that is below
 * it; what is left is ImplementationSpecific patterns taken apart on purpose, such as `/a` and `/a?*` before `/a*`.
 */
export const unreachableRoute = defineRule({
  code: "unreachable-route",
  severity: "error",
  summary: "a route, or the catch-all, that an earlier route covers",
  help: "Order is Exact, then Prefix with the longest first, then ImplementationSpecific as written.",
  valid: [
    {
      tenants: {
        acme: {
          hosts: ["acme.shop.example"],
          routes: [
            { path: "/api", service: "web" },
            { path: "/api/v2", service: "api" },
          ],
        },
      },
    },
  ],
  invalid: [
    {
      tenants: {
        acme: {
          hosts: ["acme.shop.example"],
          routes: [
            { path: "/api", service: "api" },
            { path: "/api", service: "web" },
          ],
        },
      },
    },
    {
      tenants: {
        acme: {
          hosts: ["acme.shop.example"],
          routes: [{ path: "/*", pathType: "ImplementationSpecific", service: "api" }],
        },
      },
    },
  ],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const tenant of context.tenants) {
      if (tenant.routes.length === 0) continue;
      const indexed = tenant.routes.map((route, index) => ({ ...route, index }));
      // What an invalid path, or one of an unknown type, would match is nothing to draw conclusions from.
      const isClear = (route: IndexedRoute) =>
        pathProblem(route) === undefined && !isWrongInTenant(context, tenant, ["routes", route.index, "pathType"]);
      const ordered = orderPaths(indexed.filter(isClear));
      ordered.forEach((route, position) => {
        const by = coveredBy(route, ordered.slice(0, position));
        if (by === undefined) return;
        findings.push(
          inTenant(context, tenant, ["routes", route.index, "path"], {
            message: `The route ${describe(route)} can never be reached: ${describe(by)} answers first.`,
            help: "Remove one of the two. Order is Exact, then Prefix with the longest first, then ImplementationSpecific as written.",
            related: [locateInTenant(context, tenant, ["routes", by.index, "path"])],
          }),
        );
      });
      const by = coveredBy(CATCH_ALL, ordered);
      if (by !== undefined) {
        findings.push(
          inTenant(context, tenant, ["routes", by.index, "path"], {
            message: `The route ${describe(by)} covers every path, so the tenant's own ${catchAllName(tenant)} can never be reached.`,
            help: "Write its answer (and its allowedCidrs) as the tenant's own, and remove the route.",
          }),
        );
      }
    }
    return findings;
  },
});

type IndexedRoute = RouteInput & { readonly index: number };

function coveredBy(route: TypedPath, before: readonly IndexedRoute[]): IndexedRoute | undefined {
  const patterns = pathPatterns(route);
  const covers = (other: IndexedRoute) =>
    patterns.every((pattern) => pathPatterns(other).some((outer) => coversPattern(outer, pattern)));
  return before.find(covers);
}

function describe({ path, pathType }: TypedPath): string {
  return `${path} (${pathType})`;
}

function catchAllName(tenant: Tenant): string {
  return (["weights", "redirect", "respond"] as const).find((field) => tenant[field] !== undefined) ?? "service";
}
