import type * as z from "zod";
import { CLASS_ANNOTATION, type ClassParams } from "../controller";
import { UserError } from "../errors";
import { whyNotJson } from "../files";
import { quote } from "../findings";
import { formatPath } from "../source";
import {
  type Backend,
  bindingSchema,
  classParamsSchema,
  classSchema,
  ingressSchema,
  serviceSchema,
  workloadSchema,
} from "./dump-schemas";
import type { Problem, Step } from "./problem";

/** A file that is not a dump of Kubernetes objects. Its message is meant for the user. */
export class DumpError extends UserError {
  override readonly name = "DumpError";
  override readonly code = "invalid-dump";
}

/** A file as it was given. */
export interface InputFile {
  /** For messages. */
  readonly name: string;
  readonly text: string;
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
  readonly createdAt: string | undefined;
  /** Since when it is being deleted. */
  readonly deletedAt: string | undefined;
  /** The older annotation, which beats `className`. */
  readonly classAnnotation: string | undefined;
  /** `spec.ingressClassName`. */
  readonly className: string | undefined;
  readonly defaultBackend: Backend | undefined;
  readonly rules: readonly DumpRule[];
  readonly tlsHosts: readonly string[];
  /** DNS name of the load balancer that answers, once there is one. */
  readonly hostname: string | undefined;
  /** Ports of that load balancer, which is to say of the whole group, in releases that report them. */
  readonly ports: readonly number[];
  /** Kinds of the objects that own it. */
  readonly owners: readonly string[];
  /** Programs that have written fields of it, where the dump shows them. */
  readonly managers: readonly string[];
}

export interface DumpRule {
  readonly host: string | undefined;
  readonly paths: readonly DumpPath[];
}

export interface DumpPath {
  readonly path: string;
  readonly pathType: "Exact" | "Prefix" | "ImplementationSpecific";
  readonly backend: Backend;
}

/** What the import looks at in a Service. */
export interface DumpService {
  readonly id: string;
  readonly annotations: ReadonlyMap<string, string>;
  readonly selector: ReadonlyMap<string, string>;
  readonly type: string;
  readonly ipFamilies: readonly string[];
  readonly ports: readonly {
    readonly name?: string | undefined;
    readonly port: number;
    readonly targetPort?: number | string | undefined;
    readonly nodePort?: number | undefined;
  }[];
}

export interface DumpClass {
  readonly name: string;
  readonly controller: string;
  /** Name of its IngressClassParams. */
  readonly params: string | undefined;
  readonly isDefault: boolean;
}

/** A TargetGroupBinding. */
export interface DumpBinding {
  readonly namespace: string;
  readonly name: string;
  readonly targetGroupArn: string;
  readonly targetType: string | undefined;
  readonly service: string;
  readonly port: number | string;
}

/** Pods as a Deployment, StatefulSet or DaemonSet makes them. */
export interface DumpWorkload {
  readonly namespace: string;
  readonly labels: ReadonlyMap<string, string>;
  /** Numbers of its named ports. */
  readonly ports: ReadonlyMap<string, number>;
  /** The first readiness probe by HTTP. */
  readonly probe: DumpProbe | undefined;
}

export interface DumpProbe {
  readonly path: string;
  readonly port: number | string;
  readonly scheme: string;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly successThreshold: number;
  readonly failureThreshold: number;
}

/** What is in the input. Maps that are undefined are of kinds that the input has nothing of. */
export interface Dump {
  readonly ingresses: readonly DumpIngress[];
  /** By `namespace/name`. */
  readonly services: ReadonlyMap<string, DumpService> | undefined;
  readonly classes: ReadonlyMap<string, DumpClass> | undefined;
  readonly params: ReadonlyMap<string, ClassParams> | undefined;
  /** By ARN of the target group. */
  readonly bindings: ReadonlyMap<string, DumpBinding> | undefined;
  readonly workloads: readonly DumpWorkload[];
}

/** What to ask the cluster for, so that nothing that decides is missing. */
export const ALL_KINDS = "kubectl get ingress,svc,ingressclass,ingressclassparams,targetgroupbinding -A -o json";

