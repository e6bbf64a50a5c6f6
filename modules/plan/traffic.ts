import { type DnsRecord, writeDnsRecord } from "../external-dns";
import type { PlatformConfig, Tenant } from "../model";

/** Of the load balancer where a tenant lives, when nothing else is said. The others have 0: they stand by. */
export const HOME_WEIGHT = 100;

/** The part of a tenant that says where it is, and where DNS leads. */
export type TenantPlace = Pick<Tenant, "loadBalancer" | "alsoOn" | "traffic">;

/** The load balancers that serve a tenant, its home first. */
export function loadBalancersOf({ loadBalancer, alsoOn }: Pick<TenantPlace, "loadBalancer" | "alsoOn">): string[] {
  return loadBalancer === undefined ? [...alsoOn] : [loadBalancer, ...alsoOn];
}

/**
 * The DNS weight of a load balancer for a tenant that it serves. Route 53 answers with weight 0 only when every record
 * with more is unhealthy, so that a standby takes over by itself.
 */
export function dnsWeight({ loadBalancer, traffic }: TenantPlace, key: string): number {
  if (traffic !== undefined && Object.hasOwn(traffic, key)) return traffic[key]!;
  return key === loadBalancer ? HOME_WEIGHT : 0;
}

/** How a tenant's Ingresses on a load balancer take part in DNS. */
function dnsRecord(tenant: Tenant, { fleet, dns }: PlatformConfig, key: string): DnsRecord {
  if (dns === undefined) return { kind: "simple" };
  const weight = dnsWeight(tenant, key);
  if (dns.externalDns.records === "weighted") return { kind: "weighted", setIdentifier: `${fleet}-${key}`, weight };
  return weight > 0 ? { kind: "simple" } : { kind: "hidden" };
}

/** What a tenant's Ingresses on a load balancer say to external-dns. */
export function dnsAnnotations(
  tenant: Tenant,
  platform: PlatformConfig,
  key: string,
): Readonly<Record<string, string>> | undefined {
  return platform.dns === undefined ? undefined : writeDnsRecord(dnsRecord(tenant, platform, key));
}
