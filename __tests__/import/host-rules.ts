import type { ImportedFleet } from "../../modules/import";
import { decodeFleet, type PlatformConfig } from "../../modules/model";
import { type LoadBalancerPlan, type PlannedAction, planFleet } from "../../modules/plan";
import { SourceDocument } from "../../modules/source";
import type { ReadAction, ReadLoadBalancer } from "../support/controller-reader";

/** What answers one host, in order: comparable between the controller's reading and a plan. */
export interface HostRule {
  readonly paths: readonly string[];
  readonly sources: readonly string[];
  readonly answer: unknown;
}

/** The plan of an imported fleet's load balancer, and its platform. */
export function planOf({ files }: ImportedFleet, loadBalancer: string): [LoadBalancerPlan, PlatformConfig] {
  const [platformDocument, ...tenants] = [...files].map(([file, text]) => new SourceDocument(file, text));
  const { platform, tenants: decoded } = decodeFleet({
    platform: platformDocument,
    tenants: tenants.map((document) => ({ name: document.file.slice(8, -5), document })),
    findings: [],
  });
  const plan = planFleet({ platform: platform!, tenants: decoded });
  return [plan.loadBalancers.find(({ key }) => key === loadBalancer)!, platform!];
}

export function hostRulesOfPlan([plan, platform]: [LoadBalancerPlan, PlatformConfig]): Map<string, HostRule[]> {
  const byHost = new Map<string, HostRule[]>();
  for (const { conditions, action } of plan.listeners.at(-1)!.rules) {
    const rule = {
      paths: conditions.paths,
      sources: [...conditions.sourceIps].sort(),
      answer: planned(action, platform),
    };
    for (const host of conditions.hosts) byHost.set(host, [...(byHost.get(host) ?? []), rule]);
  }
  return byHost;
}

function planned(action: PlannedAction, { services }: PlatformConfig): unknown {
  if (action.type !== "forward") return action;
  const targets = action.targetGroups.map(({ service, weight }) => {
    const { namespace, name, port } = services[service]!;
    return [`${namespace}/${name}:${port}`, weight];
  });
  return { type: "forward", targets: targets.sort() };
}

export function hostRulesOfController([loadBalancer]: readonly ReadLoadBalancer[]): Map<string, HostRule[]> {
  const byHost = new Map<string, HostRule[]>();
  const listener = loadBalancer!.listeners.find(({ port }) => port === 443)!;
  for (const { conditions, action } of listener.rules) {
    const rule = {
      paths: conditions["path-pattern"] ?? [],
      sources: [...(conditions["source-ip"] ?? [])].sort(),
      answer: read(action),
    };
    for (const host of conditions["host-header"] ?? []) byHost.set(host, [...(byHost.get(host) ?? []), rule]);
  }
  return byHost;
}

function read(action: ReadAction): unknown {
  if (action.type !== "forward") return action;
  return { type: "forward", targets: action.targetGroups.map(({ name, weight }) => [name, weight]).sort() };
}
