import * as z from "zod";
import type { TypedPath } from "../controller";
import { UserError } from "../errors";

/** A file that is no dump of Ingresses or Services. Its message is meant for the user. */
export class DumpError extends UserError {
  override readonly name = "DumpError";
  override readonly code = "invalid-dump";
}

/** A Service's port in a backend, by number or name. */
export interface Backend {
  readonly service: string;
  readonly port: number | string;
}

/** What the import looks at in an Ingress. */
export interface DumpIngress {
  /** `namespace/name`. */
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  readonly finalizers: readonly string[];
  /** `spec.ingressClassName`, or the older annotation. */
  readonly className: string | undefined;
  readonly defaultBackend: Backend | undefined;
  readonly rules: readonly DumpRule[];
  /** DNS name of the load balancer that answers, once there is one. */
  readonly hostname: string | undefined;
}

export interface DumpRule {
  readonly host: string | undefined;
  readonly paths: readonly {
    readonly path: string;
    readonly pathType: TypedPath["pathType"];
    readonly backend: Backend;
  }[];
}

/** What the import looks at in a Service. */
export interface DumpService {
  readonly id: string;
  readonly annotations: ReadonlyMap<string, string>;
  readonly ports: readonly {
    readonly name?: string | undefined;
    readonly port: number;
    readonly targetPort?: number | string | undefined;
  }[];
}

/** The Ingresses of a dump, and those that could not be read. */
export interface IngressDump {
  readonly ingresses: readonly DumpIngress[];
  readonly unreadable: readonly { readonly ingress: string; readonly reason: string }[];
}

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
});

const backend = z
  .object({
    service: z.object({
      name: z.string(),
      port: z.object({ number: z.int().optional(), name: z.string().optional() }).default({}),
    }),
  })
  .transform(({ service: { name, port } }): Backend => ({ service: name, port: port.number ?? port.name ?? "" }));

const ingressSchema = z.object({
  metadata,
  spec: z.object({
    ingressClassName: z.string().optional(),
    defaultBackend: backend.optional(),
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
        .object({ ingress: z.array(z.object({ hostname: z.string().optional() })).default([]) })
        .default({ ingress: [] }),
    })
    .default({ loadBalancer: { ingress: [] } }),
});

const serviceSchema = z.object({
  metadata,
  spec: z.object({
    ports: z
      .array(
        z.object({
          name: z.string().optional(),
          port: z.int(),
          targetPort: z.union([z.int(), z.string()]).optional(),
        }),
      )
      .default([]),
  }),
});

/**
 * Reads `kubectl get ingress -A -o json`: a List, or one Ingress.
 *
 * @param file for messages
 * @throws DumpError when the text is something else
 */
export function readIngresses(text: string, file: string): IngressDump {
  const ingresses = new Map<string, DumpIngress>();
  const unreadable: { ingress: string; reason: string }[] = [];
  for (const item of itemsOf(text, file, "Ingress", "ingress")) {
    const decoded = ingressSchema.safeParse(item);
    if (!decoded.success) {
      const [issue] = decoded.error.issues;
      const reason = `It is not shaped like an Ingress of networking.k8s.io/v1 (${issue?.path.join(".")}: ${issue?.message}).`;
      unreadable.push({ ingress: idOfUnreadable(item), reason });
      continue;
    }
    const ingress = toIngress(decoded.data);
    if (ingresses.has(ingress.id)) throw new DumpError(`${file} lists the Ingress ${ingress.id} twice.`);
    ingresses.set(ingress.id, ingress);
  }
  return { ingresses: [...ingresses.values()], unreadable };
}

/**
 * Reads `kubectl get services -A -o json`: a List, or one Service. By `namespace/name`.
 *
 * @throws DumpError when the text is something else
 */
export function readServices(text: string, file: string): ReadonlyMap<string, DumpService> {
  const services = new Map<string, DumpService>();
  for (const item of itemsOf(text, file, "Service", "services")) {
    const decoded = serviceSchema.safeParse(item);
    // One that is malformed is missing, and an Ingress that needs it says so.
    if (!decoded.success) continue;
    const { metadata: meta, spec } = decoded.data;
    const id = `${meta.namespace}/${meta.name}`;
    services.set(id, { id, annotations: meta.annotations, ports: spec.ports });
  }
  return services;
}

function itemsOf(text: string, file: string, kind: string, resource: string): unknown[] {
  const wanted = `Write it with: kubectl get ${resource} -A -o json`;
  let root: unknown;
  try {
    root = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    throw new DumpError(`${file} is not JSON. ${wanted}`);
  }
  const found = kindOf(root);
  const list = found === "List" || found === `${kind}List`;
  const items = list ? (root as { items?: unknown }).items : [root];
  if (!Array.isArray(items)) throw new DumpError(`${file} is a list without items. ${wanted}`);
  for (const item of items) {
    // The API's own lists leave the kind of their items out.
    const itemKind = kindOf(item) ?? (found === `${kind}List` ? kind : undefined);
    if (itemKind === kind) continue;
    throw new DumpError(`${file} holds ${describeKind(itemKind)}, not ${kind} objects only. ${wanted}`);
  }
  return items;
}

function kindOf(value: unknown): string | undefined {
  const kind = typeof value === "object" && value !== null ? (value as { kind?: unknown }).kind : undefined;
  return typeof kind === "string" ? kind : undefined;
}

function describeKind(kind: string | undefined): string {
  return kind === undefined ? "something that is no Kubernetes object" : `an object of kind ${JSON.stringify(kind)}`;
}

function toIngress({ metadata: meta, spec, status }: z.output<typeof ingressSchema>): DumpIngress {
  return {
    id: `${meta.namespace}/${meta.name}`,
    namespace: meta.namespace,
    name: meta.name,
    labels: meta.labels,
    annotations: meta.annotations,
    finalizers: meta.finalizers,
    className: spec.ingressClassName ?? meta.annotations.get("kubernetes.io/ingress.class"),
    defaultBackend: spec.defaultBackend,
    rules: spec.rules.map(({ host, http }) => ({ host: host === "" ? undefined : host, paths: http.paths })),
    hostname: status.loadBalancer.ingress.find(({ hostname }) => hostname !== undefined)?.hostname,
  };
}

function idOfUnreadable(item: unknown): string {
  const meta = (item as { metadata?: { namespace?: unknown; name?: unknown } } | undefined)?.metadata;
  return `${String(meta?.namespace ?? "default")}/${String(meta?.name ?? "(no name)")}`.slice(0, 320);
}

function isTextEntry(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === "string";
}
