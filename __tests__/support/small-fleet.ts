import type { FleetFiles, TenantFile } from "./arbitrary-fleet";

const RESPONSES = {
  unknownHost: { statusCode: 404, contentType: "text/plain", body: "Not found" },
  maintenance: { statusCode: 503, contentType: "text/plain", body: "Back soon" },
  suspended: { statusCode: 403, contentType: "text/plain", body: "Suspended" },
  forbidden: { statusCode: 403, contentType: "text/plain", body: "Forbidden" },
};

/** The load balancer of `smallFleet`: HTTPS, covers `*.shop.example` and `*.eu.shop.example`. */
export const EDGE = {
  services: ["web", "api"],
  subnets: ["subnet-00000001", "subnet-00000002"],
  deletionProtection: true,
  certificates: [
    {
      arn: "arn:aws:acm:eu-central-1:123456789012:certificate/1",
      domains: ["shop.example", "*.shop.example", "*.eu.shop.example"],
    },
  ],
};

/**
 * The files of a fleet `shop` with the services `web` (default) and `api`.
 *
 * @param loadBalancers by default one, `edge-1`
 */
export function smallFleet(
  tenants: Readonly<Record<string, TenantFile>>,
  loadBalancers: FleetFiles["platform"]["loadBalancers"] = { "edge-1": EDGE },
): FleetFiles {
  const service = (name: string) => ({ namespace: "apps", name, port: 80 });
  return {
    platform: {
      fleet: "shop",
      aws: { region: "eu-central-1", vpcId: "vpc-00000001", allowedAccountIds: ["123456789012"] },
      kubernetes: { namespace: "tenants", kubeconfig: { path: "~/.kube/config", context: "prod" } },
      domains: ["shop.example"],
      defaults: { service: "web", loadBalancer: Object.keys(loadBalancers)[0] },
      responses: RESPONSES,
      services: { web: service("web"), api: service("api") },
      loadBalancers,
    },
    tenants,
  };
}