const WORKLOADS = ["Deployment", "StatefulSet", "DaemonSet"] as const;
const KINDS = ["Ingress", "Service", "IngressClass", "IngressClassParams", "TargetGroupBinding", ...WORKLOADS] as const;
type Kind = (typeof KINDS)[number];

/**
 * Reads what kubectl prints: Lists of one or several kinds, or single objects.
 *
 * @param files of any of the kinds that are looked at
 * @param serviceFiles of Services only
 * @throws DumpError when a file is something else
 */
export function readDump(files: readonly InputFile[], serviceFiles: readonly InputFile[]): Step<Dump> {
  const items = [
    ...files.flatMap((file) => itemsOf(file, KINDS, ALL_KINDS)),
    ...serviceFiles.flatMap((file) => itemsOf(file, ["Service"], "kubectl get services -A -o json")),
  ];
  const ofKind = (kind: Kind) => items.filter((item) => item.kind === kind);
  const { value: ingresses, problems } = readIngresses(ofKind("Ingress"));
  const known = <T>(kind: Kind, read: (value: unknown) => readonly [string, T] | undefined) => {
    const some = ofKind(kind);
    // One that is malformed is missing, and an Ingress that needs it says so.
    return some.length === 0
      ? undefined
      : new Map(some.map(({ value }) => read(value)).filter((one) => one !== undefined));
  };
  return {
    value: {
      ingresses,
      // A file that was given for them tells that there are no others.
      services: known("Service", readService) ?? (serviceFiles.length > 0 ? new Map() : undefined),
      classes: known("IngressClass", readClass),
      params: known("IngressClassParams", readParams),
      bindings: known("TargetGroupBinding", readBinding),
      workloads: WORKLOADS.flatMap(ofKind).flatMap(({ value }) => readWorkload(value)),
    },
    problems,
  };
}

interface Item {
  readonly kind: Kind;
  readonly value: unknown;
  readonly file: string;
}

function itemsOf({ name, text }: InputFile, wanted: readonly Kind[], command: string): Item[] {
  const advice = `Write it with: ${command}`;
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    throw new DumpError(`${name} ${whyNotJson(text)}. ${advice}`);
  }
  const found = kindOf(root);
  const listed = wanted.find((kind) => found === `${kind}List`);
  const items = found === "List" || listed !== undefined ? (root as { items?: unknown }).items : [root];
  if (!Array.isArray(items)) throw new DumpError(`${name} is a list without items. ${advice}`);
  return items.map((value) => {
    // The API's own lists leave the kind of their items out.
    const itemKind = kindOf(value) ?? listed;
    const kind = wanted.find((one) => one === itemKind);
    if (kind !== undefined) return { kind, value, file: name };
    throw new DumpError(`${name} holds ${describeKind(itemKind)}, not only ${wanted.join(", ")}. ${advice}`);
  });
}

function kindOf(value: unknown): string | undefined {
  const kind = typeof value === "object" && value !== null ? (value as { kind?: unknown }).kind : undefined;
  return typeof kind === "string" ? kind : undefined;
}

function describeKind(kind: string | undefined): string {
  return kind === undefined ? "something that is not a Kubernetes object" : `an object of kind ${quote(kind)}`;
}

function readIngresses(items: readonly Item[]): Step<readonly DumpIngress[]> {
  const ingresses = new Map<string, DumpIngress>();
  const problems: Problem[] = [];
  for (const { value, file } of items) {
    const decoded = ingressSchema.safeParse(value);
    if (!decoded.success) {
      problems.push({
        ingress: idOfUnreadable(value),
        code: "malformed",
        message: whyUnreadable(value, decoded.error),
      });
      continue;
    }
    const ingress = toIngress(decoded.data);
    if (ingresses.has(ingress.id)) throw new DumpError(`${file} lists the Ingress ${ingress.id} twice.`);
    ingresses.set(ingress.id, ingress);
  }
  return { value: [...ingresses.values()], problems };
}

const API_VERSION = "networking.k8s.io/v1";

function whyUnreadable(item: unknown, error: z.ZodError): string {
  const version = (item as { apiVersion?: unknown }).apiVersion;
  if (version !== undefined && version !== API_VERSION) {
    return `It is written in ${quote(version)}, which Kubernetes has not served since 1.22; a cluster prints it in ${API_VERSION}.`;
  }
  const where = formatPath(
    (error.issues[0]?.path ?? []).map((part) => (typeof part === "number" ? part : String(part))),
  );
  return `It is not shaped like an Ingress of ${API_VERSION}: look at ${quote(where)}.`;
}

