import { detach } from "../access-logs";
import type { LoadBalancerPlan } from "../plan";

/** As many host names are remembered as they were written; a client can make up any number of them. */
const REMEMBERED = 10_000;

/** Finds the tenants that claim hosts on one load balancer: the host itself, else the deepest wildcard above it. */
export class Claims {
  readonly #tenants = new Map<string, string>();
  readonly #asked = new Map<string, string | undefined>();

  constructor({ ingresses }: Pick<LoadBalancerPlan, "ingresses">) {
    for (const { hosts, tenant } of ingresses) for (const host of hosts) this.#tenants.set(host, tenant);
  }

  /** @param host as `canonicalHost` gives it */
  tenantOf(host: string): string | undefined {
    if (this.#asked.has(host)) return this.#asked.get(host);
    if (this.#asked.size >= REMEMBERED) this.#asked.clear();
    const tenant = this.#find(host);
    this.#asked.set(detach(host), tenant);
    return tenant;
  }

  #find(host: string): string | undefined {
    const exact = this.#tenants.get(host);
    if (exact !== undefined) return exact;
    for (let dot = host.indexOf("."); dot !== -1; dot = host.indexOf(".", dot + 1)) {
      const tenant = this.#tenants.get(`*${host.slice(dot)}`);
      if (tenant !== undefined) return tenant;
    }
    return undefined;
  }
}

/** A host as tenants claim it: lower case, without the dot that makes a name absolute. */
export function canonicalHost(host: string): string {
  const end = host.endsWith(".") ? host.length - 1 : host.length;
  return host.slice(0, end).toLowerCase();
}
