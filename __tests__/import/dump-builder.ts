import { type ImportedFleet, importFleet } from "../../modules/import";

/** What a test says of an Ingress; the rest is one of namespace `apps`, group `edge`, HTTPS on 443 and HTTP that redirects. */
export interface IngressInput {
  readonly deletionTimestamp?: string;
  /** Ports of the load balancer in the status. */
  readonly ports?: readonly number[];
  readonly name: string;
  readonly namespace?: string;
  readonly className?: string | null;
  readonly labels?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
  /** Of the controller, without its prefix; null removes one. */
  readonly alb?: Readonly<Record<string, string | null>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Default: one rule for `<name>.shop.example`, Prefix `/`, to `web:80`. */
  readonly rules?: readonly object[];
  readonly defaultBackend?: object;
  readonly hostname?: string;
}

const USUAL: Readonly<Record<string, string>> = {
  "group.name": "edge",
  scheme: "internet-facing",
  "listen-ports": '[{"HTTP":80},{"HTTPS":443}]',
  "ssl-redirect": "443",
  "certificate-arn": "arn:aws:acm:eu-west-1:123456789012:certificate/1",
  "target-type": "ip",
};

export function ingress(input: IngressInput): object {
  const { name, namespace = "apps", className = "alb", labels, finalizers, hostname, defaultBackend } = input;
  const address = { hostname, ports: input.ports?.map((port) => ({ port, protocol: "TCP" })) };
  const alb = Object.entries({ ...USUAL, ...input.alb }).filter(([, value]) => value !== null);
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: {
      name,
      namespace,
      labels,
      finalizers,
      deletionTimestamp: input.deletionTimestamp,
      annotations: {
        ...Object.fromEntries(alb.map(([key, value]) => [`alb.ingress.kubernetes.io/${key}`, value])),
        ...input.annotations,
      },
    },
    spec: {
      ...(className !== null && { ingressClassName: className }),
      defaultBackend,
      rules: input.rules ?? [rule(`${name}.shop.example`, path("/"))],
    },
    status: { loadBalancer: hostname === undefined && input.ports === undefined ? {} : { ingress: [address] } },
  };
}

export function rule(host: string | undefined, ...paths: readonly object[]): object {
  return { host, http: { paths } };
}

/** @param port a number, a port's name, or `use-annotation` */
export function path(value: string, pathType = "Prefix", service = "web", port: number | string = 80): object {
  return { path: value, pathType, backend: backend(service, port) };
}

export function backend(service: string, port: number | string): object {
  return { service: { name: service, port: typeof port === "number" ? { number: port } : { name: port } } };
}

/** A path that an annotation `actions.<name>` answers. */
export function action(value: string, name: string, pathType = "Prefix"): object {
  return path(value, pathType, name, "use-annotation");
}

export function list(items: readonly object[]): string {
  return JSON.stringify({ apiVersion: "v1", kind: "List", items });
}

/** Imports Ingresses; Services only when they are given. */
export function importing(inputs: readonly IngressInput[], services?: readonly object[]): ImportedFleet {
  return importFleet({
    files: [{ name: "ingresses.json", text: list(inputs.map(ingress)) }],
    services: services === undefined ? [] : [{ name: "services.json", text: list(services) }],
    schemas: NO_SCHEMAS,
  });
}

/** Files without a reference to a schema. */
export const NO_SCHEMAS = { platform: undefined, tenant: undefined };

export function service(
  name: string,
  ports: readonly object[],
  namespace = "apps",
  annotations = {},
  spec: object = {},
): object {
  return { apiVersion: "v1", kind: "Service", metadata: { name, namespace, annotations }, spec: { ports, ...spec } };
}

/** Imports Ingresses and whatever else is in the same List. */
export function importingList(inputs: readonly IngressInput[], more: readonly object[]): ImportedFleet {
  const text = list([...inputs.map(ingress), ...more]);
  return importFleet({ files: [{ name: "all.json", text }], schemas: NO_SCHEMAS });
}

export function ingressClass(name: string, controller = "ingress.k8s.aws/alb", params?: string): object {
  const parameters = params && { apiGroup: "elbv2.k8s.aws", kind: "IngressClassParams", name: params };
  return { kind: "IngressClass", metadata: { name }, spec: { controller, parameters } };
}

export function classParams(name: string, spec: object): object {
  return { kind: "IngressClassParams", metadata: { name }, spec };
}

/** A file of the fleet, without its comments. */
export function fileOf({ files }: ImportedFleet, file: string): Record<string, never> {
  const text = files.get(file);
  if (text === undefined) throw new Error(`There is no ${file}, only ${[...files.keys()].join(", ")}`);
  return JSON.parse(text.replace(/^( *)\/\/.*$/gm, "").replace(/ \/\/ DECIDE.*$/gm, ""));
}

/** A tenant's file. */
export function tenantOf(imported: ImportedFleet, name: string): Record<string, never> {
  return fileOf(imported, `tenants/${name}.json`);
}

/** Why an Ingress was not imported; empty when it was. */
export function reasonsFor({ notImported }: ImportedFleet, id: string): readonly string[] {
  return (notImported.find(({ ingress: one }) => one === id)?.reasons ?? []).map(({ message }) => message);
}

/** What changes for an Ingress that was imported. */
export function changesFor({ changes }: ImportedFleet, id: string): string[] {
  return changes.filter(({ ingress: one }) => one === id).map(({ change }) => change);
}
