import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** As many tenants as a load balancer has with AWS's rules quota raised to 1,000: 8,000 tenants stand on 20. */
const TENANTS_PER_LOAD_BALANCER = 400;

/** What the bench and its naive program read of `platform.json`. */
export interface BenchPlatform {
  readonly fleet: string;
  readonly kubernetes: { readonly namespace: string };
  readonly loadBalancers: Readonly<Record<string, object>>;
}

/** What the bench and its naive program read of a tenant's file. */
export interface BenchTenant {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly loadBalancer: string;
  readonly service: string;
  readonly order: number;
}

/** What a generated fleet has instead of, or beside, what every one has. */
export interface FleetShape {
  /** One for all tenants, instead of one for every 400. */
  readonly oneLoadBalancer?: boolean;
  /** Fields of every load balancer. */
  readonly loadBalancer?: object;
  /** Fields of the tenant of that number. */
  readonly tenant?: (index: number, name: string) => object;
}

/**
 * Writes a fleet of so many tenants: every fourth has three host names, every other one a service of its own
 * choice. Kept to what fits into one rule a tenant, unless the shape says otherwise, so that the naive program stays
 * one loop.
 */
export function generateFleet(directory: string, tenants: number, shape: FleetShape = {}): void {
  mkdirSync(join(directory, "tenants"), { recursive: true });
  const keys = Array.from(
    { length: shape.oneLoadBalancer ? 1 : Math.ceil(tenants / TENANTS_PER_LOAD_BALANCER) },
    (_, index) => `edge-${String(index + 1).padStart(2, "0")}`,
  );
  writeJson(join(directory, "platform.json"), platform(keys, shape.loadBalancer));
  for (let index = 0; index < tenants; index++) writeTenant(directory, index, keys, shape);
}

/** Writes the file of the tenant of a number, as a commit that adds it does. */
export function writeTenant(
  directory: string,
  index: number,
  loadBalancers: readonly string[],
  shape: FleetShape,
): void {
  const { name, ...tenant } = benchTenant(index, loadBalancers);
  writeJson(join(directory, "tenants", `${name}.json`), { ...tenant, ...shape.tenant?.(index, name) });
}

/** A tenant that every larger fleet has, in the middle of its load balancer's rules, and its host. */
export const A_HOST_INDEX = 200;
export const A_HOST = `${tenantName(A_HOST_INDEX)}.shop.example`;

/** The tenants of a generated fleet, in the order of their names. */
export function readTenants(directory: string, names: readonly string[]): BenchTenant[] {
  return names.map((name) => ({
    name,
    ...readJson<Omit<BenchTenant, "name">>(join(directory, "tenants", `${name}.json`)),
  }));
}

export function readPlatform(directory: string): BenchPlatform {
  return readJson(join(directory, "platform.json"));
}

function tenantName(index: number): string {
  return `tenant-${String(index).padStart(5, "0")}`;
}

/** The tenant of a number, on one of these load balancers. */
export function benchTenant(index: number, loadBalancers: readonly string[]): BenchTenant {
  const name = tenantName(index);
  const further = index % 4 === 3 ? [`www.${name}.customers.example`, `app.${name}.customers.example`] : [];
  return {
    name,
    hosts: [`${name}.shop.example`, ...further],
    loadBalancer: loadBalancers[Math.floor(index / TENANTS_PER_LOAD_BALANCER)] ?? loadBalancers[0]!,
    service: index % 2 === 0 ? "web" : "api",
    order: index % TENANTS_PER_LOAD_BALANCER,
  };
}

function platform(loadBalancers: readonly string[], fields: object = {}): object {
  const service = { namespace: "apps", targetPort: 8080, port: 80 };
  return {
    fleet: "bench",
    aws: { region: "eu-central-1", vpcId: "vpc-0123456789abcdef0", allowedAccountIds: ["123456789012"] },
    kubernetes: { namespace: "tenants", kubeconfig: { path: "~/.kube/config" } },
    services: { web: { ...service, name: "web" }, api: { ...service, name: "api" } },
    loadBalancers: Object.fromEntries(
      loadBalancers.map((key) => [
        key,
        {
          services: ["web", "api"],
          scheme: "internal",
          subnets: ["subnet-00000000000000001", "subnet-00000000000000002"],
          inboundCidrs: ["10.0.0.0/8"],
          quotas: { rules: 1000 },
          ...fields,
        },
      ]),
    ),
  };
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, "utf8")) as T;
}

function writeJson(file: string, value: object): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}
