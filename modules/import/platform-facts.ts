import { Assumed, plainDraft } from "./draft-text";
import type { TenantDraft } from "./tenants";
import type { Group } from "./today";

const PLACEHOLDER_REGION = "eu-central-1";
const PLACEHOLDER_ACCOUNT = "000000000000";
const PLACEHOLDER_VPC = "vpc-00000000000000000";
/** Reserved for examples (RFC 2606), so that it can be no host of a tenant's. */
const PLACEHOLDER_DOMAIN = "replace.example.invalid";

/** Fields of `aws`. */
export interface Place {
  readonly region: string | Assumed;
  readonly vpcId: Assumed;
  readonly allowedAccountIds: readonly string[] | Assumed;
}

/** Region and account, as the ARNs in the Ingresses and the names of their ALBs tell them. */
export function placeOf(groups: readonly Group[]): Place {
  const regions = new Set<string>();
  const accounts = new Set<string>();
  for (const { ingress, settings } of groups.flatMap(({ members }) => members)) {
    for (const value of settings.values()) {
      for (const [, region, account] of value.matchAll(ARN)) {
        regions.add(region!);
        accounts.add(account!);
      }
    }
    const region = OF_HOSTNAME.exec(ingress.hostname ?? "")?.[1];
    if (region !== undefined) regions.add(region);
  }
  const known = [...accounts].sort();
  return {
    region: regions.size === 1 ? [...regions][0]! : assumedRegion([...regions].sort()),
    vpcId: new Assumed(PLACEHOLDER_VPC, "the one of the Pods"),
    allowedAccountIds:
      known.length === 1
        ? known
        : new Assumed(known.length > 1 ? known : [PLACEHOLDER_ACCOUNT], "the one of the load balancers"),
  };
}

const ARN = /\barn:aws[a-z-]*:(?:acm|elasticloadbalancing|wafv2):([a-z0-9-]+):(\d{12}):/g;
const OF_HOSTNAME = /\.([a-z0-9-]+)\.elb\.amazonaws\.com(?:\.cn)?$/;

function assumedRegion(regions: readonly string[]): Assumed {
  const said = regions.length === 0 ? "no Ingress tells the Region" : `the Ingresses say ${regions.join(" and ")}`;
  return new Assumed(regions[0] ?? PLACEHOLDER_REGION, said);
}

/** Domains below which one tenant has a wildcard and others have hosts: such a domain is the platform's own. */
export function domainsOf(tenants: readonly TenantDraft[]): { domains?: Assumed } {
  const domains = tenants.flatMap((tenant) =>
    tenant.hosts
      .filter((host) => host.startsWith("*."))
      .map((host) => host.slice(2))
      .filter((domain) =>
        tenants.some((other) => other !== tenant && other.hosts.some((host) => isBelow(host, domain))),
      ),
  );
  if (domains.length === 0) return {};
  const decision =
    "one tenant has a wildcard there and others have hosts below, so this is taken to be the platform's own";
  return { domains: new Assumed([...new Set(domains)].sort(), decision) };
}

function isBelow(host: string, domain: string): boolean {
  return host.replace(/^\*\./, "").endsWith(`.${domain}`);
}

/**
 * The certificates of a load balancer. An Ingress does not tell what is in one: the first is taken to cover every
 * host, and each parent domain of several hosts to be in it as a wildcard.
 */
export function certificatesOf(
  arns: readonly string[],
  madeByController: boolean,
  tenants: readonly TenantDraft[],
  place: Place,
): object[] {
  const covered = coveringDomains(tenants.flatMap(({ hosts }) => hosts));
  const look = "aws acm describe-certificate --query Certificate.SubjectAlternativeNames";
  if (arns.length === 0) {
    const { region, allowedAccountIds } = plainDraft(place) as { region: string; allowedAccountIds: string[] };
    const arn = `arn:aws:acm:${region}:${allowedAccountIds[0]}:certificate/REPLACE`;
    const decision = madeByController
      ? "today's are made by the controller (create-acm-cert), which deletes them with their Ingresses: order others in ACM before the first is deleted"
      : "no Ingress names a certificate: the controller looks for them in ACM by host name, or the class's parameters name them; list them all";
    return [{ arn: new Assumed(arn, decision), domains: covered }];
  }
  return arns.map((arn, index) => ({
    arn,
    domains:
      index === 0
        ? new Assumed(covered, `made up from the tenants' hosts; what is in the certificate tells ${look}`)
        : new Assumed([PLACEHOLDER_DOMAIN], `what is in the certificate tells ${look}`),
  }));
}

function coveringDomains(hosts: readonly string[]): string[] {
  const byParent = new Map<string, string[]>();
  for (const host of hosts) {
    const parent = host.slice(host.indexOf(".") + 1);
    byParent.set(parent, [...(byParent.get(parent) ?? []), host]);
  }
  return [...byParent].flatMap(([parent, below]) => (below.length > 1 ? [`*.${parent}`] : below)).sort();
}
