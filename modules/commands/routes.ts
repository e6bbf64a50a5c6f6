import { actionJson, ruleJson } from "../alb";
import { type Block, heading, subheading } from "../document";
import type { LoadBalancerPlan, Plan } from "../plan";
import { requireKnown } from "./known-name";
import { printDocument, printJson } from "./output";
import { type FleetOptions, loadPlannedFleet } from "./planned-fleet";
import { rulesTable } from "./rules-table";

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
  else printDocument(loadBalancers.flatMap(routesBlocks), options);
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

function routesBlocks({ key, name, listeners }: LoadBalancerPlan): Block[] {
  return [
    heading(`${key} (${name})`),
    ...listeners.flatMap(({ protocol, port, rules, default: byDefault }) => [
      subheading(`${protocol} ${port}`),
      rulesTable(rules, byDefault),
    ]),
  ];
}
