import type { PlannedFleet } from "../fleet";
import type { Tenant } from "../model";
import { loadBalancersOf, protocolOf } from "../plan";
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
