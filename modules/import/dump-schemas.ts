import * as z from "zod";

/** The parts of Kubernetes objects that the import looks at. */

/** [Kubernetes] Object names: DNS subdomains. */
const OBJECT_NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

// Records are read as entries: a key such as __proto__ is then a text like any other.
const textMap = z
  .custom<object>((value) => typeof value === "object" && value !== null)
  .optional()
  .transform((value) => new Map(Object.entries(value ?? {}).filter(isTextEntry)));

const metadata = z.object({
  name: z.string().regex(OBJECT_NAME),
  namespace: z.string().regex(OBJECT_NAME).default("default"),
  labels: textMap,
  annotations: textMap,
  finalizers: z.array(z.string()).default([]),
  creationTimestamp: z.string().optional(),
  deletionTimestamp: z.string().optional(),
  ownerReferences: z.array(z.object({ kind: z.string(), name: z.string() })).default([]),
  managedFields: z.array(z.object({ manager: z.string().default("") })).default([]),
});

/** A Service's port in a backend, by number or name. */
export interface Backend {
  readonly service: string;
  readonly port: number | string;
  /** Kind and name of an object that is not a Service. */
  readonly resource?: string;
  /** ARN or name of a target group that an action names itself. */
  readonly targetGroup?: string;
}

const backend = z
  .object({
    service: z
      .object({
        name: z.string(),
        port: z.object({ number: z.int().optional(), name: z.string().optional() }).default({}),
      })
      .optional(),
    resource: z.object({ kind: z.string(), name: z.string() }).optional(),
  })
  .refine(({ service, resource }) => service !== undefined || resource !== undefined)
  .transform(
    ({ service, resource }): Backend =>
      service === undefined
        ? { service: "", port: "", resource: `${resource!.kind} ${resource!.name}` }
        : { service: service.name, port: service.port.number ?? service.port.name ?? "" },
  );

export const ingressSchema = z.object({
  metadata,
  spec: z.object({
    ingressClassName: z.string().optional(),
    defaultBackend: backend.optional(),
    tls: z.array(z.object({ hosts: z.array(z.string()).default([]) })).default([]),
    rules: z
      .array(
        z.object({
          host: z.string().optional(),
          http: z
            .object({
              paths: z.array(
                z.object({
                  path: z.string().default(""),
                  pathType: z.enum(["Exact", "Prefix", "ImplementationSpecific"]),
                  backend,
                }),
              ),
            })
            .default({ paths: [] }),
        }),
      )
      .default([]),
  }),
  status: z
    .object({
      loadBalancer: z
        .object({
          ingress: z
            .array(
              z.object({
                hostname: z.string().optional(),
                ports: z.array(z.object({ port: z.int() })).default([]),
              }),
            )
            .default([]),
        })
        .default({ ingress: [] }),
    })
    .default({ loadBalancer: { ingress: [] } }),
});

export const serviceSchema = z.object({
  metadata,
  spec: z.object({
    selector: textMap,
    type: z.string().default("ClusterIP"),
    ipFamilies: z.array(z.string()).default([]),
    ports: z
      .array(
        z.object({
          name: z.string().optional(),
          port: z.int(),
          targetPort: z.union([z.int(), z.string()]).optional(),
          nodePort: z.int().optional(),
        }),
      )
      .default([]),
  }),
});

export const classSchema = z.object({
  metadata,
  spec: z.object({
    controller: z.string().default(""),
    parameters: z.object({ kind: z.string(), name: z.string() }).optional(),
  }),
});

const keyValues = z.array(z.object({ key: z.string(), value: z.string() }));

export const classParamsSchema = z.object({
  metadata,
  spec: z
    .object({
      group: z.object({ name: z.string() }).optional(),
      namespaceSelector: z.looseObject({}).optional(),
      loadBalancerName: z.string().optional(),
      certificateArn: z.array(z.string()).optional(),
      /** Of EKS Auto Mode. */
      certificateARNs: z.array(z.string()).optional(),
      scheme: z.string().optional(),
      inboundCIDRs: z.array(z.string()).optional(),
      prefixListsIDs: z.array(z.string()).optional(),
      /** The older spelling. */
      PrefixListsIDs: z.array(z.string()).optional(),
      sslPolicy: z.string().optional(),
      sslRedirectPort: z.string().optional(),
      subnets: z.object({ ids: z.array(z.string()).optional() }).optional(),
      ipAddressType: z.string().optional(),
      tags: keyValues.optional(),
      targetType: z.string().optional(),
      loadBalancerAttributes: keyValues.optional(),
      listeners: z
        .array(
          z.object({
            protocol: z.string().optional(),
            port: z.int().optional(),
            listenerAttributes: keyValues.optional(),
          }),
        )
        .optional(),
      minimumLoadBalancerCapacity: z.looseObject({}).optional(),
      ipamConfiguration: z.looseObject({}).optional(),
      wafv2AclArn: z.string().optional(),
      wafv2AclName: z.string().optional(),
    })
    .default({}),
});

export const bindingSchema = z.object({
  metadata,
  spec: z.object({
    targetGroupARN: z.string().optional(),
    targetType: z.string().optional(),
    serviceRef: z.object({ name: z.string(), port: z.union([z.int(), z.string()]) }),
  }),
});

const probe = z.object({
  httpGet: z
    .object({
      path: z.string().default("/"),
      port: z.union([z.int(), z.string()]),
      scheme: z.enum(["HTTP", "HTTPS"]).default("HTTP"),
    })
    .optional(),
  // Kubernetes' own defaults.
  periodSeconds: z.int().default(10),
  timeoutSeconds: z.int().default(1),
  successThreshold: z.int().default(1),
  failureThreshold: z.int().default(3),
});

/** A Deployment, StatefulSet or DaemonSet. */
export const workloadSchema = z.object({
  metadata,
  spec: z.object({
    template: z.object({
      metadata: z.object({ labels: textMap }),
      spec: z.object({
        containers: z.array(
          z.object({
            ports: z.array(z.object({ name: z.string().optional(), containerPort: z.int() })).default([]),
            readinessProbe: probe.optional(),
          }),
        ),
      }),
    }),
  }),
});

function isTextEntry(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === "string";
}
