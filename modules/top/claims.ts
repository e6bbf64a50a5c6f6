import { detach } from "../access-logs";
import type { LoadBalancerPlan } from "../plan";

/** As many host names are remembered as they were written; a client can make up any number of them. */
const REMEMBERED = 10_000;

/** A host as tenants claim it, and whose it is. */
export interface ClaimedHost {
  readonly host: string;
  readonly tenant: string | undefined;
}

/** Finds the tenants that claim hosts on one load balancer: the host itself, else the deepest wildcard above it. */
export class Claims {
  readonly #tenants = new Map<string, string>();
  readonly #asked = new Map<string, ClaimedHost>();

  constructor({ ingresses }: Pick<LoadBalancerPlan, "ingresses">) {
    for (const { hosts, tenant } of ingresses) for (const host of hosts) this.#tenants.set(host, tenant);
  }

  /** @param host as a client wrote it, without its port */
  find(host: string): ClaimedHost {
    const known = this.#asked.get(host);
    if (known !== undefined) return known;
    if (this.#asked.size >= REMEMBERED) this.#asked.clear();
    const canonical = detach(canonicalHost(host));
    const found = { host: canonical, tenant: this.#tenantOf(canonical) };
    this.#asked.set(detach(host), found);
    return found;
  }

  #tenantOf(host: string): string | undefined {
    const exact = this.#tenants.get(host);
    if (exact !== undefined) return exact;
    for (let dot = host.indexOf("."); dot !== -1; dot = host.indexOf(".", dot + 1)) {
      const tenant = this.#tenants.get(`*${host.slice(dot)}`);
      if (tenant !== undefined) return tenant;
    }
    return undefined;
  }
}

/** A DNS name has no more characters; a Host header can. */
const LONGEST_HOST = 255;

/** Lower case, without the dot that makes a name absolute. */
function canonicalHost(host: string): string {
  const end = host.endsWith(".") ? host.length - 1 : host.length;
  return host.slice(0, Math.min(end, LONGEST_HOST)).toLowerCase();
}
