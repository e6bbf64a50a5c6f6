/** What the import reads of IngressClassParams: fields of `spec`. */
export interface ClassParams {
  readonly name: string;
  readonly group?: string | undefined;
  readonly namespaceSelector?: object | undefined;
  readonly loadBalancerName?: string | undefined;
  readonly certificateArn?: readonly string[] | undefined;
  readonly scheme?: string | undefined;
  readonly inboundCIDRs?: readonly string[] | undefined;
  readonly prefixListsIDs?: readonly string[] | undefined;
  readonly sslPolicy?: string | undefined;
  readonly sslRedirectPort?: string | undefined;
  readonly subnets?: { readonly ids?: readonly string[] | undefined } | undefined;
  readonly ipAddressType?: string | undefined;
  readonly tags?: readonly KeyValue[] | undefined;
  readonly targetType?: string | undefined;
  readonly loadBalancerAttributes?: readonly KeyValue[] | undefined;
  readonly listeners?: readonly ListenerParams[] | undefined;
  readonly minimumLoadBalancerCapacity?: object | undefined;
  readonly ipamConfiguration?: object | undefined;
  readonly wafv2AclArn?: string | undefined;
  readonly wafv2AclName?: string | undefined;
}

interface KeyValue {
  readonly key: string;
  readonly value: string;
}

interface ListenerParams {
  readonly protocol?: string | undefined;
  readonly port?: number | undefined;
  readonly listenerAttributes?: readonly KeyValue[] | undefined;
}

/** A selector of subnets by tags, where an annotation would list names or IDs. */
export const SUBNETS_BY_TAGS = "(by tags)";

/**
 * The annotations that say what IngressClassParams say, by name without prefix. They beat those of an Ingress and,
 * for `target-type`, those of a Service (pkg/ingress/model_build_*.go); maps are merged key by key.
 */
export function paramsAsAnnotations(params: ClassParams): ReadonlyMap<string, string> {
  const { subnets, minimumLoadBalancerCapacity: capacity, ipamConfiguration: ipam } = params;
  const said: Readonly<Record<string, string | undefined>> = {
    "load-balancer-name": params.loadBalancerName,
    "certificate-arn": listOf(params.certificateArn),
    scheme: params.scheme,
    "inbound-cidrs": listOf(params.inboundCIDRs),
    "security-group-prefix-lists": listOf(params.prefixListsIDs),
    "ssl-policy": params.sslPolicy,
    "ssl-redirect": params.sslRedirectPort,
    subnets: subnets && (listOf(subnets.ids) ?? SUBNETS_BY_TAGS),
    "ip-address-type": params.ipAddressType,
    tags: pairsOf(params.tags),
    "target-type": params.targetType,
    "load-balancer-attributes": pairsOf(params.loadBalancerAttributes),
    "minimum-load-balancer-capacity": capacity && JSON.stringify(capacity),
    "ipam-ipv4-pool-id": ipam && JSON.stringify(ipam),
    "wafv2-acl-arn": params.wafv2AclArn,
    "wafv2-acl-name": params.wafv2AclName,
    ...Object.fromEntries(
      (params.listeners ?? []).map(({ protocol, port, listenerAttributes }) => [
        `listener-attributes.${protocol}-${port}`,
        pairsOf(listenerAttributes),
      ]),
    ),
  };
  return new Map(Object.entries(said).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

function listOf(values: readonly string[] | undefined): string | undefined {
  return values === undefined || values.length === 0 ? undefined : values.join(",");
}

function pairsOf(pairs: readonly KeyValue[] | undefined): string | undefined {
  return listOf(pairs?.map(({ key, value }) => `${key}=${value.replace(/[\\,]/g, "\\$&")}`));
}
