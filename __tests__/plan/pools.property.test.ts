import fc from "fast-check";
import { evaluate } from "../../modules/alb";
import { type LoadBalancerPlan, planFleet } from "../../modules/plan";
import {
  arbitraryFleet,
  decodeFiles,
  type FleetFiles,
  NETWORKS,
  OUTSIDE_ADDRESSES,
  PATHS,
  RESERVED_BELOW,
  type TenantFile,
} from "../support/arbitrary-fleet";
import { runs } from "../support/property-runs";

/** Pools change what a fleet costs, and nothing that a tenant answers. */

/** Fleets in which pools answer for some hosts of some tenants, on every load balancer. */
const arbitraryPooledFleet = arbitraryFleet.map(({ platform, tenants }): FleetFiles => {
  const services = Object.keys(platform.services as object);
  const pools = [
    { domain: "shop.example", service: services[0]! },
    { domain: "eu.shop.example", service: services.at(-1)! },
  ];
  const keys = Object.keys(platform.loadBalancers);
  const [loadBalancer, ...alsoOn] = keys as [string, ...string[]];
  const plain = (name: string, service: string) => ({
    hosts: [`${name}.shop.example`, `${name}.eu.shop.example`, `${name}.example`],
    loadBalancer,
    alsoOn,
    service,
  });
  const others = Object.entries(tenants).map(([name, tenant]): [string, TenantFile] => {
    const hosts = tenant.hosts.filter((host) => host !== "*.shop.example" && host !== "*.eu.shop.example");
    return [name, { ...tenant, hosts: hosts.length > 0 ? hosts : [`${name}.shop.example`] }];
  });
  return {
    platform: {
      ...platform,
      reservedHosts: [...(platform.reservedHosts as string[]), ...RESERVED_BELOW],
      loadBalancers: Object.fromEntries(keys.map((key) => [key, { ...platform.loadBalancers[key], pools }])),
    },
    tenants: {
      ...Object.fromEntries(others),
      "plain-1": plain("plain-1", services[0]!),
      "plain-2": plain("plain-2", services.at(-1)!),
      wholly: { hosts: ["wholly.shop.example"], loadBalancer, alsoOn, service: services[0]! },
    },
  };
});

interface PoolFile {
  readonly domain: string;
  readonly service: string;
}

function poolsOf({ platform }: FleetFiles, loadBalancer: string): readonly PoolFile[] {
  return platform.loadBalancers[loadBalancer]!.pools as readonly PoolFile[];
}

function withoutPools({ platform, tenants }: FleetFiles): FleetFiles {
  const loadBalancers = Object.fromEntries(
    Object.entries(platform.loadBalancers).map(([key, { pools: _, ...rest }]) => [key, rest]),
  );
  return { platform: { ...platform, loadBalancers }, tenants };
}

/** A name for a host or wildcard, and one with more labels: ALB's star matches dots. */
function namesOf(host: string): string[] {
  return host.startsWith("*.") ? [`zz${host.slice(1)}`, `q.zz${host.slice(1)}`] : [host];
}

function answerTo(loadBalancer: LoadBalancerPlan, host: string, path: string, sourceIp?: string) {
  const { port, protocol } = loadBalancer.listeners.at(-1)!;
  return evaluate(loadBalancer, { port, protocol, host, path, sourceIp });
}

/** Each load balancer of a fleet with pools, and the same one without. */
function planned(files: FleetFiles): [pooled: LoadBalancerPlan, plain: LoadBalancerPlan][] {
  const plain = planFleet(decodeFiles(withoutPools(files))).loadBalancers;
  return planFleet(decodeFiles(files)).loadBalancers.map((one, index) => [one, plain[index]!]);
}

test("every claimed host gets the same answers with pools and without, for fewer rules of tenants", () => {
  fc.assert(
    fc.property(
      arbitraryPooledFleet,
      fc.shuffledSubarray(PATHS, { minLength: 3, maxLength: 3 }),
      fc.constantFrom(undefined, ...Object.values(NETWORKS), ...OUTSIDE_ADDRESSES),
      (files, paths, sourceIp) => {
        for (const [pooled, plain] of planned(files)) {
          const rulesOfTenants = (one: LoadBalancerPlan) => one.ingresses.flatMap(({ rules }) => rules).length;
          expect(rulesOfTenants(pooled)).toBeLessThan(rulesOfTenants(plain));
          expect(pooled.ingresses.map(({ hosts }) => hosts)).toEqual(plain.ingresses.map(({ hosts }) => hosts));
          for (const host of plain.ingresses.flatMap(({ hosts }) => hosts).flatMap(namesOf)) {
            for (const path of paths) {
              const [withPools, without] = [pooled, plain].map((one) => answerTo(one, host, path, sourceIp).action);
              expect({ host, path, action: withPools }).toEqual({ host, path, action: without });
            }
          }
        }
      },
    ),
    runs(25),
  );
});

test("an unclaimed host gets the service of the deepest pool above it, a reserved one and every other the default", () => {
  const hosts = [
    ...["nobody.shop.example", "x.nobody.shop.example", "nobody.eu.shop.example", "x.y.a.shop.example", "x.acme.test"],
    ...["admin.shop.example", "x.internal.shop.example", "db.internal.shop.example", "internal.shop.example"],
    ...["shop.example", "nobody.test", "anshop.example"],
  ];
  const isReserved = (host: string, reserved: readonly string[]) =>
    reserved.includes(host) || reserved.some((one) => one.startsWith("*.") && host.endsWith(one.slice(1)));
  fc.assert(
    fc.property(arbitraryPooledFleet, fc.constantFrom(...PATHS), (files, path) => {
      const reserved = files.platform.reservedHosts as readonly string[];
      for (const [pooled, plain] of planned(files)) {
        const pools = [...poolsOf(files, pooled.key)].sort((a, b) => b.domain.length - a.domain.length);
        for (const host of hosts) {
          // Somebody's after all.
          if (answerTo(plain, host, path).rule !== null) continue;
          const pool = isReserved(host, reserved) ? undefined : pools.find(({ domain }) => host.endsWith(`.${domain}`));
          const { action } = answerTo(pooled, host, path);
          const expected =
            pool === undefined
              ? plain.listeners.at(-1)!.default
              : { type: "forward", targetGroups: [expect.objectContaining({ service: pool.service, weight: 1 })] };
          expect({ host, action }).toEqual({ host, action: expected });
        }
      }
    }),
    runs(25),
  );
});