function toIngress({ metadata: meta, spec, status }: z.output<typeof ingressSchema>): DumpIngress {
  const { ingress: addresses } = status.loadBalancer;
  return {
    id: `${meta.namespace}/${meta.name}`,
    namespace: meta.namespace,
    name: meta.name,
    labels: meta.labels,
    annotations: meta.annotations,
    finalizers: meta.finalizers,
    createdAt: meta.creationTimestamp,
    deletedAt: meta.deletionTimestamp,
    classAnnotation: meta.annotations.get(CLASS_ANNOTATION),
    className: spec.ingressClassName,
    defaultBackend: spec.defaultBackend,
    rules: spec.rules.map(({ host, http }) => ({ host: host === "" ? undefined : host, paths: http.paths })),
    tlsHosts: spec.tls.flatMap(({ hosts }) => hosts),
    hostname: addresses.find(({ hostname }) => hostname !== undefined)?.hostname,
    ports: addresses.flatMap(({ ports }) => ports.map(({ port }) => port)),
    owners: meta.ownerReferences.map(({ kind }) => kind),
    managers: meta.managedFields.map(({ manager }) => manager),
  };
}

function idOfUnreadable(item: unknown): string {
  const meta = (item as { metadata?: { namespace?: unknown; name?: unknown } } | undefined)?.metadata;
  return `${String(meta?.namespace ?? "default")}/${String(meta?.name ?? "(no name)")}`.slice(0, 320);
}

function readService(value: unknown): readonly [string, DumpService] | undefined {
  const { data } = serviceSchema.safeParse(value);
  if (data === undefined) return undefined;
  const { metadata: meta, spec } = data;
  const id = `${meta.namespace}/${meta.name}`;
  return [id, { id, annotations: meta.annotations, ...spec }];
}

const IS_DEFAULT = "ingressclass.kubernetes.io/is-default-class";

function readClass(value: unknown): readonly [string, DumpClass] | undefined {
  const { data } = classSchema.safeParse(value);
  if (data === undefined) return undefined;
  const { metadata: meta, spec } = data;
  const params = spec.parameters?.kind === "IngressClassParams" ? spec.parameters.name : undefined;
  const isDefault = meta.annotations.get(IS_DEFAULT) === "true";
  return [meta.name, { name: meta.name, controller: spec.controller, params, isDefault }];
}

function readParams(value: unknown): readonly [string, ClassParams] | undefined {
  const { data } = classParamsSchema.safeParse(value);
  if (data === undefined) return undefined;
  const { group, PrefixListsIDs, certificateARNs, ...rest } = data.spec;
  const { name } = data.metadata;
  const prefixListsIDs = rest.prefixListsIDs ?? PrefixListsIDs;
  const certificateArn = rest.certificateArn ?? certificateARNs;
  return [name, { name, group: group?.name, ...rest, prefixListsIDs, certificateArn }];
}

function readBinding(value: unknown): readonly [string, DumpBinding] | undefined {
  const { data } = bindingSchema.safeParse(value);
  const arn = data?.spec.targetGroupARN;
  if (data === undefined || arn === undefined) return undefined;
  const { metadata: meta, spec } = data;
  const { name: service, port } = spec.serviceRef;
  const { namespace, name } = meta;
  return [arn, { namespace, name, targetGroupArn: arn, targetType: spec.targetType, service, port }];
}

function readWorkload(value: unknown): DumpWorkload[] {
  const { data } = workloadSchema.safeParse(value);
  if (data === undefined) return [];
  const { metadata: labelled, spec } = data.spec.template;
  const probe = spec.containers.map(({ readinessProbe }) => readinessProbe).find((one) => one?.httpGet !== undefined);
  const ports = spec.containers.flatMap(({ ports: own }) => own);
  return [
    {
      namespace: data.metadata.namespace,
      labels: labelled.labels,
      ports: new Map(ports.flatMap(({ name, containerPort }) => (name === undefined ? [] : [[name, containerPort]]))),
      probe: probe?.httpGet && { ...probe, ...probe.httpGet },
    },
  ];
}
