import { decodeFleet, type PlatformConfig } from "../../modules/model";
import { type Plan, planFleet } from "../../modules/plan";
import { SourceDocument } from "../../modules/source";
import {
  type Clock,
  type EventsClient,
  type IngressEvent,
  type Verification,
  type VerifyOptions,
  verifyFleet,
} from "../../modules/verify";
import { CLUSTER, type FakeAws, SSL_POLICY } from "./fake-aws";

export const CERTIFICATES = [1, 2, 3].map((number) => `arn:aws:acm:eu-central-1:123456789012:certificate/${number}`);

const PLATFORM = {
  fleet: "shop",
  aws: { region: "eu-central-1", vpcId: "vpc-0123456789abcdef0", allowedAccountIds: ["123456789012"] },
  kubernetes: { namespace: "tenants", kubeconfig: { path: "kubeconfig" }, controllerClusterName: CLUSTER },
  defaults: { loadBalancer: "edge-1", service: "web" },
  services: Object.fromEntries(["web", "next", "spare"].map((name) => [name, { namespace: "apps", name, port: 80 }])),
  loadBalancers: {
    "edge-1": {
      services: ["web", "next", "spare"],
      subnets: ["subnet-00000000000000001", "subnet-00000000000000002"],
      sslPolicy: SSL_POLICY,
      certificates: CERTIFICATES.map((arn) => ({ arn, domains: ["*.shop.example"] })),
    },
    inside: { services: ["web"], subnets: ["subnet-00000000000000001", "subnet-00000000000000002"] },
  },
};

const TENANTS: Record<string, object> = {
  acme: { hosts: ["acme.shop.example"], order: 0 },
  beta: { hosts: ["beta.shop.example", "beta.example"], order: 1, routes: [{ path: "/api", service: "next" }] },
  canary: { hosts: ["canary.shop.example"], order: 2, weights: { web: 90, next: 10 } },
  closed: { hosts: ["closed.shop.example"], order: 3, status: "maintenance" },
  limited: { hosts: ["limited.shop.example"], order: 4, allowedCidrs: ["203.0.113.0/24", "2001:db8::/48"] },
  moved: { hosts: ["moved.shop.example"], order: 5, redirect: { host: "acme.shop.example", statusCode: 302 } },
  office: { hosts: ["office.example"], loadBalancer: "inside" },
};

/** A fleet with one of everything: 8 rules on `edge-1` with certificates, 1 on `inside` without. */
export function fleet(
  tenants: Record<string, object> = TENANTS,
  edge: object = {},
): {
  readonly platform: PlatformConfig;
  readonly plan: Plan;
} {
  const document = (file: string, value: object) => new SourceDocument(file, JSON.stringify(value));
  const {
    platform,
    tenants: decoded,
    findings,
  } = decodeFleet({
    platform: document("platform.json", withEdge(edge)),
    tenants: Object.entries(tenants).map(([name, tenant]) => ({
      name,
      document: document(`tenants/${name}.json`, tenant),
    })),
    findings: [],
  });
  if (platform === undefined || findings.length > 0) throw new Error(JSON.stringify(findings));
  return { platform, plan: planFleet({ platform, tenants: decoded }) };
}

function withEdge(edge: object): object {
  const { loadBalancers } = PLATFORM;
  return { ...PLATFORM, loadBalancers: { ...loadBalancers, "edge-1": { ...loadBalancers["edge-1"], ...edge } } };
}

/** Time that passes only when somebody sleeps. */
export class FakeClock implements Clock {
  time = 0;
  readonly sleeps: number[] = [];

  now(): number {
    return this.time;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.sleeps.push(milliseconds);
    this.time += milliseconds;
  }
}

/** A cluster with these warnings, or one that can't be asked. */
export function cluster(warnings: readonly IngressEvent[] | Error): EventsClient & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async listIngressWarnings(namespace) {
      asked.push(namespace);
      if (warnings instanceof Error) throw warnings;
      return [...warnings];
    },
  };
}

/** `verifyFleet` on `edge-1`, looking once, with the clock that it used and what it said. */
export async function verify(
  aws: FakeAws,
  options: Partial<VerifyOptions> & { readonly events?: EventsClient } = {},
): Promise<{ readonly verification: Verification; readonly clock: FakeClock; readonly lines: readonly string[] }> {
  const { platform, plan } = fleet();
  const clock = new FakeClock();
  const lines: string[] = [];
  const verification = await verifyFleet({
    platform,
    loadBalancers: plan.loadBalancers.filter(({ key }) => key === "edge-1"),
    timeoutMs: 0,
    clients: { loadBalancing: aws, webAcls: aws, events: options.events ?? cluster([]) },
    clock,
    onProgress: (line) => lines.push(line),
    ...options,
  });
  return { verification, clock, lines };
}
