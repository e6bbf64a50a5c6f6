import { statSync } from "node:fs";
import { join } from "node:path";
import { affectedStacks } from "../modules/affected";
import { checkFleet, type PlannedFleet } from "../modules/fleet";
import { fleetApp } from "../modules/stacks";
import { type FleetShape, generateFleet, writeTenant } from "./generate-fleet";

/*
 * What a tenant costs where a count says it: listener rules, and the Terraform that a commit plans again.
 */

const DOMAIN = "shop.example";
const POOLS = [{ domain: DOMAIN, service: "web" }];

/** Four paths with one answer, three of them ALB's wildcards. */
const ROUTES = [
  { path: "/api/*", pathType: "ImplementationSpecific", service: "api" },
  { path: "/graphql", pathType: "Exact", service: "api" },
  { path: "/auth/*", pathType: "ImplementationSpecific", service: "api" },
  { path: "/hooks/*", pathType: "ImplementationSpecific", service: "api" },
];

/** The generated fleet, in which every fifth tenant has paths that go to another service. */
const ROUTED: FleetShape = { tenant: (index) => (index % 5 === 4 ? { service: "web", routes: ROUTES } : {}) };

export interface RuleCounts {
  /** A rule for every host and path, as the controller builds them from plain Ingresses. */
  readonly unmerged: number;
  readonly planned: number;
  /** With a pool on every load balancer. */
  readonly pooled: number;
}

/** Listener rules of a fleet of so many tenants, over all its load balancers. */
export function countRules(scratch: string, tenants: number): RuleCounts {
  const plain = generated(join(scratch, `rules-${tenants}`), tenants, ROUTED);
  const pooled = generated(join(scratch, `pooled-${tenants}`), tenants, { ...ROUTED, loadBalancer: { pools: POOLS } });
  const unmerged = plain.fleet.tenants.map(({ hosts, routes }) => hosts.length * ((routes?.length ?? 0) + 1));
  return { unmerged: sum(unmerged), planned: rulesOf(plain), pooled: rulesOf(pooled) };
}

export interface CommitCounts {
  /** Stacks whose Terraform the commit changes. */
  readonly affected: number;
  /** Stacks of the fleet. */
  readonly stacks: number;
  /** Of the affected stacks. */
  readonly ingresses: number;
  /** Of the Terraform of the affected stacks. */
  readonly bytes: number;
}

/** What a commit affects that adds a tenant to one load balancer with so many, all of them pooled. */
export function countCommit(scratch: string, tenants: number, tenantStacks: number): CommitCounts {
  const directory = join(scratch, `commit-${tenants}-${tenantStacks}`);
  const shape: FleetShape = {
    oneLoadBalancer: true,
    loadBalancer: { pools: POOLS, tenantStacks },
    tenant: (_, name) => ({ hosts: [`${name}.${DOMAIN}`], service: "web" }),
  };
  const base = generated(directory, tenants, shape);
  const [loadBalancer] = base.plan.loadBalancers;
  writeTenant(directory, tenants, [loadBalancer!.key], shape);
  const current = planned(directory);
  const names = affectedStacks(base, current).stacks.map(({ stack }) => stack);
  const outdir = join(directory, "cdktf.out");
  fleetApp(current.fleet, current.plan, { outdir }).synth();
  const held = current.plan.loadBalancers.flatMap((plan) => plan.tenantStacks);
  return {
    affected: names.length,
    stacks: current.plan.loadBalancers.length + held.length,
    ingresses: sum(held.filter(({ name }) => names.includes(name)).map(({ ingresses }) => ingresses.length)),
    bytes: sum(names.map((name) => statSync(join(outdir, "stacks", name, "cdk.tf.json")).size)),
  };
}

function generated(directory: string, tenants: number, shape: FleetShape): PlannedFleet {
  generateFleet(directory, tenants, shape);
  return planned(directory);
}

function planned(directory: string): PlannedFleet {
  const checked = checkFleet(directory);
  if (checked.plan === undefined) throw new Error(checked.findings.map(({ message }) => message).join("\n"));
  return checked;
}

function rulesOf({ plan }: PlannedFleet): number {
  return sum(plan.loadBalancers.map(({ quotas }) => quotas.rules.used));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
