import { quote, type UncodedFinding } from "../../findings";
import type { Claim } from "../support/claims";
import { inTenant, locateInPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";
import { canonicalHost, parentDomain, selfAndParents } from "../support/hosts";

/** No tenant claims a reserved host, nor a wildcard that would capture one. */
export const reservedHost = defineRule({
  code: "reserved-host",
  severity: "error",
  summary: "a reserved host, or a wildcard that would capture one",
  valid: [{ platform: { reservedHosts: ["www.shop.example"] }, tenants: { acme: { hosts: ["acme.shop.example"] } } }],
  invalid: [{ platform: { reservedHosts: ["www.shop.example"] }, tenants: { acme: { hosts: ["www.shop.example"] } } }],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    const reserved = context.platform?.reservedHosts ?? [];
    const index = new ReservedHosts(reserved);
    for (const claim of context.claims) {
      const at = index.find(claim);
      if (at === undefined) continue;
      const [host, name] = [quote(claim.host), quote(reserved[at])];
      findings.push(
        inTenant(context, claim.tenant, ["hosts", claim.index], {
          message: claim.isWildcard
            ? `The wildcard ${host} would capture ${name}, which the platform reserves.`
            : `The host ${host} is reserved by the platform (${name}).`,
          help: "Choose another host name, or have the platform team change reservedHosts in platform.json.",
          related: [locateInPlatform(context, ["reservedHosts", at])],
        }),
      );
    }
    return findings;
  },
});

/** Looks up reserved hosts by name; all results are indexes of the list. */
class ReservedHosts {
  readonly #byHost = new Map<string, number>();
  /** By each domain above it: a reserved host that a wildcard over that domain would capture. */
  readonly #below = new Map<string, number>();

  constructor(reserved: readonly string[]) {
    reserved.forEach((written, index) => {
      const host = canonicalHost(written);
      if (host === undefined) return;
      this.#byHost.set(host, this.#byHost.get(host) ?? index);
      for (const domain of selfAndParents(parentDomain(host))) {
        this.#below.set(domain, this.#below.get(domain) ?? index);
      }
    });
  }

  find({ host, isWildcard, name }: Claim): number | undefined {
    const direct = this.#byHost.get(host);
    if (direct !== undefined) return direct;
    // The reserved wildcard that it lies in.
    for (const domain of selfAndParents(name).slice(1)) {
      const wildcard = this.#byHost.get(`*.${domain}`);
      if (wildcard !== undefined) return wildcard;
    }
    return isWildcard ? this.#below.get(name) : undefined;
  }
}
