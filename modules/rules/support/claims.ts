import type { Tenant } from "../../model";
import { canonicalHost, hostProblem, parentDomain, selfAndParents } from "./hosts";

/** A tenant's claim on a host name or wildcard. */
export interface Claim {
  readonly tenant: Tenant;
  /** In the tenant's `hosts`. */
  readonly index: number;
  /** In canonical form: two spellings of one name are one claim. */
  readonly host: string;
  readonly isWildcard: boolean;
  /** The host without `*.`. */
  readonly name: string;
}

/** All claims on names that can be routed, also where their spelling is not canonical yet. */
export function claimsOf(tenants: readonly Tenant[]): Claim[] {
  const claims: Claim[] = [];
  for (const tenant of tenants) {
    tenant.hosts.forEach((written, index) => {
      const isRight = hostProblem(written) === undefined;
      const host = isRight ? written : canonicalHost(written);
      if (host === undefined || (!isRight && hostProblem(host) !== undefined)) return;
      const isWildcard = host.startsWith("*.");
      claims.push({ tenant, index, host, isWildcard, name: isWildcard ? parentDomain(host) : host });
    });
  }
  return claims;
}

/** Finds whose host it is: of who claims it itself, else of who claims the deepest wildcard over it. */
export class ClaimIndex {
  readonly #byHost: ReadonlyMap<string, Claim>;

  constructor(claims: readonly Claim[]) {
    // Of two claims on one host the first counts.
    this.#byHost = new Map(claims.map((claim): [string, Claim] => [claim.host, claim]).reverse());
  }

  /** @param host lower case */
  find(host: string): Claim | undefined {
    return this.#byHost.get(host) ?? this.wildcardsOver(host)[0];
  }

  /** The claimed wildcards that match a host (or contain a wildcard), the deepest first; not the host itself. */
  wildcardsOver(host: string): Claim[] {
    const name = host.startsWith("*.") ? parentDomain(host) : host;
    return selfAndParents(name)
      .slice(1)
      .map((domain) => this.#byHost.get(`*.${domain}`))
      .filter((claim) => claim !== undefined);
  }
}
