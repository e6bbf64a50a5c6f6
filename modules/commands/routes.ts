import { actionJson, describeAction, ruleJson } from "../alb";
import type { ListenerPlan, LoadBalancerPlan, Plan, PlannedAction, PlannedRule } from "../plan";
import { renderMarkdownTable, renderTable, terminalWidth } from "../terminal";
import { requireKnown } from "./known-name";
import { print, printJson } from "./output";
import { type FleetOptions, loadPlannedFleet } from "./planned-fleet";

export interface RoutesOptions extends FleetOptions {
  readonly lb?: string;
}

/** `tenantry routes`: the listener rules that each ALB will have, in priority order. */
export function routes(options: RoutesOptions): number {
  const fleet = loadPlannedFleet(options);
  if (fleet === undefined) return 1;
  const loadBalancers = selectLoadBalancers(fleet.plan, options.lb);
  if (options.json)
    printJson({ loadBalancers: Object.fromEntries(loadBalancers.map((lb) => [lb.key, routesJson(lb)])) });
  else print(loadBalancers.map((lb) => routesText(lb, options.markdown === true)).join("\n"));
  return 0;
}

/** The load balancers that a command is about: the named one, or all. */
export function selectLoadBalancers({ loadBalancers }: Plan, key: string | undefined): readonly LoadBalancerPlan[] {
  if (key === undefined) return loadBalancers;
  requireKnown(
    "load balancer",
    key,
    loadBalancers.map((loadBalancer) => loadBalancer.key),
  );
  return loadBalancers.filter((loadBalancer) => loadBalancer.key === key);
}

function routesJson({ name, listeners }: LoadBalancerPlan): object {
  return {
    name,
    listeners: listeners.map(({ port, protocol, rules, default: byDefault }) => ({
      port,
      protocol,
      rules: rules.map(ruleJson),
      default: actionJson(byDefault),
    })),
  };
}

function routesText({ key, name, listeners }: LoadBalancerPlan, markdown: boolean): string {
  const title = markdown ? `### ${key} (${name})\n\n` : `${key} (${name})\n\n`;
  return title + listeners.map((listener) => listenerText(listener, markdown)).join("\n");
}

function listenerText(listener: ListenerPlan, markdown: boolean): string {
  const table = renderRules(listener.rules, { markdown, byDefault: listener.default });
  return `${listener.protocol} ${listener.port}\n${markdown ? "\n" : ""}${table}`;
}

/** Listener rules as a table, with the default action as its last row where it is given. */
export function renderRules(
  rules: readonly PlannedRule[],
  { markdown = false, byDefault }: { readonly markdown?: boolean; readonly byDefault?: PlannedAction } = {},
): string {
  const columns = [
    { title: "PRIORITY", align: "right" as const },
    { title: "TENANT" },
    { title: "HOSTS", wrap: true },
    { title: "PATHS", wrap: true },
    { title: "SOURCES", wrap: true },
    { title: "ACTION", wrap: true },
  ];
  const rows = rules.map(({ priority, tenant, conditions, action }) => [
    String(priority),
    tenant,
    conditions.hosts.join(" "),
    conditions.paths.join(" "),
    conditions.sourceIps.join(" ") || "any",
    describeAction(action),
  ]);
  if (byDefault !== undefined) rows.push(["default", "", "any", "any", "any", describeAction(byDefault)]);
  return markdown ? renderMarkdownTable(columns, rows) : renderTable(columns, rows, terminalWidth(process.stdout));
}
