import * as z from "zod";

/*
 * The objects of EKS Auto Mode as AWS documents them: EKS User Guide, "Create an IngressClass to configure an
 * Application Load Balancer" (2026), "Configure multi-cluster target groups", release notes of 2026. Types that the
 * guide leaves open are those of the custom resource definitions as a cluster of 2026 served them. A field that is not
 * documented is refused, as the API server refuses it.
 */

const named = (extra: z.ZodRawShape = {}) => z.strictObject({ name: z.string().max(63), ...extra });
const arn = (service: string) => z.string().regex(new RegExp(`^(arn:aws:${service}:|\\$\\{)`));
const pairs = z.array(z.strictObject({ key: z.string(), value: z.string() }));

export const ingressClassParams = z.strictObject({
  apiVersion: z.literal("eks.amazonaws.com/v1"),
  kind: z.literal("IngressClassParams"),
  metadata: named(),
  spec: z.strictObject({
    scheme: z.enum(["internal", "internet-facing"]).optional(),
    loadBalancerName: z.string().max(32).optional(),
    namespaceSelector: z.strictObject({ matchLabels: z.record(z.string(), z.string()) }).optional(),
    group: named().optional(),
    ipAddressType: z.enum(["ipv4", "dualstack", "dualstack-without-public-ipv4"]).optional(),
    subnets: z
      .union([
        z.strictObject({ ids: z.array(z.string()) }),
        z.strictObject({ matchTags: z.array(z.strictObject({ key: z.string(), values: z.array(z.string()) })) }),
      ])
      .optional(),
    certificateARNs: z.array(arn("(acm|iam)")).optional(),
    sslPolicy: z.string().optional(),
    inboundCIDRs: z.array(z.string()).optional(),
    prefixListsIDs: z.array(z.string()).optional(),
    targetType: z.enum(["ip", "instance"]).optional(),
    tags: pairs.optional(),
    loadBalancerAttributes: pairs.optional(),
    listeners: z
      .array(z.strictObject({ port: z.int(), protocol: z.string(), attributes: pairs.optional() }))
      .optional(),
    minimumLoadBalancerCapacity: z.strictObject({ capacityUnits: z.int() }).optional(),
    ipamConfiguration: z.strictObject({ ipv4IPAMPoolId: z.string() }).optional(),
  }),
});

export const targetGroupBinding = z.strictObject({
  apiVersion: z.literal("eks.amazonaws.com/v1"),
  kind: z.literal("TargetGroupBinding"),
  metadata: named({ namespace: z.string() }),
  spec: z.strictObject({
    serviceRef: z.strictObject({ name: z.string(), port: z.union([z.int(), z.string()]) }),
    targetGroupARN: arn("elasticloadbalancing"),
    targetType: z.enum(["ip", "instance"]),
    networking: z
      .strictObject({
        ingress: z.array(
          z.strictObject({
            from: z.array(z.strictObject({ securityGroup: z.strictObject({ groupID: z.string() }) })),
            ports: z.array(z.strictObject({ port: z.union([z.int(), z.string()]), protocol: z.enum(["TCP", "UDP"]) })),
          }),
        ),
      })
      .optional(),
    nodeSelector: z.looseObject({}).optional(),
    multiClusterTargetGroup: z.boolean().optional(),
  }),
});

/** As `kubernetes_ingress_class_v1` has it. */
export const ingressClass = z.looseObject({
  metadata: z.strictObject({ name: z.string() }),
  spec: z.strictObject({
    controller: z.literal("eks.amazonaws.com/alb"),
    parameters: z.tuple([
      z.strictObject({
        api_group: z.literal("eks.amazonaws.com"),
        kind: z.literal("IngressClassParams"),
        name: z.string(),
      }),
    ]),
  }),
});

const ANNOTATION = /^alb\.ingress\.kubernetes\.io\/(.*)$/;

/** Annotations of which AWS says that they do not work, or that they do harm. */
const REFUSED =
  /^(?:group\.name|waf-acl-id|web-acl-id|dry-run-plan|create-acm-cert|acm-pca-arn|tags|manage-backend-security-group-rules)$/;

/** The names of an Ingress's annotations that Auto Mode's controller does not take. */
export function refusedAnnotations(annotations: Readonly<Record<string, string>> = {}): string[] {
  const names = Object.keys(annotations);
  const ofController = names.flatMap((name) => ANNOTATION.exec(name)?.[1] ?? []);
  return [
    ...ofController.filter((name) => REFUSED.test(name)),
    ...names.filter((name) => name === "kubernetes.io/ingress.class"),
  ];
}
