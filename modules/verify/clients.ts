import type {
  DescribeListenerCertificatesCommandInput,
  DescribeListenerCertificatesCommandOutput,
  DescribeListenersCommandInput,
  DescribeListenersCommandOutput,
  DescribeLoadBalancerAttributesCommandInput,
  DescribeLoadBalancerAttributesCommandOutput,
  DescribeLoadBalancersCommandInput,
  DescribeLoadBalancersCommandOutput,
  DescribeRulesCommandInput,
  DescribeRulesCommandOutput,
  DescribeTagsCommandInput,
  DescribeTagsCommandOutput,
  DescribeTargetHealthCommandInput,
  DescribeTargetHealthCommandOutput,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { GetWebACLForResourceCommandInput, GetWebACLForResourceCommandOutput } from "@aws-sdk/client-wafv2";

type Answer<Output> = Promise<Omit<Output, "$metadata">>;

/** What is asked of AWS: seven operations that only read. AWS's own client is one of these. */
export interface LoadBalancingClient {
  describeLoadBalancers(input: DescribeLoadBalancersCommandInput): Answer<DescribeLoadBalancersCommandOutput>;
  describeLoadBalancerAttributes(
    input: DescribeLoadBalancerAttributesCommandInput,
  ): Answer<DescribeLoadBalancerAttributesCommandOutput>;
  describeTags(input: DescribeTagsCommandInput): Answer<DescribeTagsCommandOutput>;
  describeListeners(input: DescribeListenersCommandInput): Answer<DescribeListenersCommandOutput>;
  describeListenerCertificates(
    input: DescribeListenerCertificatesCommandInput,
  ): Answer<DescribeListenerCertificatesCommandOutput>;
  describeRules(input: DescribeRulesCommandInput): Answer<DescribeRulesCommandOutput>;
  describeTargetHealth(input: DescribeTargetHealthCommandInput): Answer<DescribeTargetHealthCommandOutput>;
}

/** What is asked of AWS WAF. AWS's own client is one of these. */
export interface WebAclClient {
  getWebACLForResource(input: GetWebACLForResourceCommandInput): Answer<GetWebACLForResourceCommandOutput>;
}

/** An event of the cluster about an Ingress. */
export interface IngressEvent {
  /** The Ingress's name. */
  readonly ingress: string;
  readonly reason: string;
  readonly message: string;
  /** ISO 8601; absent when the cluster does not say. */
  readonly lastSeen?: string;
}

/** What is asked of the cluster. */
export interface EventsClient {
  /**
   * All warnings about Ingresses of a namespace, in any order.
   *
   * @throws Error with a message for people when the cluster can't be asked.
   */
  listIngressWarnings(namespace: string): Promise<IngressEvent[]>;
}

export interface VerifyClients {
  readonly loadBalancing: LoadBalancingClient;
  readonly webAcls: WebAclClient;
  readonly events: EventsClient;
}

/** Time, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since some fixed moment. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};
