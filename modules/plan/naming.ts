import { createHash } from "node:crypto";
import { AWS_LIMITS } from "../aws";

/**
 * Names of what is generated. A name that would be too long is cut and ends in a hash of the full name, so that it
 * stays unique; the same input gives the same name for ever, since a renamed target group is a replaced one.
 */

const HASH_LENGTH = 8;

/** At most `length` characters: the name itself, or its beginning, one hyphen and 8 hexadecimal digits. */
export function shorten(name: string, length: number): string {
  if (name.length <= length) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, HASH_LENGTH);
  // Cutting may end in a hyphen, and two in a row are not allowed in a target group's name.
  return `${name.slice(0, length - HASH_LENGTH - 1).replace(/-+$/, "")}-${hash}`;
}

/** The ALB, its IngressClass and IngressClassParams: `<fleet>-<lb>`. */
export function loadBalancerName(fleet: string, loadBalancer: string): string {
  return shorten(`${fleet}-${loadBalancer}`, AWS_LIMITS.nameLength);
}

/** The two kinds of Terraform stacks of a load balancer, in the order of deployment. */
export interface StackNames {
  /** What is tied to the services and the load balancer: `<lb>`. */
  readonly loadBalancer: string;
  /** The tenants' Ingresses: `<lb>-tenants`, or its beginning where several stacks share them (tenantStackNames). */
  readonly tenants: string;
}

/** @param key of the load balancer in `platform.json` */
export function stackNames(key: string): StackNames {
  return { loadBalancer: key, tenants: `${key}${TENANTS_STACK_SUFFIX}` };
}

const TENANTS_STACK_SUFFIX = "-tenants";

/** The load balancer whose tenants' Ingresses a stack of this name holds; no load balancer's key looks like it. */
export function loadBalancerOfTenantStack(name: string): string | undefined {
  return /^(.*)-tenants(?:-\d\d)?$/.exec(name)?.[1];
}

/** The output that names a stack where several share a load balancer's tenants. */
export const TENANT_STACK_OUTPUT = "stack";

/**
 * The stacks that hold a load balancer's tenants: `<lb>-tenants`, or `<lb>-tenants-00`, `-01`, … where there are
 * several.
 *
 * @param count `tenantStacks` of the load balancer
 */
export function tenantStackNames(key: string, count: number): string[] {
  const { tenants } = stackNames(key);
  if (count === 1) return [tenants];
  return Array.from({ length: count }, (_, index) => `${tenants}-${String(index).padStart(2, "0")}`);
}

/** All stacks of a load balancer in the order of deployment: `<lb>`, then those of its tenants. */
export function allStackNames(key: string, tenantStacks: number): string[] {
  return [stackNames(key).loadBalancer, ...tenantStackNames(key, tenantStacks)];
}

/**
 * Which of a load balancer's tenant stacks holds a tenant. It depends on the tenant's name alone: no other tenant's
 * commit can move it.
 *
 * @returns 0 to `count` − 1
 */
export function tenantStackIndex(tenant: string, count: number): number {
  return count === 1 ? 0 : createHash("sha256").update(tenant).digest().readUInt32BE() % count;
}

/** A target group and its TargetGroupBinding: `<fleet>-<service>-<lb>`. */
export function targetGroupName(fleet: string, service: string, loadBalancer: string): string {
  return shorten(`${fleet}-${service}-${loadBalancer}`, AWS_LIMITS.nameLength);
}

/** A tenant's Ingress: `<tenant>.<lb>`, for wildcard hosts of `depth` labels `<tenant>.<lb>.w<depth>`. */
export function ingressName(tenant: string, loadBalancer: string, depth: number | undefined): string {
  return depth === undefined ? `${tenant}.${loadBalancer}` : `${tenant}.${loadBalancer}.w${depth}`;
}

/** Terraform's name of a tenant's Ingress. An underscore cannot stand in a tenant's name, so no two are equal. */
export function ingressResourceId(tenant: string, depth: number | undefined): string {
  return depth === undefined ? tenant : `${tenant}_w${depth}`;
}

/** The Ingress of a load balancer's pool, by its place in the list, from 1: `<lb>.pool-<n>`. */
export function poolIngressName(loadBalancer: string, place: number): string {
  return `${loadBalancer}.pool-${place}`;
}

/** Terraform's name of a pool's Ingress. */
export function poolResourceId(place: number): string {
  return `pool_${place}`;
}

/** The number of labels after `*.`, or undefined for an exact host. */
export function wildcardDepth(host: string): number | undefined {
  return host.startsWith("*.") ? host.split(".").length - 1 : undefined;
}

/**
 * Group orders: exact hosts take 0–899 (the tenant's `order`), wildcards 1000 less their number of labels, so that
 * every exact host comes before every wildcard, and a deeper wildcard before a shallower one. Without that a
 * wildcard would swallow the hosts below it: the controller does not order by how specific a host is.
 */
export function wildcardOrder(depth: number): number {
  return WILDCARD_ORDER_BASE - depth;
}

const WILDCARD_ORDER_BASE = 1000;

/**
 * Hands out names for backends of one Ingress. The controller looks up actions and conditions by this name, so
 * every different pair of them needs one of its own, and equal pairs share one.
 */
export class BackendNames {
  /** Annotation names have 63 characters, of which `conditions.` takes 11 and a counter up to 4. */
  static readonly #maxLength = 48;
  readonly #nameOfContent = new Map<string, string>();
  readonly #taken = new Set<string>();
  /** By base name: the number to try next. */
  readonly #next = new Map<string, number>();

  /** @param content everything that distinguishes the backend from others, as text */
  nameFor(wanted: string, content: string): string {
    const known = this.#nameOfContent.get(content);
    if (known !== undefined) return known;
    const base = shorten(wanted, BackendNames.#maxLength);
    let name = base;
    let count = this.#next.get(base) ?? 2;
    for (; this.#taken.has(name); count++) name = `${base}-${count}`;
    this.#next.set(base, count);
    this.#taken.add(name);
    this.#nameOfContent.set(content, name);
    return name;
  }
}
