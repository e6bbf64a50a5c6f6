import type {
  Action as AwsAction,
  Certificate,
  Rule,
  RuleCondition,
  TargetHealthDescription,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { LoadBalancerPlan, PlannedAction, PlannedRule } from "../../modules/plan";
import type { LoadBalancingClient, WebAclClient } from "../../modules/verify";

/** An ALB as AWS holds it; tests change what they are about. */
export interface FakeLoadBalancer {
  arn: string;
  type: string;
  state: string;
  tags: Record<string, string>;
  scheme: string;
  securityGroups: string[];
  deletionProtection: boolean;
  webAcl: string | undefined;
  listeners: FakeListener[];
}

export interface FakeListener {
  arn: string;
  port: number;
  protocol: string;
  sslPolicy: string | undefined;
  default: AwsAction[];
  rules: Rule[];
  certificates: Certificate[];
}

export const ACCOUNT = "123456789012";
export const CLUSTER = "prod";
export const SSL_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

/** AWS's ELBv2 API in memory, with small pages. Every request is counted; `failures` are thrown first. */
export class FakeAws implements LoadBalancingClient, WebAclClient {
  readonly loadBalancers: FakeLoadBalancer[] = [];
  /** By target group name; absent: one healthy target. */
  readonly health = new Map<string, TargetHealthDescription[]>();
  readonly requests: string[] = [];
  readonly tagBatches: number[] = [];
  /** Thrown instead of an answer, by operation. */
  readonly failures = new Map<string, unknown[]>();
  /** Runs before each search for load balancers or look at one. */
  beforeLook: () => void = () => {};
  pageSize = 2;

  async describeLoadBalancers({ LoadBalancerArns, Marker }: { LoadBalancerArns?: string[]; Marker?: string }) {
    if (Marker === undefined) this.beforeLook();
    this.#request("DescribeLoadBalancers");
    const asked = this.loadBalancers.filter(({ arn }) => LoadBalancerArns?.includes(arn) ?? true);
    if (LoadBalancerArns !== undefined && asked.length === 0) throw awsError("LoadBalancerNotFound");
    const { items, NextMarker } = this.#page(asked, Marker);
    const LoadBalancers = items.map(({ arn, type, state, scheme, securityGroups }) => ({
      LoadBalancerArn: arn,
      Type: type as "application",
      State: { Code: state as "active" },
      Scheme: scheme as "internal",
      SecurityGroups: securityGroups,
    }));
    return { LoadBalancers, NextMarker };
  }

  async describeLoadBalancerAttributes({ LoadBalancerArn }: { LoadBalancerArn: string | undefined }) {
    this.#request("DescribeLoadBalancerAttributes");
    const found = this.loadBalancers.find(({ arn }) => arn === LoadBalancerArn);
    return { Attributes: [{ Key: "deletion_protection.enabled", Value: String(found?.deletionProtection) }] };
  }

  async getWebACLForResource({ ResourceArn }: { ResourceArn: string | undefined }) {
    this.#request("GetWebACLForResource");
    const ARN = this.loadBalancers.find(({ arn }) => arn === ResourceArn)?.webAcl;
    if (ARN === undefined) return {};
    return { WebACL: { ARN, Name: "acl", Id: "1", DefaultAction: {}, VisibilityConfig: undefined } };
  }

  async describeTags({ ResourceArns = [] }: { ResourceArns: string[] | undefined }) {
    this.#request("DescribeTags");
    this.tagBatches.push(ResourceArns.length);
    const TagDescriptions = ResourceArns.map((ResourceArn) => {
      const tags = this.loadBalancers.find(({ arn }) => arn === ResourceArn)?.tags ?? {};
      return { ResourceArn, Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
    });
    return { TagDescriptions };
  }

  async describeListeners({ LoadBalancerArn, Marker }: { LoadBalancerArn?: string; Marker?: string }) {
    this.#request("DescribeListeners");
    const loadBalancer = this.loadBalancers.find(({ arn }) => arn === LoadBalancerArn);
    if (loadBalancer === undefined) throw awsError("LoadBalancerNotFound");
    const { items, NextMarker } = this.#page(loadBalancer.listeners, Marker);
    const Listeners = items.map(({ arn, port, protocol, sslPolicy, default: DefaultActions, certificates }) => ({
      ListenerArn: arn,
      Port: port,
      Protocol: protocol as "HTTP",
      SslPolicy: sslPolicy,
      DefaultActions,
      Certificates: certificates.slice(0, 1),
    }));
    return { Listeners, NextMarker };
  }

  async describeRules({ ListenerArn, Marker }: { ListenerArn?: string; Marker?: string }) {
    this.#request("DescribeRules");
    const { rules, default: Actions } = this.#listener(ListenerArn);
    const all: Rule[] = [...rules, { Priority: "default", IsDefault: true, Conditions: [], Actions }];
    const { items, NextMarker } = this.#page(all, Marker);
    return { Rules: items, NextMarker };
  }

  async describeListenerCertificates({ ListenerArn, Marker }: { ListenerArn: string | undefined; Marker?: string }) {
    this.#request("DescribeListenerCertificates");
    const { items, NextMarker } = this.#page(this.#listener(ListenerArn).certificates, Marker);
    return { Certificates: items, NextMarker };
  }

  async describeTargetHealth({ TargetGroupArn = "" }: { TargetGroupArn: string | undefined }) {
    this.#request("DescribeTargetHealth");
    return { TargetHealthDescriptions: this.health.get(TargetGroupArn.split("/")[1] ?? "") ?? [target("healthy")] };
  }

  /** How often an operation was requested. */
  count(operation: string): number {
    return this.requests.filter((request) => request === operation).length;
  }

  #request(operation: string): void {
    this.requests.push(operation);
    const failures = this.failures.get(operation);
    if (failures !== undefined && failures.length > 0) throw failures.shift();
  }

  #listener(arn: string | undefined): FakeListener {
    const found = this.loadBalancers.flatMap(({ listeners }) => listeners).find((listener) => listener.arn === arn);
    if (found === undefined) throw awsError("ListenerNotFound");
    return found;
  }

  #page<T>(all: readonly T[], marker = "0"): { items: T[]; NextMarker: string | undefined } {
    const end = Number(marker) + this.pageSize;
    return { items: all.slice(Number(marker), end), NextMarker: end < all.length ? String(end) : undefined };
  }
}

