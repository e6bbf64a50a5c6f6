import type { PlannedFleet } from "../fleet";
import type { PlatformConfig, Tenant } from "../model";
import { loadBalancersOf, planFleet, protocolOf } from "../plan";
import { certificateDomains, isCovered, serviceReferences } from "../rules";

/**
 * The load balancers to which a tenant could go: those that the same clients reach, in the same way (scheme and
 * protocol), with certificates for its hosts and its services, and that do not serve it yet. Room is another question.
 */
export function suitableTargets(
  { fleet: { platform }, plan }: Pick<PlannedFleet, "fleet" | "plan">,
  tenant: Tenant,
  from: string,
): string[] {
  const old = platform.loadBalancers[from]!;
  const services = serviceReferences(tenant).map(({ service }) => service);
  const serving = loadBalancersOf(tenant);
  return plan.loadBalancers
    .map(({ key }) => key)
    .filter((key) => {
      const config = platform.loadBalancers[key]!;
      if (serving.includes(key) || config.scheme !== old.scheme || protocolOf(config) !== protocolOf(old)) return false;
      const domains = certificateDomains(config.certificates);
      const covered = protocolOf(config) === "HTTP" || tenant.hosts.every((host) => isCovered(host, domains));
      return covered && services.every((service) => config.services.includes(service));
    });
}

/** Number of listener rules that a tenant takes on a load balancer; a pool there may answer for it, and costs none. */
export function rulesNeeded(platform: PlatformConfig, tenant: Tenant, key: string): number {
  const alone = planFleet({ platform, tenants: [{ ...tenant, loadBalancer: key, alsoOn: [], traffic: undefined }] });
  const ingresses = alone.loadBalancers.find((one) => one.key === key)?.ingresses ?? [];
  return ingresses.reduce((sum, { rules }) => sum + rules.length, 0);
}