/** An error as the SDK throws it. */
export function awsError(name: string, message: string = name, status = 400): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });
}

export function target(state: string, reason?: string): TargetHealthDescription {
  return {
    Target: { Id: "10.0.0.1", Port: 8080 },
    TargetHealth: { State: state as "healthy", Reason: reason as undefined },
  };
}

/** The ALB that the controller builds from a plan, with what AWS fills in and in the order in which it answers. */
export function builtFrom(plan: LoadBalancerPlan): FakeLoadBalancer {
  const arn = `arn:aws:elasticloadbalancing:eu-central-1:${ACCOUNT}:loadbalancer/app/${plan.name}/0123456789abcdef`;
  return {
    arn,
    type: "application",
    state: "active",
    tags:
      plan.controller === "eks-auto-mode"
        ? {
            "ingress.eks.amazonaws.com/stack": plan.group,
            "ingress.eks.amazonaws.com/resource": "LoadBalancer",
            "eks:eks-cluster-name": CLUSTER,
          }
        : {
            "ingress.k8s.aws/stack": plan.group,
            "ingress.k8s.aws/resource": "LoadBalancer",
            "elbv2.k8s.aws/cluster": CLUSTER,
          },
    scheme: "internal",
    securityGroups: ["sg-0000000000000000a", "sg-0000000000000000b"],
    deletionProtection: false,
    webAcl: undefined,
    listeners: plan.listeners.map((listener) => ({
      arn: `${arn.replace(":loadbalancer/", ":listener/")}/${listener.port}`,
      port: listener.port,
      protocol: listener.protocol,
      sslPolicy: listener.protocol === "HTTPS" ? SSL_POLICY : undefined,
      default: [awsAction(listener.default)],
      rules: listener.rules.map(awsRule),
      certificates: certificates(listener.protocol === "HTTPS" ? plan.certificateArns : []),
    })),
  };
}

/** The default one stands in AWS's list twice when it is also one for SNI. */
function certificates(arns: readonly string[]): Certificate[] {
  return [
    ...arns.slice(0, 1).map((CertificateArn) => ({ CertificateArn, IsDefault: true })),
    ...arns.map((CertificateArn) => ({ CertificateArn, IsDefault: false })),
  ];
}

export function awsRule({ priority, conditions: { hosts, paths, sourceIps }, action }: PlannedRule): Rule {
  const Conditions: RuleCondition[] = [];
  if (sourceIps.length > 0) Conditions.push({ Field: "source-ip", SourceIpConfig: { Values: [...sourceIps] } });
  if (paths.length > 0) {
    const Values = [...paths].reverse();
    Conditions.push({ Field: "path-pattern", Values, PathPatternConfig: { Values } });
  }
  if (hosts.length > 0)
    Conditions.push({ Field: "host-header", Values: [...hosts], HostHeaderConfig: { Values: [...hosts] } });
  return {
    RuleArn: `rule-${priority}`,
    Priority: String(priority),
    IsDefault: false,
    Conditions,
    Actions: [awsAction(action)],
  };
}

export function awsAction(action: PlannedAction): AwsAction {
  switch (action.type) {
    case "forward": {
      const TargetGroups = action.targetGroups.map(({ name, weight }) => ({
        TargetGroupArn: targetGroupArn(name),
        Weight: weight,
      }));
      const { stickinessSeconds } = action;
      const TargetGroupStickinessConfig =
        stickinessSeconds === undefined ? { Enabled: false } : { Enabled: true, DurationSeconds: stickinessSeconds };
      const only = TargetGroups.length === 1 ? { TargetGroupArn: TargetGroups[0]?.TargetGroupArn } : {};
      return {
        Type: "forward",
        Order: 1,
        ...only,
        ForwardConfig: { TargetGroups: TargetGroups.reverse(), TargetGroupStickinessConfig },
      };
    }
    case "fixed-response": {
      const { statusCode, contentType, body } = action;
      return {
        Type: "fixed-response",
        FixedResponseConfig: {
          StatusCode: String(statusCode),
          ContentType: contentType,
          ...(body !== "" && { MessageBody: body }),
        },
      };
    }
    case "redirect": {
      // AWS answers without the parts that stay as they are.
      const given = (value: string) => (/^\/?#\{\w+\}$/.test(value) ? undefined : value);
      return {
        Type: "redirect",
        RedirectConfig: {
          Host: given(action.host),
          Path: given(action.path),
          Query: given(action.query),
          Port: given(action.port),
          Protocol: given(action.protocol),
          StatusCode: `HTTP_${action.statusCode}`,
        },
      };
    }
  }
}

export function targetGroupArn(name: string): string {
  return `arn:aws:elasticloadbalancing:eu-central-1:${ACCOUNT}:targetgroup/${name}/0123456789abcdef`;
}
